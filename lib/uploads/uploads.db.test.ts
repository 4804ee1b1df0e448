import { mkdtemp, readdir } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { eq } from 'drizzle-orm';
import { transaction } from '@/db/client';
import { uploads } from '@/db/schema';
import type { E164, UploadId } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { findPhone } from '@/lib/opt-outs/find-phone';
import { listOptOuts } from '@/lib/opt-outs/list-opt-outs';
import { optOut } from '@/lib/opt-outs/opt-out';
import { verify } from '@/lib/opt-outs/verify';
import { NotAllowed, NotFound } from '@/lib/outcome';
import { newAccount } from '@/lib/testing/account';
import { beginApplying } from './apply-upload';
import { cancelUpload } from './cancel-upload';
import { readRejectedCsv, readRowsCsv } from './each-staged';
import { receiveUpload } from './receive-upload';
import { rereadUpload } from './reread-upload';
import { reviewUpload } from './review-upload';
import { setToggles } from './set-toggles';
import { workOnUpload } from './work-on-upload';

const BOTH = { voice: true, text: true };
const samples = path.join(import.meta.dirname, '../../e2e/fixtures');

beforeAll(async () => {
  process.env.DATA_DIR = await mkdtemp(path.join(os.tmpdir(), 'opt-out-uploads-'));
});

const send = (ctx: Context, content: string | Uint8Array, name = 'list.csv') => {
  const form = new FormData();
  form.set('file', new File([content as BlobPart], name));
  return receiveUpload(ctx, new Request('http://localhost/', { method: 'POST', body: form }));
};

/** Sends a file and has the worker stage it. */
async function staged(ctx: Context, content: string | Uint8Array, name?: string): Promise<UploadId> {
  const received = await send(ctx, content, name);
  if (!received.ok) throw new Error(received.message);
  await workOnUpload(ctx.account.id, received.id, ctx.now);
  return received.id;
}

async function applied(ctx: Context, content: string | Uint8Array, toggles = BOTH): Promise<UploadId> {
  const id = await staged(ctx, content);
  await beginApplying(ctx, id, toggles);
  await workOnUpload(ctx.account.id, id, ctx.now);
  return id;
}

const textOf = async ({ body }: { body: ReadableStream<Uint8Array> }) => new Response(body).text();
const countsOf = async (ctx: Context, id: number) => (await reviewUpload(ctx, id)).counts;
const sum = (counts: Awaited<ReturnType<typeof countsOf>>) =>
  counts.new +
  counts.widened +
  counts.already_opted_out +
  counts.duplicate +
  counts.no_request +
  counts.rejected;

describe('the files that customers really send', () => {
  const sample = (name: string) =>
    import('node:fs').then((fs) => new Uint8Array(fs.readFileSync(path.join(samples, name))));

  test('one column without a header: 25,000 phones, all of them', async () => {
    const { ctx, account } = await newAccount();
    const id = await staged(ctx, await sample('one-column-25k.csv'), 'one-column-25k.csv');
    expect(await countsOf(ctx, id)).toMatchObject({
      rows: 25_000,
      phones: 25_000,
      new: 25_000,
      rejected: 0,
      duplicate: 0,
    });
    await beginApplying(ctx, id, BOTH);
    await workOnUpload(account.id, id, ctx.now);
    expect((await reviewUpload(ctx, id)).status).toBe('applied');
    expect((await listOptOuts(ctx, { sort: 'added_at.desc' })).total).toBe(25_000);
    expect((await verify(account.id)).differences).toEqual([]);
  });

  test('a colleague’s workbook: 258 phones once, the short one rejected, the hidden sheet left out', async () => {
    const { ctx } = await newAccount();
    const id = await staged(ctx, await sample('colleagues-workbook.xlsx'), 'colleagues-workbook.xlsx');
    const review = await reviewUpload(ctx, id);
    expect(review.counts).toMatchObject({ phones: 322, new: 258, duplicate: 63, rejected: 1, blank_rows: 1 });
    expect(review.detected.join()).toContain('hidden');
    expect(sum(review.counts)).toBe(review.counts.phones);
    const rejected = await textOf(await readRejectedCsv(ctx, id));
    expect(rejected.trim().split('\r\n')).toHaveLength(2);
  });

  test('an old dialer’s export: each row closes what its channel columns ask, and nothing more', async () => {
    const { ctx, account } = await newAccount();
    const id = await staged(ctx, await sample('old-dialer-export.csv'), 'old-dialer-export.csv');
    const review = await reviewUpload(ctx, id);
    expect(sum(review.counts)).toBe(review.counts.phones);
    expect(review.rowsNamingChannels).toBeGreaterThan(300);
    await beginApplying(ctx, id, BOTH);
    await workOnUpload(account.id, id, ctx.now);
    const at = async (phone: string) => (await findPhone(ctx, phone as E164))?.type ?? null;
    expect(await at('+12055550141')).toBe('both');
    expect(await at('+12055550110')).not.toBe('voice');
    expect((await verify(account.id)).differences).toEqual([]);
  });
});

