import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import { arrayOf } from '@/db/array';
import type { Transaction } from '@/db/client';
import { streamRows } from '@/db/stream-rows';
import type { ActorKind, E164, Lock, OptOutType, Source } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { authorize } from '@/lib/permissions';
import { countOptOuts } from './count-opt-outs';
import type { OptOutFilter } from './filter';
import { EVENT_COLUMNS, JOIN_EVENT, type Raw } from './rows-of';
import { digitsOf, eitherSource, holdsDigits, orderOf, where } from './where';

/** An opt-out as it leaves the house. */
export type OptOutLine = {
  phone: E164;
  type: OptOutType;
  voiceSince: Date | null;
  textSince: Date | null;
  lock: Lock | null;
  lockedAt: Date | null;
  /** This and the rest as of the closing that the report shows: that of the earliest closed channel. */
  source: Source;
  /** The file, where the source is an upload. */
  uploadName: string | null;
  addedAt: Date;
  /** `YYYY-MM-DD` */
  askedOn: string | null;
  addedBy: { kind: ActorKind; name: string };
  note: string | null;
};

export const BATCH_ROWS = 2_000;
/** A search that finds no more than this is walked by its findings. */
const FEW = 10_000;

/**
 * Every opt-out that the filter shows, in the order of the view, as batches out of one snapshot, and how
 * many they are. Reading to the end, cancelling and failing all end the transaction behind it: `ended`
 * resolves then, always.
 */
export async function eachOptOut(
  ctx: Context,
  filter: OptOutFilter,
): Promise<{ count: number; batches: ReadableStream<OptOutLine[]>; ended: Promise<void> }> {
  authorize(ctx, 'opt_outs.export');
  const { found, batches, ended } = await streamRows<Raw, { count: number }>(
    ctx.account.id,
    async (tx) => {
      const search = await conditionsOfSearch(tx, ctx, filter);
      const count = await countLines(tx, ctx, filter, search);
      return { found: { count }, query: search && allLines(ctx, filter, search) };
    },
    BATCH_ROWS,
  );
  const asLines = new TransformStream<Raw[], OptOutLine[]>({
    transform: (rows, controller) => controller.enqueue(rows.map(lineOf)),
  });
  return { ...found, batches: batches.pipeThrough(asLines), ended };
}

/** Null: what was typed holds no digits, so nothing matches. */
async function conditionsOfSearch(
  tx: Transaction,
  ctx: Context,
  filter: OptOutFilter,
): Promise<SQL[] | null> {
  const digits = digitsOf(ctx, filter);
  if (digits === null) return [];
  if (digits === '') return null;
  if (digits.length < 3) return [holdsDigits(digits)];
  const found = await tx.execute<{ phone: string }>(
    sql`select m.phone::text as phone from matching_phones(${digits}, ${FEW + 1}) m`,
  );
  if (found.length > FEW) return [holdsDigits(digits)];
  return [
    sql`p.phone = any(${arrayOf(
      found.map(({ phone }) => phone),
      'bigint',
    )})`,
  ];
}

async function countLines(tx: Transaction, ctx: Context, filter: OptOutFilter, search: SQL[] | null) {
  if (!search) return 0;
  if (search.length === 0) return (await countOptOuts(tx, ctx, filter)).matching;
  const conditions = sql.join([...where(ctx, filter), ...eitherSource(filter), ...search], sql` and `);
  const [counted] = await tx.execute<{ n: number }>(
    sql`select count(*)::int as n from phones p where ${conditions}`,
  );
  return counted?.n ?? 0;
}

function allLines(ctx: Context, filter: OptOutFilter, search: SQL[]): SQL {
  const conditions = sql.join([...where(ctx, filter), ...eitherSource(filter), ...search], sql` and `);
  return sql`
    select ${LINE_COLUMNS}, ${EVENT_COLUMNS} from (select p.* from phones p where ${conditions}) p ${JOIN_EVENT}
    order by ${orderOf(filter)}`;
}

const LINE_COLUMNS = sql`p.phone, p.type, p.added_at, p.voice_closed_at, p.text_closed_at, p.text_lock, p.text_locked_at`;

function lineOf(row: Raw): OptOutLine {
  const addedAt = new Date(row.added_at);
  // Reading a time costs more than all the rest of a row, and most channels close together.
  const moment = (text: string | null) =>
    text === row.added_at ? addedAt : text === null ? null : new Date(text);
  return {
    phone: `+${row.phone}` as E164,
    type: row.type,
    voiceSince: moment(row.voice_closed_at),
    textSince: moment(row.text_closed_at),
    lock: row.text_lock,
    lockedAt: moment(row.text_locked_at),
    source: row.first_source,
    uploadName: row.upload_name,
    addedAt,
    askedOn: row.asked_on,
    addedBy: { kind: row.actor_kind, name: row.actor_name },
    note: row.note,
  };
}
