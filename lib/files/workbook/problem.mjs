/** What is wrong with the workbook, in words for the person who chose it. */
export class Problem extends Error {}

export const DAMAGED =
  'This workbook is damaged or incomplete. Open it in Excel, save it again as .xlsx, and upload that file.';
export const TOO_BIG =
  'This workbook unpacks to more than we read. Save the sheet as CSV, and upload that file.';
export const PASSWORD =
  'This workbook is protected with a password. Save it without the password, and upload that file.';

/** No book that people keep has so many; each costs time and a place in the list. */
const MAX_SHEETS = 1_000;

export function refuseTooManySheets(count) {
  if (count <= MAX_SHEETS) return;
  throw new Problem(
    `This workbook has ${count.toLocaleString('en-US')} sheets; we open at most ${MAX_SHEETS.toLocaleString('en-US')}. Save the sheet as CSV, and upload that file.`,
  );
}
