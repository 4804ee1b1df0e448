/**
 * The plus and the digits that a number format writes by itself: `+52` for `"+52 "0`, '' for `(000) 000-0000`
 * and `0.00E+00`. Only the section for positive numbers counts.
 */
export function literalsOf(code) {
  let literals = '';
  for (const [part, quoted, escaped] of code.matchAll(PARTS)) {
    if (part === ';') break;
    literals += (quoted ?? escaped ?? (/^[1-9+]$/.test(part) ? part : '')).replace(/[^+\d]/g, '');
  }
  return literals;
}

const PARTS = /\[[^\]]*\]|"([^"]*)"|\\(.)|[_*].|e[+-]|[^]/giu;
