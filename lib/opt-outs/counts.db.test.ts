import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { transaction } from '@/db/client';
import { newAccount, phoneOf } from '@/lib/testing/account';
import { foldCounts } from './fold-counts';
import { listOptOuts } from './list-opt-outs';
import { optInFromHandset } from './opt-in';
import { optOut } from './opt-out';
import { verify } from './verify';

test('folding changes no count, and leaves one row for each day and kind', async () => {
  const { ctx, clock, recipient, account } = await newAccount();
  for (let n = 0; n < 12; n++) {
    clock.pass(n % 3 === 0 ? 86_400_000 : 1000);
    await optOut(recipient, {
      phones: [phoneOf(n)],
      channels: { voice: true, text: true },
      source: 'text_reply',
    });
    if (n % 4 === 0) await optInFromHandset(recipient, { phone: phoneOf(n), words: 'UNSTOP', to: null });
  }
  const view = { sort: 'added_at.desc', type: 'both' } as const;
  const before = await listOptOuts(ctx, view);
  expect(before.count.matches).toBe(9);
  await Promise.all([foldCounts(), foldCounts(), foldCounts()]);
  const after = await listOptOuts(ctx, view);
  expect([after.count, after.total]).toEqual([before.count, before.total]);
  const [kinds] = await transaction(account.id, (tx) =>
    tx.execute<{ all: number; different: number }>(sql`
      select count(*)::int as all, count(distinct (day, type, voice_source, text_source))::int as different from opt_out_counts`),
  );
  expect(kinds?.all).toBe(kinds?.different);
  expect((await verify(account.id)).differences).toEqual([]);
});