describe('staging', () => {
  test('changes nothing on the report', async () => {
    const { ctx } = await newAccount();
    await staged(ctx, 'Phone\n512-555-0142\n');
    expect((await listOptOuts(ctx, { sort: 'added_at.desc' })).total).toBe(0);
  });

  test('counts every phone once, in exactly one outcome', async () => {
    const { ctx } = await newAccount();
    const phone = (n: number) => `+1512555010${n}` as E164;
    await optOut(ctx, { phones: [phone(1)], channels: BOTH, source: 'manual' });
    await optOut(ctx, { phones: [phone(2)], channels: { voice: true, text: false }, source: 'manual' });
    const id = await staged(
      ctx,
      [
        'Phone,No Calls,No Texts',
        '5125550101,Y,Y',
        '5125550102,N,Y',
        '5125550103,Y,N',
        '5125550103,N,Y',
        '5125550104,N,N',
        '512555,Y,Y',
        '5125550105,maybe,Y',
        ',Y,Y',
        '5125550106,,',
      ].join('\n'),
    );
    const { counts, closes } = await reviewUpload(ctx, id);
    expect(counts).toEqual({
      rows: 9,
      blank_rows: 1,
      phones: 8,
      already_opted_out: 1,
      widened: 1,
      new: 2,
      duplicate: 1,
      no_request: 1,
      rejected: 2,
    });
    expect(closes).toBe(3);
  });

  test('a phone that stands several times is closed for the union of what its rows ask', async () => {
    const { ctx } = await newAccount();
    await applied(ctx, 'Phone,No Calls,No Texts\n5125550103,N,N\n5125550103,Y,N\n5125550103,N,Y\n');
    const state = await findPhone(ctx, '+15125550103' as E164);
    expect(state?.type).toBe('both');
    expect(state?.history).toHaveLength(1);
    expect(state?.history[0]?.upload?.row).toBe(3);
  });

  test('the toggles fill only rows that name no channel', async () => {
    const { ctx, account } = await newAccount();
    const id = await staged(ctx, 'Phone,Channel\n5125550101,voice\n5125550102,\n5125550103,both\n');
    await setToggles(ctx, id, { voice: false, text: true });
    expect((await reviewUpload(ctx, id)).toggles).toEqual({ voice: false, text: true });
    await beginApplying(ctx, id, { voice: false, text: true });
    await workOnUpload(account.id, id, ctx.now);
    const types = await Promise.all([1, 2, 3].map((n) => findPhone(ctx, `+1512555010${n}` as E164)));
    expect(types.map((state) => state?.type)).toEqual(['voice', 'text', 'both']);
  });

  test('keeps the day the person asked, and leaves out one in the future with a word', async () => {
    const { ctx } = await newAccount();
    const id = await applied(ctx, 'Phone,Asked On\n5125550101,2020-02-03\n5125550102,2031-02-03\n');
    const { rows } = await listOptOuts(ctx, { sort: 'phone.asc' });
    expect(rows.map((row) => row.askedOn)).toEqual(['2020-02-03', null]);
    expect(rows[0]?.addedAt).toEqual(ctx.now());
    expect(await textOf(await readRowsCsv(ctx, id))).toContain('lies in the future');
  });

  test.each([
    ['', 'empty'],
    ['name,city\nAna,Austin\n', 'phone'],
  ])('a file without a phone fails with a word, and nothing is staged', async (content, word) => {
    const { ctx } = await newAccount();
    const received = await send(ctx, content);
    if (!received.ok) return expect(received.message).toContain(word);
    await workOnUpload(ctx.account.id, received.id, ctx.now);
    const review = await reviewUpload(ctx, received.id);
    expect(review.status).toBe('failed');
    expect(review.problem).toContain(word);
  });

  test('begun again after a crash, stages nothing twice', async () => {
    const { ctx, account } = await newAccount();
    const received = await send(ctx, 'Phone\n5125550101\n5125550102\n');
    if (!received.ok) throw new Error(received.message);
    await workOnUpload(account.id, received.id, ctx.now);
    await transaction(account.id, (tx) =>
      tx.update(uploads).set({ status: 'staging' }).where(eq(uploads.id, received.id)),
    );
    await workOnUpload(account.id, received.id, ctx.now);
    expect(await countsOf(ctx, received.id)).toMatchObject({ rows: 2, phones: 2, new: 2 });
  });

  test('that is broken off three times fails with a word instead of beginning for ever', async () => {
    const { ctx, account } = await newAccount();
    const received = await send(ctx, 'Phone\n5125550101\n');
    if (!received.ok) throw new Error(received.message);
    await transaction(account.id, (tx) =>
      tx.update(uploads).set({ attempts: 3 }).where(eq(uploads.id, received.id)),
    );
    await workOnUpload(account.id, received.id, ctx.now);
    expect(await reviewUpload(ctx, received.id)).toMatchObject({ status: 'failed' });
  });
});

