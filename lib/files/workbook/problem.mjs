/** What is wrong with the workbook, in words for the person who chose it. */
export class Problem extends Error {}

export const DAMAGED =
  'This workbook is damaged or incomplete. Open it in Excel, save it again as .xlsx, and upload that file.';
export const TOO_BIG =
  'This workbook unpacks to more than we read. Save the sheet as CSV, and upload that file.';
export const PASSWORD =
  'This workbook is protected with a password. Save it without the password, and upload that file.';
