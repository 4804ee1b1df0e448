import 'server-only';
import { and, desc, eq } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { consentEvents, uploads, type ConsentEventRow, type Upload } from '@/db/schema';
import { CHANNELS, type E164 } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import type { HistoryLine } from './view';

/** Enough for any real person's history; a phone with more shows its newest. */
export const MOST_LINES = 500;

/** The history of a phone, newest first. */
export async function listEvents(tx: Transaction, ctx: Context, phone: E164): Promise<HistoryLine[]> {
  const rows = await tx
    .select({ event: consentEvents, upload: { name: uploads.fileName, appliedAs: uploads.appliedAs } })
    .from(consentEvents)
    .leftJoin(
      uploads,
      and(eq(uploads.accountId, consentEvents.accountId), eq(uploads.id, consentEvents.uploadId)),
    )
    .where(and(eq(consentEvents.accountId, ctx.account.id), eq(consentEvents.phone, phone)))
    .orderBy(desc(consentEvents.seq))
    .limit(MOST_LINES);
  return rows.map(({ event, upload }) => line(event, upload));
}

const line = (
  event: ConsentEventRow,
  upload: (Pick<Upload, 'appliedAs'> & { name: string }) | null,
): HistoryLine => ({
  seq: event.seq,
  action: event.action,
  source: event.source,
  channels: CHANNELS.filter((channel) => event[channel]),
  changed: CHANNELS.filter((channel) => (channel === 'voice' ? event.changedVoice : event.changedText)),
  changedLock: event.changedLock,
  actor: { kind: event.actorKind, name: event.actorName, role: event.actorRole },
  recordedAt: event.recordedAt,
  askedOn: event.askedOn,
  upload: upload && { name: upload.name, row: event.uploadRow },
  note: event.note,
  // A million events of an upload share where it was applied from.
  evidence: event.evidence ?? (event.action === 'opt_out' ? (upload?.appliedAs?.from ?? null) : null),
});
