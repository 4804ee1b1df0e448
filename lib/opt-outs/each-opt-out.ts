import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import { arrayOf } from '@/db/array';
import type { Transaction } from '@/db/client';
import { copyRows, type CopiedRow } from '@/db/copy-rows';
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

/** What is taken out: what a filter shows, or of that only some phones. */
export type Wanted = OptOutFilter & { phones?: readonly E164[] };

/** A search that finds no more than this is walked by its findings. */
const FEW = 10_000;

/**
 * Every opt-out that the filter shows, in the order of the view, as batches out of one snapshot, and how
 * many they are. Reading to the end, cancelling and failing all end the transaction behind it: `ended`
 * resolves then, always.
 */
export async function eachOptOut(
  ctx: Context,
  wanted: Wanted,
): Promise<{ count: number; batches: ReadableStream<OptOutLine[]>; ended: Promise<void> }> {
  authorize(ctx, 'opt_outs.export');
  const { found, batches, ended } = await copyRows(ctx.account.id, async (tx) => {
    const { phones, ...filter } = wanted;
    const search = phones ? [isOneOf(phones)] : await conditionsOfSearch(tx, ctx, filter);
    const count = await countLines(tx, ctx, filter, search);
    return { found: { count }, query: search && allLines(ctx, filter, search) };
  });
  const asLines = new TransformStream<CopiedRow[], OptOutLine[]>({
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
  return [isOneOf(found.map(({ phone }) => `+${phone}` as E164))];
}

const isOneOf = (phones: readonly E164[]): SQL => {
  const digits = phones.map((phone) => phone.slice(1));
  return sql`p.phone = any(${arrayOf(digits, 'bigint')})`;
};

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
    select p.phone, p.type, ${ms('p.added_at')}, ${msIfOther('p.voice_closed_at')}, ${msIfOther('p.text_closed_at')},
      p.text_lock, ${ms('p.text_locked_at')}, e.source, e.actor_kind, e.actor_name, e.asked_on, e.note, u.file_name
    from (select p.* from phones p where ${conditions}) p ${JOIN_EVENT}
    left join uploads u on u.account_id = ${ctx.account.id}::bigint and u.id = e.upload_id
    order by ${orderOf(filter, false, 'p.')}`;
}

/** Milliseconds as a number: a written time takes the database and us longer than all the rest of a row. */
const ms = (column: string) => sql.raw(`(date_part('epoch', ${column}) * 1000)::bigint`);
/** Null where it is the moment of "added", as it mostly is. */
const msIfOther = (column: string) => sql`case when ${sql.raw(column)} <> p.added_at then ${ms(column)} end`;

function lineOf(row: CopiedRow): OptOutLine {
  const [phone, type, added, voice, text, lock, locked, source, kind, name, asked, note, file] =
    row as Columns;
  const addedAt = Number(added);
  return {
    phone: `+${phone}` as E164,
    type,
    voiceSince: type === 'text' ? null : voice ? Number(voice) : addedAt,
    textSince: type === 'voice' ? null : text ? Number(text) : addedAt,
    lock: lock || null,
    lockedAt: locked ? Number(locked) : null,
    source,
    uploadName: file || null,
    addedAt,
    askedOn: asked || null,
    addedBy: { kind, name },
    note: note || null,
  };
}

type Columns = [
  phone: string,
  type: OptOutType,
  added: string,
  voice: string,
  text: string,
  lock: Lock | '',
  locked: string,
  source: Source,
  kind: ActorKind,
  name: string,
  asked: string,
  note: string,
  file: string,
];
