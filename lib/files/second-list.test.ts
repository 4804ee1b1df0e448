import { afterAll, expect, test } from 'vitest';
import { cellText } from './cells';
import { layoutOf, removeFiles, rolesOf, rowsOf, write } from './test-files';

afterAll(removeFiles);

const list = (...lines: string[]) => write(lines.join('\n'));
const people = (count: number, from: number) =>
  Array.from({ length: count }, (_, i) => ({ name: `Ann ${i}`, phone: `512555${from + i}` }));

/** What stands in a file's phone columns. */
async function readPhones(file: string) {
  const layout = await layoutOf(file);
  const at = layout.columns.filter(({ role }) => role === 'phone').map(({ index }) => index);
  return (await rowsOf(file, layout)).flatMap(({ cells }) => at.map((i) => cellText(cells[i])));
}

test.each([
  [4, 4],
  [2, 300],
  [3_000, 3_000],
])('of two lists in one file, the second in another order, all %i and %i phones are read', async (a, b) => {
  const first = people(a, 1000);
  const second = people(b, 5000);
  const file = list(
    'Name,Phone,No Calls',
    ...first.map(({ name, phone }) => `${name},${phone},Y`),
    'Phone,No calls,Name',
    ...second.map(({ name, phone }) => `${phone},N,${name}`),
  );
  const layout = await layoutOf(file);
  expect(layout).toMatchObject({ headerRow: 1, firstRow: 2 });
  expect(rolesOf(layout)).toEqual({ Name: 'other', Phone: 'phone', 'No Calls': 'no_calls' });
  const phones = await readPhones(file);
  // The second header is a row too, and says for itself that it holds no phone.
  expect(phones).toEqual([...first.map((it) => it.phone), 'Phone', ...second.map((it) => it.phone)]);
  expect((await rowsOf(file)).at(-1)!.cells.slice(0, 3)).toEqual([
    second.at(-1)!.name,
    second.at(-1)!.phone,
    'N',
  ]);
});

test('a third list in the first order is read in it again', async () => {
  const file = list('Name,Phone', 'A,5125550101', 'Phone,Name', '5125550102,B', 'Name,Phone', 'C,5125550103');
  expect(await readPhones(file)).toEqual(['5125550101', 'Phone', '5125550102', 'Phone', '5125550103']);
});

test('damaged numbers above a row of words are read, not taken for a title', async () => {
  const file = list(
    '5.12E+09,Ann',
    '5.12E+09,Contact desk',
    '(see file),First Bank',
    '5125550142,Cy',
    '5125550143,Dee',
  );
  expect(await readPhones(file)).toEqual(['5.12E+09', '5.12E+09', '(see file)', '5125550142', '5125550143']);
});

test('phones without a name above a row of column names are read, or said to be there', async () => {
  const below = people(20, 2000).map(({ name, phone }) => `${name},${phone}`);
  const two = list('5125550142,Ann', '5125550143,Bob', 'Name,Phone', ...below);
  expect(await layoutOf(two)).toMatchObject({ headerRow: null, firstRow: 1 });
  const one = list('5125550142,Ann', 'Name,Phone', ...below);
  expect(await layoutOf(one)).toMatchObject({
    headerRow: 2,
    missed: [{ column: 'Name, above the column names', rows: 1 }],
  });
  const chosen = await layoutOf(two, { headerRow: 3 });
  expect(chosen.missed).toEqual([{ column: 'Name, above the column names', rows: 2 }]);
});

test('a letterhead with our numbers stands above the column names', async () => {
  const below = people(20, 2000).map(({ name, phone }) => `${name},7,${phone}`);
  const file = list(
    'Demo School,,',
    'Phone,(512) 555-0100,',
    'Fax,(512) 555-0101,',
    '',
    'Pupil,Room,Parent mobile',
    ...below,
  );
  expect(await layoutOf(file)).toMatchObject({ headerRow: 5, firstRow: 6 });
});
