/** A reply as the rules read it. Safe for the browser. */
import { bareWords } from './keyword';

/** Longer than any text; what comes after is not read. */
const MOST_CHARACTERS = 5_000;

/**
 * The reply's clauses in plain words: lower case, without accents, apostrophes and emoji, the short forms of
 * texting written out, and without what only quotes somebody (a tapback, a forwarded line, our own notice).
 */
export function clausesOf(body: string): string[] {
  const said = withoutQuotes(body.slice(0, MOST_CHARACTERS).replace(/[’‘ʼ`´]/g, "'"));
  return said
    .split(/[.!?;,:\n\r…¡¿()]+| [-–—]+ /u)
    .map(plain)
    .filter((clause) => clause !== '');
}

/** Whether the reply asks something, by its sign or by how it begins. */
export const asks = (body: string): boolean =>
  body.includes('?') || /^\W*(?:how|what|when|where|which|who)\b/i.test(body);

function plain(clause: string): string {
  const words = bareWords(clause).normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll("'", '');
  return words
    .replace(/[^\p{L}\p{N}#\s]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(SHORT_FORMS, (word) => WRITTEN_OUT[word] ?? word)
    .replace(/\bdo not\b/g, 'dont')
    .replace(/\bcan ?not\b/g, 'cant')
    .replace(/\bwill not\b/g, 'wont')
    .replace(/\bdid not\b/g, 'didnt');
}

const WRITTEN_OUT: Record<string, string> = {
  u: 'you',
  ur: 'your',
  pls: 'please',
  plz: 'please',
  plse: 'please',
  txt: 'text',
  txts: 'texts',
  txting: 'texting',
  texing: 'texting',
  msg: 'message',
  msgs: 'messages',
  msging: 'messaging',
  mssgs: 'messages',
  thx: 'thanks',
  ty: 'thanks',
  wanna: 'want to',
  gonna: 'going to',
  q: 'que',
  xfa: 'por favor',
  xfavor: 'por favor',
  porfa: 'por favor',
  porfavor: 'por favor',
};
const SHORT_FORMS = new RegExp(`\\b(?:${Object.keys(WRITTEN_OUT).join('|')})\\b`, 'g');

const withoutQuotes = (body: string): string =>
  body
    .replace(TAPBACK, ' ')
    .replace(/^\s*>.*$/gm, ' ')
    .replace(QUOTED_NOTICE, ' ')
    .replace(NOTICE, ' ');

/** What phones make of a tap on a message of ours: its verb, and our words in quotes. */
const TAPBACK =
  /^\s*(?:liked|loved|disliked|laughed at|emphasi[sz]ed|questioned|reacted [^"“«]{1,20}|removed an? [^"“«]{1,30}|(?:a [^"“«]{1,30} )?(?:no )?(?:le|te|me) (?:gust[oóa]|encant[oóa]|dio risa)(?: a)?|(?:le )?(?:hizo|dio) [^"“«]{1,20}|se ri[oó] de|enfatiz[oó]|destac[oó]|(?:pregunt[oó] (?:sobre|por)|cuestion[oó])|reaccion[oó] [^"“«]{1,20}|(?:elimin|quit)[oó] [^"“«]{1,40}|[^\p{L}\p{N}"“«]{1,12} (?:to|a)) ?(?:an? (?:image|movie|attachment|photo|video|audio message)|una? (?:imagen|foto|v[ií]deo|archivo adjunto)|["“«][^]*["”»])/iu;
const SAYS_HOW = '(?:reply|text|txt|send|respond(?:e|a)?(?: with)?|env[ií]e|env[ií]a|mande|manda|texto)';
const STOP_WORD = '(?:stop(?:all)?|end|quit|unsubscribe|alto|baja|pare|cancelar)';
const QUOTED_NOTICE = new RegExp(
  `["“«][^"“”«»]{0,200}\\b${SAYS_HOW}\\s+${STOP_WORD}\\b[^"“”«»]{0,200}["”»]?`,
  'giu',
);
/** "Reply STOP to opt out" says how, and does not say it. */
const NOTICE = new RegExp(
  `\\b${SAYS_HOW}\\s+["'“]?${STOP_WORD}["'”]?\\s+(?:to|2|para)\\s+(?:\\d+|opt[ -]?out|unsubscribe|end|cancel|quit|stop|cancelar|salir)\\b[^.!?\\n]{0,40}`,
  'giu',
);
