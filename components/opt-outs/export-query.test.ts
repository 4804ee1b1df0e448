import { expect, test } from 'vitest';
import { exportQueryOf } from './export-query';

test('an export gets the whole filter and its order, and never only the page that is shown', () => {
  const query = exportQueryOf({
    type: 'text',
    search: '512 555',
    sort: 'phone.asc',
    cursor: 'abc',
    added: undefined,
  });
  expect(Object.fromEntries(new URLSearchParams(query))).toEqual({
    type: 'text',
    search: '512 555',
    sort: 'phone.asc',
  });
});
