import 'server-only';
import type { CallScript } from '@/lib/messages/call-script';

/** Twilio's answers: what to text back, what to say. */

const KEYPRESS = '/api/webhooks/twilio/keypress';

/** Texts one answer back, or nothing. */
export const replyTwiml = (answer: string | null): Response =>
  twiml(answer === null ? '' : `<Message>${escaped(answer)}</Message>`);

/** Says something and hangs up. */
export const farewellTwiml = (...sentences: string[]): Response =>
  twiml(`${sentences.map(say).join('')}<Hangup/>`);

/** Says the script; a key may be pressed as soon as it begins. */
export function scriptTwiml({ message, howToStop }: CallScript, ...before: string[]): Response {
  const action = escaped(`${process.env.NEXTAUTH_URL ?? ''}${KEYPRESS}`);
  const said = [...before, message, sentence(howToStop)].map(say).join('');
  return twiml(
    `<Gather numDigits="1" action="${action}" method="POST" timeout="8">${said}</Gather><Hangup/>`,
  );
}

/** No call of ours: nothing is said. */
export const silentTwiml = (): Response => twiml('<Hangup/>');

const twiml = (inside: string): Response =>
  new Response(`<?xml version="1.0" encoding="UTF-8"?><Response>${inside}</Response>`, {
    headers: { 'content-type': 'text/xml; charset=utf-8', 'cache-control': 'no-store' },
  });

const say = (text: string) => `<Say>${escaped(text)}</Say>`;
const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

/** Also without the characters that XML cannot hold at all. */
const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/[<>&"']/g, (character) => ENTITIES[character] ?? '');

const ENTITIES: Record<string, string> = {
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  '"': '&quot;',
  "'": '&apos;',
};
