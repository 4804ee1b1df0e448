import 'server-only';
import type { z } from 'zod';
import type { Context } from '@/lib/context';
import { localDay } from '@/lib/format';
import { findOptOut } from '@/lib/opt-outs/find-opt-out';
import { changed, optOut } from '@/lib/opt-outs/opt-out';
import type { Outcome } from '@/lib/outcome';
import { optOutBody, type NewOptOut, type OptOut } from './opt-out';
import { channelsOf, isFuture, readPhone, wrongField } from './words';

/** An opt-out that a program reports: 201 when something closed, 200 when it was closed already. */
export async function recordOptOut(
  ctx: Context,
  { phone: raw, channels, note, occurred_at }: z.output<typeof NewOptOut>,
): Promise<Outcome<{ status: number; body: OptOut }>> {
  const read = readPhone(ctx, raw);
  if (!read.ok) return read;
  const asked = occurred_at ? askedAt(ctx, occurred_at) : null;
  if (asked && !asked.ok) return asked;
  const [closing] = await optOut(ctx, {
    phones: [read.phone],
    channels: channelsOf(channels),
    source: 'api',
    note: note || null,
    ...(asked && { askedOn: asked.day, evidence: { occurred_at: asked.at } }),
  });
  const found = await findOptOut(ctx, read.phone);
  const status = closing && changed(closing) ? 201 : 200;
  return { ok: true, status, body: optOutBody(read.phone, found?.row ?? null) };
}

function askedAt(ctx: Context, moment: string): Outcome<{ at: string; day: string }> {
  const now = ctx.now();
  if (isFuture(moment, now)) return wrongField('occurred_at', 'That time has not come yet.');
  const at = new Date(Math.min(new Date(moment).getTime(), now.getTime()));
  return { ok: true, at: at.toISOString(), day: localDay(at, ctx.account.timeZone) };
}
