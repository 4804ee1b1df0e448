import { mkdtemp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { E164, UploadId } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { correct } from '@/lib/opt-outs/correct';
import { findPhone } from '@/lib/opt-outs/find-phone';
import { listOptOuts } from '@/lib/opt-outs/list-opt-outs';
import { optIn, optInFromHandset } from '@/lib/opt-outs/opt-in';
import { optOut } from '@/lib/opt-outs/opt-out';
import { verify } from '@/lib/opt-outs/verify';
import { NotAllowed, NotFound } from '@/lib/outcome';
import { newAccount, phoneOf } from '@/lib/testing/account';
import { beginApplying } from './apply-upload';
import { receiveUpload } from './receive-upload';
import { reviewUpload } from './review-upload';
import { beginUndoing } from './undo-upload';
import { workOnUpload } from './work-on-upload';

const BOTH = { voice: true, text: true };
const VOICE = { voice: true, text: false };
const TEXT = { voice: false, text: true };
const DAY = 86_400_000;
const phone = phoneOf(42);
const reason = 'The wrong list';
const consent = { method: 'phone' as const, day: '2026-11-23', note: null, accepted: true as const };

beforeAll(async () => {
  process.env.DATA_DIR = await mkdtemp(path.join(os.tmpdir(), 'opt-out-undo-'));
});

async function applied(ctx: Context, phones: readonly E164[], toggles = BOTH): Promise<UploadId> {
  const form = new FormData();
  form.set('file', new File([['Phone', ...phones].join('\n')], 'list.csv'));
  const received = await receiveUpload(ctx, new Request('http://localhost/', { method: 'POST', body: form }));
  if (!received.ok) throw new Error(received.message);
  await workOnUpload(ctx.account.id, received.id, ctx.now);
  await beginApplying(ctx, received.id, toggles);
  await workOnUpload(ctx.account.id, received.id, ctx.now);
  return received.id;
}

async function undone(ctx: Context, id: UploadId) {
  const begun = await beginUndoing(ctx, id, { reason });
  await workOnUpload(ctx.account.id, id, ctx.now);
  return begun;
}

test('undo allows again what the upload alone closed, and says so in every history', async () => {
  const { ctx, account } = await newAccount();
  const id = await applied(ctx, [phone, phoneOf(43)]);
  expect(await undone(ctx, id)).toMatchObject({ ok: true });
  expect((await listOptOuts(ctx, { sort: 'added_at.desc' })).total).toBe(0);
  expect((await findPhone(ctx, phone))?.history[0]).toMatchObject({
    action: 'correction',
    changed: ['voice', 'text'],
    note: reason,
    upload: { name: 'list.csv' },
  });
  expect(await reviewUpload(ctx, id)).toMatchObject({
    status: 'undone',
    undone: { by: 'Maria Reyes', reason, reopened: 2, stillClosed: 0 },
  });
  expect((await verify(account.id)).differences).toEqual([]);
});

describe('a channel that somebody else closed too stays closed', () => {
  test('before: source and date are untouched', async () => {
    const { ctx, clock } = await newAccount();
    await optOut(ctx, { phones: [phone], channels: TEXT, source: 'manual' });
    const before = await findPhone(ctx, phone);
    clock.pass(1000);
    await undone(ctx, await applied(ctx, [phone]));
    expect(await findPhone(ctx, phone)).toMatchObject({ type: 'text', text: before?.text, voice: null });
  });

  test('since, by a user or another upload: it takes source and date of the oldest that remains', async () => {
    const { ctx, clock, account } = await newAccount();
    const id = await applied(ctx, [phone]);
    clock.pass(1000);
    await optOut(ctx, { phones: [phone], channels: VOICE, source: 'api' });
    const since = clock.now();
    clock.pass(1000);
    const second = await applied(ctx, [phone]);
    const secondAt = clock.now();
    await undone(ctx, id);
    expect(await findPhone(ctx, phone)).toMatchObject({
      voice: { source: 'api', since },
      text: { source: 'upload', since: secondAt },
    });
    await undone(ctx, second);
    expect(await findPhone(ctx, phone)).toMatchObject({ voice: { source: 'api', since }, text: null });
    expect((await verify(account.id)).differences).toEqual([]);
  });

  test('since, by a STOP: the lock stays, and the row says STOP', async () => {
    const { ctx, clock, recipient, account } = await newAccount();
    const id = await applied(ctx, [phone]);
    clock.pass(1000);
    await optOut(recipient, { phones: [phone], channels: BOTH, source: 'text_reply' });
    await undone(ctx, id);
    const stopped = { source: 'text_reply', since: clock.now() };
    expect(await findPhone(ctx, phone)).toMatchObject({
      voice: stopped,
      text: { ...stopped, lock: 'text_reply' },
    });
    expect(await reviewUpload(ctx, id)).toMatchObject({ undone: { reopened: 0, stillClosed: 1 } });
    expect((await verify(account.id)).differences).toEqual([]);
  });
});

test('two uploads of the same phone, undone in either order, leave it allowed', async () => {
  for (const order of [
    [0, 1],
    [1, 0],
  ]) {
    const { ctx, account } = await newAccount();
    const ids = [await applied(ctx, [phone]), await applied(ctx, [phone])];
    for (const n of order) await undone(ctx, ids[n]!);
    expect((await findPhone(ctx, phone))?.type).toBeNull();
    expect((await verify(account.id)).differences).toEqual([]);
  }
});

test('after a later opt-in, undo changes nothing but the history', async () => {
  const { ctx } = await newAccount();
  const id = await applied(ctx, [phone]);
  await optIn(ctx, { phone, channels: BOTH, consent, seen: 1 });
  await optOut(ctx, { phones: [phone], channels: TEXT, source: 'manual' });
  const before = await findPhone(ctx, phone);
  await undone(ctx, id);
  const after = await findPhone(ctx, phone);
  expect({ voice: after?.voice, text: after?.text }).toEqual({ voice: before?.voice, text: before?.text });
  expect((await verify(ctx.account.id)).differences).toEqual([]);
});

test('undone once: the second is refused, and what is not applied cannot be undone', async () => {
  const { ctx } = await newAccount();
  const id = await applied(ctx, [phone]);
  const both = await Promise.all([0, 1].map(() => beginUndoing(ctx, id, { reason })));
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  await workOnUpload(ctx.account.id, id, ctx.now);
  expect(await beginUndoing(ctx, id, { reason })).toMatchObject({ ok: false, reason: 'not_applied' });
  expect((await findPhone(ctx, phone))?.history).toHaveLength(2);
});

test('a messenger undoes their own within 30 days, the master any, another account none', async () => {
  const { ctx, clock, asRole } = await newAccount();
  const stranger = await newAccount();
  const messenger = asRole('messenger');
  const other = { ...messenger, actor: { ...messenger.actor, id: 999_999 } };
  const id = await applied(messenger, [phone]);
  expect(await beginUndoing(other, id, { reason })).toMatchObject({ ok: false, reason: 'not_own' });
  await expect(beginUndoing(stranger.ctx, id, { reason })).rejects.toThrow(NotFound);
  const mayNot = asRole('messenger', { export: true, optIn: true, upload: false, all: false });
  await expect(beginUndoing(mayNot, id, { reason })).rejects.toThrow(NotAllowed);
  clock.pass(30 * DAY + 1000);
  expect(await beginUndoing(messenger, id, { reason })).toMatchObject({
    ok: false,
    reason: 'older_than_30_days',
  });
  expect(await undone(ctx, id)).toMatchObject({ ok: true });
});

const channels = fc.constantFrom(BOTH, VOICE, TEXT);
const someone = fc.nat(1);
const some = fc.uniqueArray(someone, { minLength: 1, maxLength: 2 });
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('upload' as const), some, channels }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('undo' as const), which: fc.nat(2) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('close' as const),
      some,
      channels,
      source: fc.constantFrom('manual', 'text_reply', 'keypress', 'api', 'carrier', 'reply_detected'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('reopen' as const), someone, channels }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('unstop' as const), someone }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('correct' as const), someone, channels }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Plays a history; `without` leaves that upload out, and everything that was said about it. */