describe('applying', () => {
  test('is claimed once, however often it is asked for', async () => {
    const { ctx, account } = await newAccount();
    const id = await staged(ctx, 'Phone\n5125550101\n');
    const claims = await Promise.all([1, 2, 3].map(() => beginApplying(ctx, id, BOTH)));
    expect(claims.filter((claim) => claim.ok)).toHaveLength(1);
    await Promise.all([1, 2, 3].map(() => workOnUpload(account.id, id, ctx.now)));
    expect((await findPhone(ctx, '+15125550101' as E164))?.history).toHaveLength(1);
  });

  test('rule 4: it only ever closes; a lock and a first date stand', async () => {
    const { ctx, recipient, clock } = await newAccount();
    const phone = '+15125550101' as E164;
    await optOut(recipient, { phones: [phone], channels: BOTH, source: 'text_reply' });
    const before = await findPhone(ctx, phone);
    clock.pass(1000);
    await applied(ctx, 'Phone,No Calls,No Texts\n5125550101,Y,N\n');
    const after = await findPhone(ctx, phone);
    expect([after?.voice, after?.text]).toEqual([before?.voice, before?.text]);
    expect(after?.history).toHaveLength(2);
  });

  test('keeps its counts as they were applied, and they add up', async () => {
    const { ctx } = await newAccount();
    const id = await applied(
      ctx,
      'Phone,No Calls,No Texts\n5125550101,Y,Y\n5125550101,Y,Y\n5125550102,N,N\nnone at all 5,Y,Y\n',
    );
    const counts = await countsOf(ctx, id);
    expect(counts).toMatchObject({ new: 1, duplicate: 1, no_request: 1, rejected: 1, phones: 4 });
    const again = await applied(ctx, 'Phone\n5125550101\n');
    expect(await countsOf(ctx, again)).toMatchObject({ new: 0, already_opted_out: 1 });
  });

  test('a file that was applied before says so', async () => {
    const { ctx } = await newAccount();
    await applied(ctx, 'Phone\n5125550101\n');
    const id = await staged(ctx, 'Phone\n5125550101\n', 'renamed.csv');
    expect((await reviewUpload(ctx, id)).appliedBefore).toMatchObject({ by: 'Maria Reyes' });
  });

  test('a cancelled upload is not applied, and its file and rows are gone', async () => {
    const { ctx } = await newAccount();
    const id = await staged(ctx, 'Phone\n5125550101\n');
    expect(await cancelUpload(ctx, id)).toMatchObject({ ok: true });
    expect(await beginApplying(ctx, id, BOTH)).toMatchObject({ ok: false, reason: 'not_staged' });
    expect(await textOf(await readRowsCsv(ctx, id))).toBe('row,column,value,phone,outcome,note\r\n');
    const files = await readdir(path.join(process.env.DATA_DIR ?? '', 'uploads'));
    expect(files).not.toContain(`${ctx.account.id}-${id}`);
  });

  test('an applied upload can no longer be cancelled', async () => {
    const { ctx } = await newAccount();
    const id = await applied(ctx, 'Phone\n5125550101\n');
    expect(await cancelUpload(ctx, id)).toMatchObject({ ok: false, reason: 'too_late' });
  });
});

