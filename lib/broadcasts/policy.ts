/** What a person's first text ends with, so that they know how to end it. */
export const STOP_NOTICE = 'Reply STOP to opt out';

/** The first text to a phone, with the notice; a message that says it itself is left alone. */
export const firstTextNotice = (message: string): string =>
  message.toLowerCase().includes(STOP_NOTICE.toLowerCase()) ? message : `${message}\n${STOP_NOTICE}`;

/** How a text is parted on its way: a carrier bills each segment, a handset shows one message. */
export type TextSize = {
  alphabet: 'gsm' | 'unicode';
  /** Places taken; a letter of the extension table takes two, and so does an emoji. */
  places: number;
  segments: number;
  /** The characters that do not fit into the GSM alphabet, each once. */
  unusual: string[];
};

/** Measures a text by 3GPP TS 23.038: the GSM alphabet with its extension table, else UCS-2. */
export function sizeOfText(text: string): TextSize {
  const letters = Array.from(text);
  const unusual = [...new Set(letters.filter((letter) => !GSM.has(letter) && !GSM_EXTENDED.has(letter)))];
  const alphabet = unusual.length > 0 ? 'unicode' : 'gsm';
  const widths = letters.map((letter) =>
    alphabet === 'unicode' ? letter.length : GSM_EXTENDED.has(letter) ? 2 : 1,
  );
  const places = widths.reduce((sum, width) => sum + width, 0);
  const [whole, part] = alphabet === 'unicode' ? [70, 67] : [160, 153];
  return { alphabet, places, unusual, segments: places <= whole ? 1 : partsOf(widths, part) };
}

/** A letter of two places is never torn apart: where one is left, it goes into the next segment. */
function partsOf(widths: number[], most: number): number {
  let parts = 1;
  let taken = 0;
  for (const width of widths) {
    if (taken + width > most) {
      parts += 1;
      taken = 0;
    }
    taken += width;
  }
  return parts;
}

const GSM = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const GSM_EXTENDED = new Set('\f^{}\\[~]|€');
