/** `1-800-FLOWERS`, `512-GO-TEXAS`: ten digits by the keypad, the area code in figures; null for anything else. */
export function readKeypad(text: string): string | null {
  const found =
    /^(?:(?:call|tel|phone|text|dial)\W+)?\+?(?:1[-. ]?)?\(?([2-9]\d\d)\)?([-. ]*[\dA-Z][\dA-Z. -]*)$/i.exec(
      text,
    );
  if (!found) return null;
  const [, areaCode = '', rest = ''] = found;
  const words = rest.match(/[A-Z]+/gi) ?? [];
  if (!words.some((word) => word.length >= 3) || isSaidOfNumbers(words) || isPlaceholder(words.join('')))
    return null;
  const digits = areaCode + keypadDigits(rest.replace(/[-. ]/g, ''));
  return digits.length === 10 ? digits : null;
}

/** Letters as a phone's keypad has them: ABC is 2. */
export function keypadDigits(text: string): string {
  return text.replace(/[A-Z]/gi, (letter) => KEYPAD.charAt(letter.toUpperCase().charCodeAt(0) - 65));
}

const KEYPAD = '22233344455566677778889999';

/** `512 unknown` has ten digits too, and is none. */
function isSaidOfNumbers(words: string[]): boolean {
  return words.some((word) => SAID_OF_NUMBERS.test(word));
}

const SAID_OF_NUMBERS =
  /^(?:unknown|private|missing|invalid|pending|deleted|removed|blocked|refused|changed|expired|nothing|none|null|void|dead|same|todo|test|home|cell|work|mobile|text|call|fax|ext)$/i;

/** `XXXX` hides digits; `OIO` stands for zeros and ones. */
function isPlaceholder(letters: string): boolean {
  return /^(?:(.)\1*|[OIL]+|[XYN]+)$/i.test(letters);
}
