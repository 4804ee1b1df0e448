import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvRecords, type Dialect } from './csv-records';

const COMMA: Dialect = { delimiter: ',', quote: '"', backslash: false };

function records(text: string | string[], dialect: Partial<Dialect> = {}, width?: number) {
  const read: Array<[number, string[]]> = [];
  const parser = csvRecords({ ...COMMA, ...dialect }, (row, cells) => read.push([row, cells]), width);
  for (const piece of [text].flat()) parser.push(piece);
  parser.end();
  return read;
}

const cellsOf = (text: string, dialect?: Partial<Dialect>) =>
  records(text, dialect).map(([, cells]) => cells);

test('CR, LF and CRLF each end a record, also mixed in one file and without one at the end', () => {
  expect(cellsOf('a,b\rc,d\r\ne,f\ng,h')).toEqual([
    ['a', 'b'],
    ['c', 'd'],
    ['e', 'f'],
    ['g', 'h'],
  ]);
});

test('rows are numbered as a spreadsheet shows them: blank lines count, line breaks in quotes do not', () => {
  expect(records('h\n\n"two\r\nlines"\nx\n')).toEqual([
    [1, ['h']],
    [2, ['']],
    [3, ['two\r\nlines']],
    [4, ['x']],
  ]);
});

test('doubled, single-quoted and backslashed quotation marks are read as they were meant', () => {
  expect(cellsOf('"asked ""twice""",1')).toEqual([['asked "twice"', '1']]);
  expect(cellsOf("'it''s; here';1", { delimiter: ';', quote: "'" })).toEqual([["it's; here", '1']]);
  expect(cellsOf('"asked \\"twice\\"","C:\\\\x",2', { backslash: true })).toEqual([
    ['asked "twice"', 'C:\\x', '2'],
  ]);
  expect(cellsOf('"half,1', { quote: null })).toEqual([['"half', '1']]);
});

test('blanks around quotation marks and marks inside plain text do no harm', () => {
  expect(cellsOf('a, "Smith, John" ,5\' 10"\n""x"",y')).toEqual([
    ['a', 'Smith, John', '5\' 10"'],
    ['x""', 'y'],
  ]);
  expect(cellsOf('"asked "twice" by phone",1')).toEqual([['asked "twice" by phone', '1']]);
});

test('rows may have fewer or more cells than others', () => {
  expect(cellsOf('a,b,c\nd\ne,f,g,h\n')).toEqual([['a', 'b', 'c'], ['d'], ['e', 'f', 'g', 'h']]);
});

test.each([
  ['to the end of the file', 'a,b\nc,"d\ne,f\n'],
  ['to the next quoted cell', 'a,b\nc,"d\n"e","f"\n'],
  ['to a mark that happens to end a cell', 'a,b,0\nc,"d,x\ne,5,6"\ng,h,0\n'],
])('a quotation mark that swallows rows %s is refused with its row', (_, text) => {
  expect(() => records(text, {}, text.includes('0') ? 3 : 2)).toThrow(
    /^Row 2 has a quotation mark that is never closed/,
  );
});

test('a quotation mark that is never closed is refused before it fills the memory', () => {
  const parser = csvRecords(COMMA, () => {});
  parser.push('a\n"');
  expect(() => {
    for (let i = 0; i < 100; i++) parser.push('x'.repeat(100_000));
  }).toThrow(/^Row 2 /);
});

test('a cell is cut at 32,767 characters and a row of more than 1,000 cells refused', () => {
  expect(cellsOf('x'.repeat(40_000))[0]![0]).toHaveLength(32_767);
  expect(() => records(','.repeat(1_000))).toThrow('Row 1 has more than 1,000 columns');
  expect(cellsOf(','.repeat(999))[0]).toHaveLength(1_000);
});

test('where the text is cut into pieces changes nothing', () => {
  const text = fc.string({
    unit: fc.constantFrom('a', '1', ',', '"', '\n', '\r', ' ', '\\', 'é'),
    maxLength: 60,
  });
  const outcome = (pieces: string[], backslash: boolean) => {
    try {
      return records(pieces, { backslash });
    } catch (error) {
      return String(error);
    }
  };
  fc.assert(
    fc.property(text, fc.array(fc.nat(60)), fc.boolean(), (whole, cuts, backslash) => {
      const at = [0, ...cuts.filter((cut) => cut < whole.length).sort((a, b) => a - b), whole.length];
      const pieces = at.slice(1).map((end, i) => whole.slice(at[i], end));
      expect(outcome(pieces, backslash)).toEqual(outcome([whole], backslash));
    }),
    { numRuns: 3_000 },
  );
});
