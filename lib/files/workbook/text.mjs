export const MAX_CELL_CHARS = 32_767;

/** A text of an Excel workbook as the person typed it: `_x000D_` escapes undone. */
export function plainText(text) {
  return storable(
    text.includes('_x')
      ? text.replace(/_x([0-9a-f]{4})_/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)))
      : text,
  );
}

/** Cut where a cell ends, and with nothing in it that a database refuses. */
export const storable = (text) => text.slice(0, MAX_CELL_CHARS).replaceAll('\0', ' ').toWellFormed();
