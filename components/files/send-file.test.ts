import { expect, test } from 'vitest';
import { problemOfFile } from './send-file';
import { MB } from './words';

test.each([
  ['list.csv', 200 * MB],
  ['LIST.TXT', 10],
  ['a.b.tsv', 10],
  ['list.xlsx', 50 * MB],
  ['list.ods', 10],
  ['a name that tells nothing', 200 * MB],
])('%s of %d bytes may be sent', (name, size) => expect(problemOfFile({ name, size })).toBeNull());

test.each([
  ['list.csv', 0, 'is empty'],
  ['list.csv', 200 * MB + 1, 'the limit is 200 MB'],
  ['list.xlsx', 50 * MB + 1, 'the limit is 50 MB'],
  ['list.xls', 50 * MB + 1, 'the limit is 50 MB'],
])('%s of %d bytes is refused before it is sent, in words', (name, size, words) =>
  expect(problemOfFile({ name, size })).toContain(words),
);
