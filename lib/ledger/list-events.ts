import 'server-only';
import { and, desc, eq } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { consentEvents, uploads, type ConsentEventRow } from '@/db/schema';
import { CHANNELS, type E164 } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import type { HistoryLine } from './view';

/** Enough for any real person's history; a phone with more shows its newest. */
const MOST = 500;

/** The history of a phone, newest first. */
export async function listEvents(tx: Transaction, ctx: Context, phone: E164): Promise<HistoryLine[]> {
  const rows = await tx
    .select({ event: consentEvents, uploadName: uploads.fileName })
    .from(consentEvents)
    .leftJoin(
      uploads,
      and(eq(uploads.accountId, consentEvents.accountId), eq(uploads.id, consentEvents.uploadId)),
    )
    .where(and(eq(consentEvents.accountId, ctx.account.id), eq(consentEvents.phone, phone)))
    .orderBy(desc(consentEvents.seq))
    .limit(MOST);
  return rows.map(({ event, uploadName }) => line(event, uploadName));
}

const line = (event: ConsentEventRow, uploadName: string | null): HistoryLine => ({
  seq: event.seq,
  action: event.action,
  source: event.source,
  channels: CHANNELS.filter((channel) => event[channel]),
  changed: CHANNELS.filter((channel) => (channel === 'voice' ? event.changedVoice : event.changedText)),
  changedLock: event.changedLock,
  actor: { kind: event.actorKind, name: event.actorName, role: event.actorRole },
  recordedAt: event.recordedAt,
  askedOn: event.askedOn,
  upload: uploadName === null ? null : { name: uploadName, row: event.uploadRow },
  note: event.note,
  evidence: event.evidence,
});
