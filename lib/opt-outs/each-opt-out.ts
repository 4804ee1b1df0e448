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
import { JOIN_EVENT } from './rows-of';
import { digitsOf, eitherSource, holdsDigits, orderOf, where } from './where';

/** An opt-out as it leaves the house. */
export type OptOutLine = {
  phone: E164;
  type: OptOutType;
  /** Moments in milliseconds. */
  voiceSince: number | null;
  textSince: number | null;
  lock: Lock | null;
  lockedAt: number | null;
  /** This and the rest as of the closing that the report shows: that of the earliest closed channel. */
  source: Source;
  /** The file, where the source is an upload. */
  uploadName: string | null;
  addedAt: number;
  /** `YYYY-MM-DD` */
  askedOn: string | null;
  addedBy: { kind: ActorKind; name: string };
  note: string | null;
};

/** Few: what is on its way outlives the young heap, and a larger batch doubles what an export holds. */
export const BATCH_ROWS = 200;
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
    select p.phone, p.type, p.text_lock as lock, ${at('p.added_at')} as added,
      p.voice_closed_at is null as voice_open, ${atIfOther('p.voice_closed_at')} as voice,
      p.text_closed_at is null as text_open, ${atIfOther('p.text_closed_at')} as text, ${at('p.text_locked_at')} as locked,
      e.source, e.actor_kind as kind, e.actor_name as name, e.asked_on::text as asked, e.note, u.file_name as file
    from (select p.* from phones p where ${conditions}) p ${JOIN_EVENT}
    left join uploads u on u.account_id = ${ctx.account.id}::bigint and u.id = e.upload_id
    order by ${orderOf(filter, false, 'p.')}`;
}

/** Seconds as a number: a written time takes the database and us longer than all the rest of a row. */
const at = (column: string) => sql.raw(`date_part('epoch', ${column})`);
/** Null where it is the moment of "added", as it mostly is. */
const atIfOther = (column: string) => sql`case when ${sql.raw(column)} <> p.added_at then ${at(column)} end`;

type Raw = {
  phone: string;
  type: OptOutType;
  lock: Lock | null;
  added: number;
  voice_open: boolean;
  voice: number | null;
  text_open: boolean;
  text: number | null;
  locked: number | null;
  source: Source;
  kind: ActorKind;
  name: string;
  asked: string | null;
  note: string | null;
  file: string | null;
};

function lineOf(row: Raw): OptOutLine {
  const addedAt = inMs(row.added);
  return {
    phone: `+${row.phone}` as E164,
    type: row.type,
    voiceSince: row.voice_open ? null : row.voice === null ? addedAt : inMs(row.voice),
    textSince: row.text_open ? null : row.text === null ? addedAt : inMs(row.text),
    lock: row.lock,
    lockedAt: row.locked === null ? null : inMs(row.locked),
    source: row.source,
    uploadName: row.file,
    addedAt,
    askedOn: row.asked,
    addedBy: { kind: row.kind, name: row.name },
    note: row.note,
  };
}

const inMs = (seconds: number) => Math.round(Number(seconds) * 1000);
