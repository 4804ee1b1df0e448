const WORDS = 'extensi[o\u00f3]n|extn?|x|poste|anexo|interno|int|ramal|durchwahl|dw|\u0434\u043e\u0431|#';
/** At most six digits: seven may be a second number without its area code. */
const AT_END = new RegExp(
  `(?<=\\d[\\s)]*)(?:[,;/\\s(-]*(?:;ext=|(?:${WORDS})[.:=]?)\\s*|\\s*,{2,}\\s*)(\\d{1,6})\\)?(?=\\D*$)`,
  'iu',
);

/** The text without its extension, `x104`, `ext. 104`, `#104`, `;ext=104`, and the extension. */
export function splitExtension(text: string): { text: string; extension: string | null } {
  const found = AT_END.exec(text);
  if (!found) return { text, extension: null };
  const rest = `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}`;
  return { text: rest, extension: found[1] ?? null };
}
