import 'server-only';
import { describeColumns, describeTable, namesOf } from '@/lib/files/describe-layout';
import type { Column, Layout } from '@/lib/files/layout';

/** What was detected in a file, as the parts of one line: "header in row 4", "phones in “Telephone”". */
export function describeLayout(layout: Layout): string[] {
  const named = (...roles: Column['role'][]) => layout.columns.filter(({ role }) => roles.includes(role));
  const [date] = named('date');
  return [
    ...describeTable(layout),
    `phones in ${namesOf(named('phone'))}`,
    ...describeColumns('channels in', named('channel', 'no_calls', 'no_texts', 'calls', 'texts')),
    ...describeColumns('who opted out in', named('opted_out', 'subscribed')),
    ...describeColumns('dates in', date ? [date] : []).map((text) => text + describeOrder(date)),
    ...describeColumns('notes in', named('note')),
  ];
}

const describeOrder = (date: Column | undefined) => {
  if (!date?.dateOrder || date.dateOrder === 'ymd') return '';
  const order = date.dateOrder === 'mdy' ? 'month first' : 'day first';
  return date.isDateOrderSure === false ? ` (read ${order}; some could be read either way)` : `, ${order}`;
};
