import 'server-only';
import type { Column, Layout } from '@/lib/files/layout';

/** What was detected in a file, as the parts of one line: "header in row 4", "phones in “Telephone”". */
export function describeLayout(layout: Layout): string[] {
  const named = (...roles: Column['role'][]) => layout.columns.filter(({ role }) => roles.includes(role));
  const [date] = named('date');
  return [
    ...describeSource(layout),
    layout.headerRow === null ? 'no header' : `header in row ${layout.headerRow}`,
    `phones in ${list(named('phone'))}`,
    ...part('channels in', named('channel', 'no_calls', 'no_texts', 'calls', 'texts')),
    ...part('who opted out in', named('opted_out', 'subscribed')),
    ...part('dates in', date ? [date] : []).map((text) => text + describeOrder(date)),
    ...part('notes in', named('note')),
  ];
}

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

const describeOrder = (date: Column | undefined) => {
  if (!date?.dateOrder || date.dateOrder === 'ymd') return '';
  const order = date.dateOrder === 'mdy' ? 'month first' : 'day first';
  return date.isDateOrderSure === false ? ` (read ${order}; some could be read either way)` : `, ${order}`;
};

const part = (words: string, columns: Column[]) => (columns.length > 0 ? [`${words} ${list(columns)}`] : []);
const list = (columns: Column[]) =>
  columns.map(({ name, isHidden }) => `“${name}”${isHidden ? ' (hidden)' : ''}`).join(' and ');
