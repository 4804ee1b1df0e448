import { beforeAll, describe, expect, test } from 'vitest';
import type { E164 } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { newAccount } from '@/lib/testing/account';
import { DEFAULT_SORT, type OptOutFilter, type Sort } from './filter';
import { listOptOuts } from './list-opt-outs';
import { optOut } from './opt-out';
import type { OptOutRow } from './view';

/** Enough that the report does not just scan: 26,000 in Manhattan, 3,000 in an area added before, some abroad. */
const many = (areaCode: number, count: number) =>
  Array.from({ length: count }, (_, n) => `+1${areaCode}7${String(n).padStart(6, '0')}` as E164);
const OLD = many(646, 3_000);
const NEW = many(212, 26_000);
/** Shorter than the others: first as numbers, last as text. */
const ABROAD = Array.from({ length: 100 }, (_, n) => `+49306467${String(n).padStart(3, '0')}` as E164);

let ctx: Context;

beforeAll(async () => {
  const account = await newAccount({ at: '2026-09-01T15:00:00Z' });
  ctx = account.ctx;
  await optOut(ctx, { phones: OLD, channels: { voice: true, text: true }, source: 'manual' });
  account.clock.set('2026-11-23T15:00:00Z');
  await optOut(ctx, { phones: NEW.slice(0, 11_000), channels: { voice: false, text: true }, source: 'api' });
  await optOut(ctx, { phones: NEW.slice(11_000), channels: { voice: true, text: true }, source: 'api' });
  await optOut(ctx, { phones: ABROAD, channels: { voice: true, text: false }, source: 'contact' });
}, 120_000);

const list = (filter: Partial<OptOutFilter>) => listOptOuts(ctx, { sort: DEFAULT_SORT, ...filter });

/** All pages, forward by Next, and the last but one again by Previous. */
async function turn(filter: Partial<OptOutFilter>, most = 4): Promise<OptOutRow[]> {
  const rows: OptOutRow[] = [];
  let cursor: string | undefined;
  for (let n = 0; n < most; n++) {
    const page = await list({ ...filter, cursor });
    rows.push(...page.rows);
    if (!page.next) break;
    cursor = page.next;
  }
  return rows;
}

const holding = (digits: string, phones = [...OLD, ...NEW, ...ABROAD]) =>
  phones.filter((phone) => phone.slice(1).includes(digits));

describe('a search in a long report', () => {
  test.each(['6467', '646', '012345', '600064', '6460001', '0958', '12127000001'])(
    '%s finds every phone that holds it, and counts them exactly',
    async (digits) => {
      const expected = holding(digits);
      const { count } = await list({ search: digits });
      expect(count).toEqual({ matches: expected.length, atLeast: false });
      const found = (await turn({ search: digits, sort: 'phone.asc' })).map(({ phone }) => phone);
      expect(found).toEqual(expected.sort((a, b) => Number(a) - Number(b)).slice(0, 200));
    },
  );

  test.each(['added_at.desc', 'added_at.asc', 'phone.asc', 'phone.desc'] as Sort[])(
    'its pages come in the order %s, one after the other, and back again',
    async (sort) => {
      const first = await list({ search: '6467', sort });
      const second = await list({ search: '6467', sort, cursor: first.next ?? undefined });
      expect(second.rows).toHaveLength(50);
      expect((await list({ search: '6467', sort, cursor: second.previous ?? undefined })).rows).toEqual(
        first.rows,
      );
      const keys = [...first.rows, ...second.rows].map(({ addedAt, phone }) =>
        sort.startsWith('phone') ? phone : `${addedAt.toISOString()} ${phone}`,
      );
      const sorted = [...keys].sort();
      if (sort.endsWith('.desc')) sorted.reverse();
      expect(new Set(keys).size).toBe(100);
      expect(keys).toEqual(sorted);
    },
  );

  test('the other filters hold for it too', async () => {
    expect((await list({ search: '646', type: 'both' })).count.matches).toBe(
      holding('646', [...OLD, ...NEW.slice(11_000)]).length,
    );
    expect((await list({ search: '646', source: 'api' })).count.matches).toBe(holding('646', NEW).length);
    expect((await list({ search: '646', type: 'voice' })).rows.map(({ phone }) => phone)).toEqual(
      [...ABROAD].reverse().slice(0, 50),
    );
    expect((await list({ search: '646', added_to: '2026-09-30' })).count.matches).toBe(3_000);
    expect((await list({ search: '646', added: 'today', source: 'manual' })).rows).toEqual([]);
  });

  test('digits that nearly all hold are found at once, and counted as more than a thousand', async () => {
    const { rows, count } = await list({ search: '212' });
    expect(rows).toHaveLength(50);
    expect(count).toEqual({ matches: 1_000, atLeast: true });
    expect((await list({ search: '21' })).count).toEqual({ matches: 1_000, atLeast: true });
    expect(await turn({ search: '2' })).toHaveLength(200);
  });

  test('a few phones in a long report are scanned and counted exactly', async () => {
    const { rows, count } = await list({ search: '1', source: 'manual' });
    expect(rows).toHaveLength(50);
    expect(count).toEqual({ matches: 3_000, atLeast: false });
    expect((await list({ search: '07', type: 'voice' })).count).toEqual({
      matches: holding('07', ABROAD).length,
      atLeast: false,
    });
  });
});
