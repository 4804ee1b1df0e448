/** Words that stand beside numbers so often that they are known even without a space between. */
const LABELS =
  'home|cell|cellphone|cellular|mobile|mob|work|office|fax|phone|telephone|tel|ph|voice|text|call|main|direct|primary|landline|number|num|no|nr|h|c|m|w|p|t|f';
const SCHEME = /^(?:tel|sms|smsto|callto|phone):(?:\/\/)?/i;
const LABEL_AT_START = new RegExp(`^(?:${LABELS})[.:]?(?=[\\d(+])`, 'i');
const LABEL_AT_END = new RegExp(`(?<=\\d)(?:${LABELS})\\.?$`, 'i');
const BARE_WORD = /(?<![\d\p{L}])\p{L}[\p{L}'.]*(?!\d|\p{L})/gu;

/** The text without the words before and after the number, and the words. Letters that touch digits stay. */
export function splitWords(text: string): { text: string; words: string[] } {
  const words: string[] = [];
  const leaveOut = (word: string) => (words.push(word), ' ');
  const bare = text.replace(SCHEME, '');
  const first = bare.search(/[\d+]/);
  const last = bare.search(/\d\D*$/);
  const isOutside = (at: number) => at < first || at > last;
  const rest = bare.replace(BARE_WORD, (word, at: number) => (isOutside(at) ? leaveOut(word) : word)).trim();
  return { text: rest.replace(LABEL_AT_START, leaveOut).replace(LABEL_AT_END, leaveOut), words };
}

/** In `Room 512 555-0142` nobody can say what is the area code. */
export function isAddressWord(word: string): boolean {
  return /^(?:apt|apartment|room|rm|suite|ste|unit|box|bldg|building|floor|fl|lot|id|zip|row)\.?$/i.test(
    word,
  );
}

/** `512-555-01 XX` */
export function isMask(word: string): boolean {
  return /^x+$/i.test(word);
}
