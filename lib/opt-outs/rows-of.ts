import 'server-only';
import { sql } from 'drizzle-orm';
import { arrayOf } from '@/db/array';
import type { Transaction } from '@/db/client';
import type { ActorKind, E164, Lock, OptOutType, Source } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { formatPhone } from '@/lib/phone';
import type { OptOutFilter } from './filter';
import type { OptOutRow } from './view';
import { orderOf } from './where';

/** The rows of some phones of the report, in the order of the view, each with who closed it first and how. */
export async function rowsOf(
  tx: Transaction,
  ctx: Context,
  phones: readonly E164[],
  filter: Pick<OptOutFilter, 'sort'>,
): Promise<OptOutRow[]> {
  if (phones.length === 0) return [];
  const rows = await tx.execute<Raw>(sql`
    with page as materialized (
      select p.*, ${FIRST_SEQ} as first_seq from phones p
      where p.account_id = ${ctx.account.id}::bigint and p.type is not null
        and p.phone = any(${arrayOf(
          phones.map((phone) => phone.slice(1)),
          'bigint',
        )}))
    select p.*, ${EVENT_COLUMNS}
    from page p ${JOIN_EVENT}
    order by ${orderOf(filter as OptOutFilter)}`);
  return rows.map((row) => asRow(ctx, row));
}

/** The event of the earliest of the channels that are closed now; on a tie the voice's. */
export const FIRST_SEQ = sql`case when p.voice_closed_at <= p.text_closed_at or p.text_closed_at is null then p.voice_seq else p.text_seq end`;

export const EVENT_COLUMNS = sql`e.source as first_source, e.actor_kind, e.actor_name, e.asked_on::text, e.note, u.file_name as upload_name`;

export const JOIN_EVENT = sql`
  join consent_events e on e.account_id = p.account_id and e.phone = p.phone and e.seq = p.first_seq
  left join uploads u on u.account_id = e.account_id and u.id = e.upload_id`;

export type Raw = {
  phone: string;
  type: OptOutType;
  voice_closed_at: string | null;
  voice_source: Source | null;
  text_closed_at: string | null;
  text_source: Source | null;
  text_lock: Lock | null;
  text_locked_at: string | null;
  added_at: string;
  first_source: Source;
  actor_kind: ActorKind;
  actor_name: string;
  asked_on: string | null;
  note: string | null;
  upload_name: string | null;
};

const asRow = (ctx: Context, row: Raw): OptOutRow => {
  const phone = `+${row.phone}` as E164;
  return {
    phone,
    type: row.type,
    shown: formatPhone(phone, ctx.account.country),
    voice:
      row.voice_closed_at && row.voice_source
        ? { since: new Date(row.voice_closed_at), source: row.voice_source }
        : null,
    text:
      row.text_closed_at && row.text_source
        ? {
            since: new Date(row.text_closed_at),
            source: row.text_source,
            lock: row.text_lock,
            lockedAt: row.text_locked_at ? new Date(row.text_locked_at) : null,
          }
        : null,
    source: row.first_source,
    uploadName: row.upload_name,
    addedAt: new Date(row.added_at),
    askedOn: row.asked_on,
    addedBy: { kind: row.actor_kind, name: row.actor_name },
  };
};
