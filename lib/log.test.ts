import { expect, test } from 'vitest';
import { withoutValues } from './log';

test('a failed query is logged without the values it was asked with', () => {
  const cause = Object.assign(new Error('duplicate key'), {
    code: '23505',
    detail: 'Key (phone)=(15125550142)',
  });
  const error = Object.assign(
    new Error('Failed query: insert into phones values ($1)\nparams: 15125550142,Ana', { cause }),
    { query: 'insert into phones values ($1)', params: ['15125550142', 'Ana'] },
  );
  const logged = JSON.stringify(withoutValues(error));
  expect(logged).toContain('insert into phones');
  expect(logged).toContain('23505');
  expect(logged).not.toMatch(/15125550142|Ana/);
});