async function play(steps: readonly Step[], without: number | null) {
  const { ctx, clock, recipient, account } = await newAccount();
  const ids: (UploadId | null)[] = [];
  for (const each of steps) {
    clock.pass(60_000);
    switch (each.kind) {
      case 'upload':
        ids.push(ids.length === without ? null : await applied(ctx, each.some.map(phoneOf), each.channels));
        break;
      case 'undo': {
        const id = ids[each.which];
        if (each.which !== without && id) await undone(ctx, id);
        break;
      }
      case 'close':
        await optOut(each.source === 'text_reply' ? recipient : ctx, {
          phones: each.some.map(phoneOf),
          channels: each.channels,
          source: each.source,
        } as never);
        break;
      case 'reopen': {
        const seen = (await findPhone(ctx, phoneOf(each.someone)))?.seq ?? 0;
        await optIn(ctx, { phone: phoneOf(each.someone), channels: each.channels, consent, seen });
        break;
      }
      case 'unstop':
        await optInFromHandset(recipient, { phone: phoneOf(each.someone), words: 'UNSTOP', to: null });
        break;
      case 'correct':
        await correct(ctx, { phone: phoneOf(each.someone), channels: each.channels, reason });
    }
  }
  return { ctx, account, ids };
}

const stateOf = (ctx: Context) =>
  Promise.all(
    [0, 1].map(async (n) => {
      const found = await findPhone(ctx, phoneOf(n));
      return { voice: found?.voice ?? null, text: found?.text ?? null };
    }),
  );

test('undoing an upload gives the state of the same history without it, whatever happened between', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 12 }), fc.nat(5), async (steps, which) => {
      const uploads = steps.filter(({ kind }) => kind === 'upload').length;
      fc.pre(uploads > 0);
      const target = which % uploads;
      const real = await play(steps, null);
      const id = real.ids[target];
      if (id) await undone(real.ctx, id);
      const other = await play(steps, target);
      expect(await stateOf(real.ctx)).toEqual(await stateOf(other.ctx));
      expect((await verify(real.account.id)).differences).toEqual([]);
      expect((await verify(other.account.id)).differences).toEqual([]);
    }),
    { numRuns: 80 },
  );
}, 240_000);

test('many at once: uploads, undos, STOPs and edits in any order leave state and ledger in agreement', async () => {
  const { ctx, recipient, account } = await newAccount();
  const phones = [0, 1, 2].map(phoneOf);
  const ids = [
    await applied(ctx, phones),
    await applied(ctx, phones, VOICE),
    await applied(ctx, phones, TEXT),
  ];
  await Promise.all([
    ...ids.map((id) => undone(ctx, id)),
    ...Array.from({ length: 30 }, async (_, i) => {
      const one = phones[i % 3] as E164;
      if (i % 5 === 0) return optInFromHandset(recipient, { phone: one, words: 'UNSTOP', to: null });
      const seen = (await findPhone(ctx, one))?.seq ?? 0;
      if (i % 5 === 1) return optIn(ctx, { phone: one, channels: BOTH, consent, seen });
      if (i % 5 === 2) return correct(ctx, { phone: one, channels: BOTH, reason });
      return optOut(ctx, { phones, channels: BOTH, source: i % 5 === 3 ? 'text_reply' : 'manual' });
    }),
  ]);
  expect((await verify(account.id)).differences).toEqual([]);
});
