import 'server-only';
import { createHash } from 'node:crypto';
import { transaction } from '@/db/client';
import { uploadPhones, uploads, type Account } from '@/db/schema';
import type { E164, UserId } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { localDay } from '@/lib/format';
import { findPhone } from '@/lib/opt-outs/find-phone';
import { optIn, optInFromHandset } from '@/lib/opt-outs/opt-in';
import { optOut } from '@/lib/opt-outs/opt-out';
import { applyUpload } from '@/lib/uploads/apply-upload';
import { readingOf, readRow } from '@/lib/uploads/read-row';
import { personOf, type StaffKey } from './people';
import type { OptInStep, Step, UploadStep } from './step';

const AT_ONCE = 6;

/** Lets the steps happen to an account, each through the verb that does it for everybody else. */
export async function play(
  account: Account,
  staff: ReadonlyMap<StaffKey, UserId>,
  steps: readonly Step[],
): Promise<void> {
  for (const wave of waves(steps)) await Promise.all(wave.map((step) => take(account, staff, step)));
}

/** Neighbours of which none waits for another: an upload by itself, and a phone once in each. */
function* waves(steps: readonly Step[]): Generator<Step[]> {
  let wave: Step[] = [];
  let phones = new Set<E164>();
  for (const step of steps) {
    const waits = step.does === 'upload' || phones.has(step.phone) || wave.length >= AT_ONCE;
    if (waits && wave.length > 0) {
      yield wave;
      wave = [];
      phones = new Set();
    }
    if (step.does === 'upload') yield [step];
    else {
      wave.push(step);
      phones.add(step.phone);
    }
  }
  if (wave.length > 0) yield wave;
}

async function take(account: Account, staff: ReadonlyMap<StaffKey, UserId>, step: Step): Promise<unknown> {
  const now = () => step.at;
  const ctx = { account, now, ...personOf(step.does === 'unstop' ? 'recipient' : step.who, staff) };
  switch (step.does) {
    case 'opt_out':
      return optOut(ctx, { ...step, phones: [step.phone] });
    case 'opt_in':
      return optBackIn(ctx, step);
    case 'unstop':
      return optInFromHandset(ctx, { ...step, to: account.textNumber });
    case 'upload':
      return upload(ctx, step);
  }
}

async function optBackIn(ctx: Context, { phone, channels, consent }: OptInStep): Promise<void> {
  const seen = (await findPhone(ctx, phone))?.seq ?? 0;
  const done = await optIn(ctx, { phone, channels, consent, seen });
  if (!done.ok) throw new Error(`${phone} did not opt back in: ${done.message}`);
}

const MINUTES_OF_REVIEW = 3;

async function upload(ctx: Context, { file, at }: UploadStep): Promise<void> {
  const { account, actor } = ctx;
  const { layout, rows, fileName, toggles } = file;
  const today = localDay(at, account.timeZone);
  const read = rows.map((cells, i) =>
    readRow({ row: layout.firstRow + i, cells }, readingOf(layout), account.country, today),
  );
  const staged = read.flat();
  const content = JSON.stringify(rows);
  const made = await transaction(account.id, async (tx) => {
    const [made] = await tx
      .insert(uploads)
      .values({
        accountId: account.id,
        userId: actor.id as UserId,
        userName: actor.name,
        appliedBy: actor.name,
        fileName,
        bytes: layout.kind === 'csv' ? content.length : 6_000 + Math.round(content.length * 0.7),
        sha256: createHash('sha256').update(content).digest('hex'),
        status: 'applying',
        createdAt: new Date(at.getTime() - MINUTES_OF_REVIEW * 60_000),
        layout,
        ...toggles,
        rows: rows.length,
        rowsRead: rows.length,
        rowsTotal: rows.length,
        blankRows: read.filter((phones) => phones.length === 0).length,
        phones: staged.length,
        rejected: staged.filter(({ phone }) => phone === null).length,
      })
      .returning();
    if (!made) throw new Error('no upload came back');
    await tx.insert(uploadPhones).values(
      staged.map(({ asks, ...row }, n) => ({
        ...row,
        accountId: account.id,
        uploadId: made.id,
        n: n + 1,
        voice: asks?.voice ?? null,
        text: asks?.text ?? null,
      })),
    );
    return made;
  });
  await applyUpload(account, made, at);
}
