import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { E164 } from '@/db/vocabulary';
import type { Channels } from '@/lib/files/asks';
import { cellText } from '@/lib/files/cells';
import type { Layout, Role } from '@/lib/files/layout';
import { fixture, layoutOf, rowsOf, US } from '@/lib/files/test-files';
import { isBlank } from '@/lib/phone';
import { readingOf, readRow, type StagedPhone } from './read-row';

type Asks = 'voice' | 'text' | 'both' | 'none' | null;
type Expected = {
  about: string;
  headerRow: number | null;
  columns: [name: string, role: Role][];
  phones: { row: number; column: string; phone: E164 | null; asks: Asks; askedOn: string | null }[];
  encoding?: string;
  delimiter?: string;
  sheet?: string;
  isDateOrderSure?: boolean;
  /** What the notes of these rows must mention. */
  notes?: Record<string, string>;
};

const TODAY = '2026-11-24';
const names = readdirSync(fixture('corpus'))
  .filter((name) => name.endsWith('.expected.json'))
  .map((name) => name.replace('.expected.json', ''));

test('the corpus is whole', () => {
  expect(names.length).toBeGreaterThanOrEqual(186);
});

test.each(names)('%s is read as a careful person reads it', async (name) => {
  const file = fixture(`corpus/${name}`);
  const expected = JSON.parse(readFileSync(`${file}.expected.json`, 'utf8')) as Expected;
  const layout = await layoutOf(file);
  const reading = readingOf(layout);
  const rows = await rowsOf(file, layout);
  const phones = rows.flatMap((row) => readRow(row, reading, US, TODAY));

  expect(shapeOf(layout)).toMatchObject({
    headerRow: expected.headerRow,
    ...('encoding' in expected && { encoding: expected.encoding }),
    ...('delimiter' in expected && { delimiter: expected.delimiter }),
    ...('sheet' in expected && { sheet: expected.sheet }),
  });
  if (expected.isDateOrderSure !== undefined) {
    expect(reading.date).toMatchObject({ isDateOrderSure: expected.isDateOrderSure });
  }
  expect(layout.columns.map((column) => [column.name, column.role])).toEqual(expected.columns);
  expect(phones.map(brief)).toEqual(expected.phones);

  const allowed = new Set(expected.phones.map(({ phone }) => phone));
  for (const { phone, note, row, value } of phones) {
    if (phone) expect(allowed).toContain(phone);
    else expect(note, `row ${row}, “${value}”`).toBeTruthy();
  }
  for (const { row, cells } of rows) {
    for (const { index, name: column } of reading.phones) {
      if (isBlank(cellText(cells[index]))) continue;
      const heard = phones.some((phone) => phone.row === row && phone.column === column);
      expect(heard, `row ${row}, ${column}`).toBe(true);
    }
  }
  for (const [row, words] of Object.entries(expected.notes ?? {})) {
    const notes = phones.filter((phone) => phone.row === Number(row)).map(({ note }) => note);
    expect(notes.join('\n')).toContain(words);
  }
});

const shapeOf = (layout: Layout) => ({ encoding: null, delimiter: null, sheet: null, ...layout });

const brief = ({ row, column, phone, asks, askedOn }: StagedPhone) => ({
  row,
  column,
  phone,
  asks: asks && word(asks),
  askedOn,
});

const word = ({ voice, text }: Channels): Asks =>
  voice && text ? 'both' : voice ? 'voice' : text ? 'text' : 'none';
