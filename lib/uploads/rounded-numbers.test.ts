import { afterAll, expect, test } from 'vitest';
import { layoutOf, removeFiles, rowsOf, US, workbook, write } from '@/lib/files/test-files';
import { readingOf, readRow } from './read-row';

afterAll(removeFiles);

async function phonesOf(file: string) {
  const layout = await layoutOf(file);
  const rows = await rowsOf(file, layout);
  return rows.flatMap((row) =>
    readRow(row, readingOf(layout), US, '2026-11-25').map(({ phone, note }) => [phone, note]),
  );
}

const sheetOf = (...numbers: string[]) =>
  write(
    workbook({
      sheet:
        '<row r="1"><c r="A1" t="inlineStr"><is><t>Phone</t></is></c></row>' +
        numbers.map((v, i) => `<row r="${i + 2}"><c r="A${i + 2}"><v>${v}</v></c></row>`).join(''),
    }),
  );

test('numbers that Excel rounded are refused where most of the column are, the whole ones beside them are read', async () => {
  const phones = await phonesOf(sheetOf('5.12555E+09', '5125560000', '5125550142'));
  expect(phones).toEqual([
    [null, expect.stringContaining('dropped their last digits')],
    [null, expect.stringContaining('dropped their last digits')],
    ['+15125550142', null],
  ]);
});

test('a single one among whole numbers is read, with a note', async () => {
  const phones = await phonesOf(sheetOf('5.12555E+09', '5125550143', '5125550142'));
  expect(phones[0]).toEqual(['+15125550000', expect.stringContaining('ends in four zeros')]);
});

test('in a text file they are refused too, but one or two may have been typed', async () => {
  const rounded = ['5125550000', '5125560000', '5125550000'];
  expect(await phonesOf(write(['Phone', ...rounded].join('\n')))).toEqual(
    rounded.map(() => [null, expect.stringContaining('dropped their last digits')]),
  );
  expect(await phonesOf(write(['Phone', '5125550000'].join('\n')))).toEqual([['+15125550000', null]]);
});