describe('who may', () => {
  test('account B neither sees, applies, cancels nor downloads account A’s upload', async () => {
    const [a, b] = [await newAccount(), await newAccount()];
    const id = await staged(a.ctx, 'Phone\n5125550101\n');
    await expect(reviewUpload(b.ctx, id)).rejects.toThrow(NotFound);
    await expect(beginApplying(b.ctx, id, BOTH)).rejects.toThrow(NotFound);
    await expect(cancelUpload(b.ctx, id)).rejects.toThrow(NotFound);
    await expect(setToggles(b.ctx, id, BOTH)).rejects.toThrow(NotFound);
    await expect(readRejectedCsv(b.ctx, id)).rejects.toThrow(NotFound);
    expect((await reviewUpload(a.ctx, id)).status).toBe('staged');
  });

  test('a messenger decides on their own upload, the master on any; others only look at it', async () => {
    const { ctx, asRole } = await newAccount();
    const sam = asRole('messenger');
    const other = { ...sam, actor: { ...sam.actor, id: 999_999 } };
    const id = await staged(sam, 'Phone\n5125550101\n');
    for (const decide of [
      beginApplying(other, id, BOTH),
      cancelUpload(other, id),
      rereadUpload(other, id, {}),
      setToggles(other, id, { voice: true, text: false }),
    ])
      expect(await decide).toMatchObject({ ok: false, reason: 'not_own' });
    expect(await reviewUpload(other, id)).toMatchObject({
      status: 'staged',
      toggles: BOTH,
      mayDecide: false,
      mayReread: false,
      counts: { new: 1 },
    });
    expect(await reviewUpload(sam, id)).toMatchObject({ mayDecide: true, mayReread: true });
    expect(await setToggles(sam, id, BOTH)).toMatchObject({ ok: true });
    expect(await cancelUpload(ctx, id)).toMatchObject({ ok: true });
  });

  test('a messenger without the grant may not upload', async () => {
    const { asRole } = await newAccount();
    const sam = asRole('messenger', { export: true, optIn: true, upload: false, all: false });
    await expect(send(sam, 'Phone\n5125550101\n')).rejects.toThrow(NotAllowed);
  });
});

