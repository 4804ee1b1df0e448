/** The words that are an opt-out, an opt-in or a call for help when they are the whole message. Safe for the browser. */

const STOP_WORDS = [
  'STOP',
  'STOPALL',
  'STOP ALL',
  'UNSUBSCRIBE',
  'CANCEL',
  'END',
  'QUIT',
  'REVOKE',
  'OPTOUT',
  'OPT OUT',
  'OPT-OUT',
  'REMOVE',
  'ARRET',
  'ARRÊT',
  'ALTO',
  'PARE',
  'BAJA',
];
/** YES is none of them: it answers too many other questions. */
const START_WORDS = ['UNSTOP', 'START'];
const HELP_WORDS = ['HELP', 'INFO'];

export type Keyword = 'stop' | 'start' | 'help';

const KEYWORDS: ReadonlyMap<string, Keyword> = new Map([
  ...STOP_WORDS.map((word) => [word, 'stop'] as const),
  ...START_WORDS.map((word) => [word, 'start'] as const),
  ...HELP_WORDS.map((word) => [word, 'help'] as const),
]);

/** What a whole message asks for by a single word of the list, however it is dressed; null: it is no such word. */
export const readKeyword = (message: string): Keyword | null => KEYWORDS.get(bareWords(message)) ?? null;

/** `“Stop.” 🛑` → `STOP`: upper case, and without what stands around the words and cannot be seen in them. */
export function bareWords(message: string): string {
  const shown = message.replace(EMOJI, ' ').normalize('NFKC').replace(INVISIBLE, '').replace(/\s+/gu, ' ');
  return trimmed(shown).toUpperCase();
}

/** Keycaps and flags too, whose parts are digits and letters; © and ℹ, which are letters to a normaliser. */
const EMOJI = /[\d#*]\uFE0F?\u20E3|\p{Regional_Indicator}|\p{Extended_Pictographic}|\p{Emoji_Modifier}/gu;
/** Zero-width characters, direction marks, soft hyphens, variation selectors. */
const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * Without what stands before the first and behind the last letter or digit. Not by one pattern: looking for a
 * run that ends the text begins anew at each of its characters, and a long row of dots takes seconds.
 */
function trimmed(text: string): string {
  const chars = Array.from(text);
  const first = chars.findIndex(isOfWord);
  return first < 0 ? '' : chars.slice(first, chars.findLastIndex(isOfWord) + 1).join('');
}

const isOfWord = (char: string) => /[\p{L}\p{N}]/u.test(char);
