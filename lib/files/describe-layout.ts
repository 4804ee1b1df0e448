import 'server-only';
import type { Column, Layout } from './layout';
import type { FileReading } from './view';

/** Where the rows of a file stand, as the parts of one line: "Sheet “DNC”", "header in row 4". */
export const describeTable = (layout: Layout): string[] => [
  ...describeSource(layout),
  layout.headerRow === null ? 'no header' : `header in row ${layout.headerRow}`,
];

function describeSource(layout: Layout): string[] {
  if (layout.kind === 'xlsx') {
    const others = layout.sheets.filter(({ name }) => name !== layout.sheet);
    const left = others.map(({ name, hidden }) => `“${name}”${hidden ? ' (hidden)' : ''}`);
    return [`Sheet “${layout.sheet}”`, ...(left.length > 0 ? [`left out: ${left.join(', ')}`] : [])];
  }
  const encoding = {
    'utf-8': 'UTF-8',
    'utf-16le': 'UTF-16',
    'utf-16be': 'UTF-16',
    'windows-1252': 'Windows-1252',
  };
  const delimiters: Record<string, string> = { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'bars' };
  const between = layout.columns.length > 1 ? delimiters[layout.delimiter] : undefined;
  return [`Text in ${encoding[layout.encoding]}${between ? `, ${between} between columns` : ''}`];
}

/** "phones in “Home” and “Cell”", where there are such columns. */
export const describeColumns = (words: string, columns: readonly Column[]): string[] =>
  columns.length > 0 ? [`${words} ${namesOf(columns)}`] : [];

export const namesOf = (columns: readonly Column[]): string =>
  columns.map(({ name, isHidden }) => `“${name}”${isHidden ? ' (hidden)' : ''}`).join(' and ');

/** A layout as the screen shows it, to be corrected. */
export const fileReading = <Role extends string>(
  layout: Layout,
  roleOf: (column: Column) => Role,
): FileReading<Role> => ({
  kind: layout.kind,
  sheet: layout.kind === 'xlsx' ? layout.sheet : null,
  sheets: layout.kind === 'xlsx' ? layout.sheets : [],
  encoding: layout.kind === 'csv' ? layout.encoding : null,
  delimiter: layout.kind === 'csv' ? layout.delimiter : null,
  headerRow: layout.headerRow,
  columns: layout.columns.map((column) => ({
    index: column.index,
    name: column.name,
    role: roleOf(column),
    sample: column.sample,
    ...(column.dateOrder && { dateOrder: column.dateOrder }),
  })),
});
