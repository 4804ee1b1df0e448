/** The sizes that are read; past them a file is refused with a clear word. */
export const LIMITS = {
  textBytes: 200 * 1024 * 1024,
  textRows: 5_000_000,
  workbookBytes: 50 * 1024 * 1024,
  columns: 1_000,
  /** What a spreadsheet can hold in one cell; longer text is cut there. */
  cellChars: 32_767,
} as const;
