import 'server-only';

/** A day as a spreadsheet keeps it, apart from the number that it is inside. */
export type DateCell = { date: string };

/** A cell whose formula the program that wrote it never calculated: nobody knows what it holds. */
export type FormulaCell = { formula: string };

/** A number whose format writes digits or a plus of its own beside it: 5512345678 shown as +52 5512345678. */
export type FormattedCell = { number: number; literals: string };

/** One cell as the file holds it; null where there is nothing. Text files have text only. */
export type Cell = string | number | boolean | DateCell | FormulaCell | FormattedCell | null;

/**
 * One row of a sheet. `row` counts from 1 as a spreadsheet does, header and blank rows included. A row that the sheet
 * hides, by a filter or by hand, is a row like the others.
 */
export type Row = { row: number; cells: Cell[]; isHidden?: true };

/** A cell that can't be read as what its column holds. */
export type CellProblem = { problem: string };

export const isProblem = (read: unknown): read is CellProblem =>
  typeof read === 'object' && read !== null && 'problem' in read;

export const isDateCell = (cell: Cell): cell is DateCell =>
  typeof cell === 'object' && cell !== null && 'date' in cell;

export const isFormulaCell = (cell: Cell | undefined): cell is FormulaCell =>
  typeof cell === 'object' && cell !== null && 'formula' in cell;

export const isFormattedCell = (cell: Cell | undefined): cell is FormattedCell =>
  typeof cell === 'object' && cell !== null && 'literals' in cell;

export const NEVER_CALCULATED =
  'It holds a formula that was never calculated. Open the file in Excel or LibreOffice, save it and upload it again.';

/** A cell as text, the way a person would see it. */
export function cellText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE';
  if (isFormattedCell(cell)) return String(cell.number);
  if (typeof cell === 'object') return isFormulaCell(cell) ? cell.formula : cell.date;
  return String(cell);
}

/** A cell's text in quotation marks for a message, cut where it is long. */
export function quoted(cell: Cell | undefined): string {
  const text = cellText(cell).trim();
  return `“${text.length > 60 ? `${text.slice(0, 60)}…` : text}”`;
}

/** In lower case, without accents, marks and doubled blanks; a tick stays. */
export const plainWords = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}✓✔☑✗✘☒?]+/gu, ' ')
    .trim();
