import 'server-only';
import type { Cells, Column } from './table';

/** The XML of a workbook's parts (ECMA-376), with inline strings so that no table of strings grows in memory. */

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const [TEXT, NAME] = [1, 2];
/** The most characters that a cell holds. */
const MOST_CHARACTERS = 32_767;

export const sheetPath = (n: number) => `xl/worksheets/sheet${n}.xml`;

export function sheetStart(columns: readonly Column[], isFirst: boolean): string {
  const selected = isFirst ? ' tabSelected="1"' : '';
  const widths = columns.map(
    ({ width }, n) => `<col min="${n + 1}" max="${n + 1}" width="${width}" customWidth="1"/>`,
  );
  const names = columns.map(({ name }, n) => cell(n, 1, name, NAME)).join('');
  return (
    `${DECLARATION}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"${selected}>` +
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
    `<cols>${widths.join('')}</cols><sheetData><row r="1">${names}</row>`
  );
}

/** @param n as a spreadsheet counts, from 1 */
export function row(n: number, cells: Cells): string {
  let written = `<row r="${n}">`;
  for (let column = 0; column < cells.length; column++) {
    const text = cells[column];
    if (text) written += cell(column, n, text, TEXT);
  }
  return `${written}</row>`;
}

export const sheetEnd = (columns: number, rows: number) =>
  `</sheetData><autoFilter ref="A1:${letter(columns - 1)}${rows}"/></worksheet>`;

/** Everything but the sheets. */
export const partsOf = (sheets: readonly string[]): [path: string, text: string][] => [
  ['[Content_Types].xml', contentTypes(sheets)],
  ['_rels/.rels', relationships([['officeDocument', 'xl/workbook.xml']])],
  ['xl/workbook.xml', workbook(sheets)],
  [
    'xl/_rels/workbook.xml.rels',
    relationships([
      ...sheets.map((_, n): [string, string] => ['worksheet', `worksheets/sheet${n + 1}.xml`]),
      ['styles', 'styles.xml'],
    ]),
  ],
  ['xl/styles.xml', STYLES],
];

const cell = (column: number, n: number, text: string, style: number) =>
  `<c r="${letter(column)}${n}" s="${style}" t="inlineStr"><is>${textElement(text)}</is></c>`;

function textElement(text: string): string {
  const kept = text.length > MOST_CHARACTERS ? text.slice(0, MOST_CHARACTERS) : text;
  const space = /^\s|\s$|\n/.test(kept) ? ' xml:space="preserve"' : '';
  return `<t${space}>${escaped(kept)}</t>`;
}

/**
 * What XML cannot hold is written `_x0007_`, as spreadsheets do; so a text that looks like that is escaped
 * too. A cell's line break is a line feed.
 */
function escaped(text: string): string {
  if (!MUST_ESCAPE.test(text)) return text;
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/_(?=x[\da-f]{4}_)/gi, '_x005F_')
    .replace(UNWRITABLE, (char) => `_x${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

const UNWRITABLE = /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g;
const MUST_ESCAPE = /[&<>\u0000-\u0008\u000b-\u001f\ufffe\uffff]|_x[\da-f]{4}_/i;

/** @param column from 0 to 25 */
const letter = (column: number) => String.fromCharCode(65 + column);

const attribute = (text: string) => escaped(text).replaceAll('"', '&quot;');

const contentTypes = (sheets: readonly string[]) =>
  `${DECLARATION}<Types xmlns="${PACKAGE}/content-types">` +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
  '<Default Extension="xml" ContentType="application/xml"/>' +
  `<Override PartName="/xl/workbook.xml" ContentType="${SHEET_TYPE}.sheet.main+xml"/>` +
  sheets
    .map((_, n) => `<Override PartName="/${sheetPath(n + 1)}" ContentType="${SHEET_TYPE}.worksheet+xml"/>`)
    .join('') +
  `<Override PartName="/xl/styles.xml" ContentType="${SHEET_TYPE}.styles+xml"/></Types>`;

const relationships = (targets: [type: string, target: string][]) =>
  `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships">` +
  targets
    .map(
      ([type, target], n) =>
        `<Relationship Id="rId${n + 1}" Type="${RELATIONSHIPS}/${type}" Target="${target}"/>`,
    )
    .join('') +
  '</Relationships>';

const workbook = (sheets: readonly string[]) =>
  `${DECLARATION}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONSHIPS}"><sheets>` +
  sheets
    .map((name, n) => `<sheet name="${attribute(name)}" sheetId="${n + 1}" r:id="rId${n + 1}"/>`)
    .join('') +
  '</sheets></workbook>';

/** Cells are formatted as text (49), so that they stay text when somebody edits them. */
const STYLES =
  `${DECLARATION}<styleSheet xmlns="${MAIN}">` +
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font>' +
  '<font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
  '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>' +
  '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/></cellXfs>' +
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';
