import 'server-only';
import type { ChannelRole } from './layout';
import { nameWords } from './name-words';

/** What a column's name says of who opted out, and of what. */

const STATUS = /\b(status|state)\b/;
const OPTING =
  /\b(subscription|subscribed|opt|opt in|opt out|optin|optout|opted in|opted out|consent|permission)\b/;
const MESSAGES = /\b(messages?|messaging|marketing|communications?)\b/;
const NO =
  /\b(no(?! of\b)|not|don t|dont|donot|opt out|opted out|optout|stop|stopped|block|blocked|unsubscribed?|unsubscribe|closed|dnc|dnt|dnd|suppress|suppressed|blacklist|blacklisted)\b/;
const YES =
  /\b(ok|okay|may|can|allow|allows|allowed|consent|permission|permitted|opt in|opted in|optin|subscribed|accepts?|agreed|wants?|receives?)\b/;
const VOICE = /\b(calls?|call|voice|calling|dnc|donotcall|phone calls?|voicemails?|rvm|llamar|llamadas?)\b/;
const TEXT = /\b(texts?|texting|sms|mms|txt|dnt|donottext|text messages?|mensajes? de texto|textos?)\b/;
/** Not ours to close: other channels, other things that people refuse, and lists that others keep. */
const OTHER_CHANNEL =
  /\b(e ?mails?|mail|mailing|fax|post|postal|whatsapp|push|web|track|share|sell|newsletters?|chat|app|social|facebook|cookies?|data|privacy|photos?|media|videos?|pictures?|medical|directory|military|testing|trips?|surveys?|federal|national|state|registry)\b/;
const NAMES_CHANNEL =
  /\b(opt out|opted out|optout|opt|dnc|do not contact|suppression|unsubscribe|block|stop) (type|channels?|kind|method|preference|status)\b|\b(opted out|opt out|unsubscribed) (of|from)$|^channels?$|^canal(es)?$|^type$/;
const NO_CONTACT = /\b(do not contact|dont contact|don t contact|no contact|do not disturb|dnd)$/;
const OPTED_OUT =
  /\b(opt out|opted out|optout|unsub|unsubscribed?|stop|stopped|block|blocked|suppressed|blacklisted|dado de baja|do not message|do not send|no messages)\b/;
const SUBSCRIBED =
  /\b(subscribed|opt in|opted in|optin|(ok|okay|may|can|permission|consent) to contact|(may|can) (we )?contact|(contact|messaging|communications?) (ok|consent|permission)|(wants|receives?|accepts) messages)\b/;
/** What may stand around such a word without saying that it is about something else, as "Directory" does. */
const BESIDE = new Set(
  'is has have was been customer contact lead client member subscriber user recipient parent guardian patient student donor phone mobile cell messaging message messages marketing communication communications global all everything total general current broadcast campaign notification notifications alert alerts reminder reminders status flag of from to the our this future y n yes no or true false'.split(
    ' ',
  ),
);
const BOTH_WAYS = /\bopt(ed)? (in|out) (or )?(opt(ed)? )?(in|out)\b/;
const NOT_FLAG =
  /\b(texted|replied|reason|date|at|on|by|source|note|notes|comment|since|time|count|id|list)\b/;

/**
 * The channel role that a name suggests. A plain "Voice" or "Texts" suggests none: whether its Y means
 * closed or open nobody can tell, and reading it the wrong way would message people who said stop.
 */
export function channelRole(name: string): ChannelRole | null {
  const words = flagWords(name);
  if (OTHER_CHANNEL.test(words)) return null;
  if (NAMES_CHANNEL.test(words)) return 'channel';
  const [voice, text] = [VOICE.test(words), TEXT.test(words)];
  if (BOTH_WAYS.test(words)) return null;
  if (NOT_FLAG.test(words.replace(/\b(opted out|opt out|stopped|no|do not) (on|at)\b/, '$1'))) return null;
  if (NO.test(words) && voice !== text) return voice ? 'no_calls' : 'no_texts';
  if ((NO.test(words) && voice) || NO_CONTACT.test(words)) return 'channel';
  if (YES.test(words) && voice !== text) return voice ? 'calls' : 'texts';
  if (saysOnly(OPTED_OUT, words)) return 'opted_out';
  return saysOnly(SUBSCRIBED, words) ? 'subscribed' : null;
}

/** "Do Not Contact", "No calls or texts": yes means both. */
export function saysNoContact(name: string): boolean {
  const words = flagWords(name);
  return NO_CONTACT.test(words) || (NO.test(words) && VOICE.test(words) && TEXT.test(words));
}

/** A question without its mark and the answers that it offers: "DNC? (Y/N)". */
const flagWords = (name: string) =>
  nameWords(name)
    .replaceAll('?', ' ')
    .replace(/( (y n|yes no|yes or no|true false|1 0|0 1|flag|x))+ *$/, '')
    .trim();

const saysOnly = (what: RegExp, words: string) =>
  what.test(words) &&
  words
    .replace(what, ' ')
    .split(' ')
    .every((word) => word === '' || BESIDE.has(word));

/**
 * The role of "SMS Status", "SMS" or "Status", should its cells say who opted out and who did not, and how plainly
 * they have to: under "Consent" a bare "out" will do, under "Enrollment Status" even "withdrawn" has nothing to do with us.
 */
export function statusRole(name: string): StatusRole | null {
  const words = nameWords(name);
  const [voice, text] = [VOICE.test(words), TEXT.test(words)];
  if (OTHER_CHANNEL.test(words.replace(/\bstate\b/, ''))) return null;
  const role = voice === text ? 'opted_out' : voice ? 'no_calls' : 'no_texts';
  if (OPTING.test(words)) return { role, says: 'anything' };
  if (voice !== text || (MESSAGES.test(words) && STATUS.test(words))) return { role, says: 'a state' };
  if (/^(status|state)$/.test(words)) return { role, says: 'an opt-out' };
  return STATUS.test(words) ? { role, says: 'nothing else' } : null;
}

export type StatusRole = {
  role: 'opted_out' | 'no_calls' | 'no_texts';
  says: 'anything' | 'a state' | 'an opt-out' | 'nothing else';
};

/** A name like "Opted In" or "OK to text": phones under it, beside others, did not ask us to stop. */
export const saysWanted = (name: string) =>
  ['subscribed', 'calls', 'texts'].includes(channelRole(name) ?? '');

/** What people wrote: should all of it be stop and start, it says who opted out, and of no channel. */
export function isReplyName(name: string): boolean {
  const words = nameWords(name);
  return (
    /\b(keyword|body|message|reply|response|content|texts?|sms|mms|txt)$/.test(words) &&
    !STATUS.test(words) &&
    !OPTING.test(words)
  );
}

/** "Unsubscribe", "Remove From": should its cells name channels, they are the ones to be closed. */
export function asksToStop(name: string): boolean {
  const words = nameWords(name);
  return (
    !OTHER_CHANNEL.test(words) && !NOT_FLAG.test(words) && (NO.test(words) || /\bremoved?\b/.test(words))
  );
}