test('a rejected cell stands whole in the file to be mended, however long it is', async () => {
  const { ctx } = await newAccount();
  const cell = Array.from({ length: 300 }, (_, n) => `512555${1000 + n}`).join('; ');
  const id = await staged(ctx, `Phone,Name\n5125550101,Ann\n${cell},Bob\n`);
  expect(await countsOf(ctx, id)).toMatchObject({ phones: 2, new: 1, rejected: 1 });
  expect(await textOf(await readRejectedCsv(ctx, id))).toContain(cell);
  const { samples } = await reviewUpload(ctx, id);
  expect(samples.find(({ outcome }) => outcome === 'rejected')?.value).toBe(cell.slice(0, 500));
});

test('a file with NULs and broken characters in names, notes and headers goes in', async () => {
  const { ctx } = await newAccount();
  const bytes = Buffer.from('Phone,No\0te\ud800,Note\n5125550101,x,a\0b\ud83d\n', 'utf16le');
  const id = await staged(ctx, new Uint8Array(Buffer.concat([Buffer.from([0xff, 0xfe]), bytes])));
  expect(await reviewUpload(ctx, id)).toMatchObject({ status: 'staged', problem: null, counts: { new: 1 } });
});

test('the rejected rows, mended, go in and ask what their rows asked', async () => {
  const { ctx } = await newAccount();
  const id = await staged(ctx, 'Phone,No Calls,No Texts,Added\n512555014,Y,N,2020-01-02\n5125550102,Y,Y,\n');
  const rejected = await textOf(await readRejectedCsv(ctx, id));
  await applied(ctx, rejected.replace('512555014', '5125550143'));
  expect(await findPhone(ctx, '+15125550143' as E164)).toMatchObject({ type: 'voice' });
});

test('the history names who applied a file, not who brought it, and where that was done from', async () => {
  const { ctx, asRole } = await newAccount();
  const messenger = asRole('messenger');
  const id = await staged(messenger, 'Phone\n5125550101\n');
  await beginApplying({ ...ctx, from: { ip: '192.0.2.7', userAgent: 'Test' } }, id, BOTH);
  await workOnUpload(ctx.account.id, id, ctx.now);
  expect((await findPhone(ctx, '+15125550101' as E164))?.history[0]).toMatchObject({
    actor: { name: 'Maria Reyes', role: 'master' },
    evidence: { ip: '192.0.2.7' },
  });
});

test('with both switches off a file that names no channel is not applied; one that does is', async () => {
  const { ctx } = await newAccount();
  const none = { voice: false, text: false };
  const silent = await staged(ctx, 'Phone\n5125550101\n');
  expect(await beginApplying(ctx, silent, none)).toMatchObject({ ok: false, reason: 'nothing_to_close' });
  expect((await reviewUpload(ctx, silent)).status).toBe('staged');
  const naming = await staged(ctx, 'Phone,No Calls\n5125550101,Y\n5125550102,Y\n5125550103,N\n');
  expect(await beginApplying(ctx, naming, none)).toMatchObject({ ok: true });
});

test('rows.csv of an applied upload says what applying did, whatever happened since', async () => {
  const { ctx, clock } = await newAccount();
  await optOut(ctx, {
    phones: ['+15125550102' as E164],
    channels: { voice: false, text: true },
    source: 'manual',
  });
  await optOut(ctx, { phones: ['+15125550103' as E164], channels: BOTH, source: 'manual' });
  clock.pass(1000);
  const voice = { voice: true, text: false };
  const id = await applied(ctx, 'Phone\n5125550101\n5125550102\n5125550103\n5125550101\n12\n', voice);
  await optOut(ctx, { phones: ['+15125550101' as E164], channels: BOTH, source: 'manual' });
  const csv = await textOf(await readRowsCsv(ctx, id));
  expect(
    csv
      .trim()
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(',')[4]),
  ).toEqual(['new', 'widened', 'already_opted_out', 'duplicate', 'rejected']);
  expect(csv).toContain(',+15125550101,');
});
