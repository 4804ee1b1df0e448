export const MAX_CELL_CHARS = 32_767;

/** A text as the person typed it: `_x000D_` escapes undone, cut where a cell ends, storable. */
export function plainText(text) {
  const plain = text.includes('_x')
    ? text.replace(/_x([0-9a-f]{4})_/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)))
    : text;
  return plain.slice(0, MAX_CELL_CHARS).replaceAll('\0', ' ').toWellFormed();
}
