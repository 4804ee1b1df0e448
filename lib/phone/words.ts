/** Words that stand beside numbers, so often that they are known even without a space between. */
const LABELS =
  'home|cell|cellphone|cellular|mobile|mob|work|office|fax|phone|telephone|tel|ph|voice|text|call|main|direct|primary|landline|number|num|no|nr|h|c|m|w|o|p|t|f';
const SCHEME = /^(?:tel|sms|smsto|callto|phone):(?:\/\/)?/i;
const LABEL_AT_START = new RegExp(`^(?:${LABELS})[.:]?(?=[\\d(+])`, 'i');
const LABEL_AT_END = new RegExp(`(?<=\\d)(?:${LABELS})\\.?$`, 'i');
const BARE_WORD = /(?<![\d\p{L}])\p{L}[\p{L}'.]*(?!\d|\p{L})/gu;

/** The text without the words around the number, and the words. Letters that touch digits stay. */
export function splitWords(text: string): { text: string; words: string[] } {
  const words: string[] = [];
  const leaveOut = (word: string) => (words.push(word), ' ');
  const rest = text
    .replace(SCHEME, '')
    .replace(BARE_WORD, leaveOut)
    .trim()
    .replace(LABEL_AT_START, leaveOut)
    .replace(LABEL_AT_END, leaveOut);
  return { text: rest, words };
}

/** Words that mean "no number", and would otherwise pass for digits on a keypad. */
const NOT_A_NUMBER =
  /^(?:unknown|private|missing|invalid|pending|deleted|removed|blocked|refused|changed|expired|nothing|none|null|void|dead|same|todo|test|tbd|home|cell|work|mobile|text|call|fax|ext)$/i;

/** `1-800-FLOWERS`, `512-GO-TEXAS`: ten digits by the keypad, the area code in figures; null for anything else. */
export function readKeypad(text: string): string | null {
  const bare = text.replace(LABELLED, '').trim();
  const found = /^\+?(?:1[-. ]?)?\(?([2-9]\d\d)\)?([-. ]?[\dA-Z][\dA-Z. -]*)$/i.exec(bare);
  if (!found) return null;
  const [, areaCode = '', rest = ''] = found;
  const letters = rest.replace(/[^A-Z]/gi, '').toUpperCase();
  const runs = rest.match(/[A-Z]+/gi) ?? [];
  if (!runs.some((run) => run.length >= 3) || runs.some((run) => NOT_A_NUMBER.test(run))) return null;
  if (isPlaceholder(letters)) return null;
  const digits = areaCode + rest.replace(/[-. ]/g, '').toUpperCase().replace(/[A-Z]/g, onKeypad);
  return digits.length === 10 ? digits : null;
}

const LABELLED = new RegExp(`^(?:${LABELS})[.:]?\\s+|^(?:${LABELS}):`, 'i');

/** `XXXX` hides digits; `OIO` stands for 0 and 1. */
function isPlaceholder(letters: string): boolean {
  return /^(.)\1*$/.test(letters) || /^[OIL]+$/.test(letters) || /^[XYN]+$/.test(letters);
}

function onKeypad(letter: string): string {
  return '22233344455566677778889999'.charAt(letter.charCodeAt(0) - 65);
}
