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
    select p.*, ${EVENT_COLUMNS} from phones p ${JOIN_EVENT}
    where p.account_id = ${ctx.account.id}::bigint and p.type is not null
      and p.phone = any(${arrayOf(
        phones.map((phone) => phone.slice(1)),
        'bigint',
      )})
    order by ${orderOf(filter as OptOutFilter)}`);
  return rows.map((row) => asRow(ctx, row));
}

/** The event `e` of the earliest of the channels of `p` that are closed now; on a tie the voice's. */
export const JOIN_EVENT = sql`
  join consent_events e on e.account_id = p.account_id and e.phone = p.phone and e.seq =
    case when p.voice_closed_at <= p.text_closed_at or p.text_closed_at is null then p.voice_seq else p.text_seq end`;

export const EVENT_COLUMNS = sql`
  e.source as first_source, e.actor_kind, e.actor_name, e.asked_on::text, e.note,
  case when e.upload_id is not null then (
    select u.file_name from uploads u where u.account_id = e.account_id and u.id = e.upload_id) end as upload_name`;

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
