import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import { arrayOf } from '@/db/array';
import { transaction, type Transaction } from '@/db/client';
import type { ActorKind, E164, Lock, OptOutType, Source } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { authorize } from '@/lib/permissions';
import { countOptOuts } from './count-opt-outs';
import type { Cursor } from './cursor';
import type { OptOutFilter } from './filter';
import { EVENT_COLUMNS, JOIN_EVENT, type Raw } from './rows-of';
import { walk } from './walk';
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
/** A download that nobody reads for this long gives its connection back. */
const PATIENCE = '2min';

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
  const { readable: batches, writable } = new TransformStream<OptOutLine[], OptOutLine[]>();
  const writer = writable.getWriter();
  return new Promise((resolve, reject) => {
    const ended = transaction(
      ctx.account.id,
      async (tx) => {
        await tx.execute(sql.raw(`set local idle_in_transaction_session_timeout = '${PATIENCE}'`));
        const search = await conditionsOfSearch(tx, ctx, filter);
        const count = await countLines(tx, ctx, filter, search);
        resolve({ count, batches, ended });
        if (search) await writeAll(tx, ctx, filter, search, writer);
      },
      { snapshot: true },
    )
      .then(() => writer.close())
      .catch((error) => {
        reject(error);
        return writer.abort(error);
      })
      .catch(() => {}); // Whoever cancelled knows.
  });
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

/** A batch waits until the one before it was taken; the one after it is read meanwhile. */
async function writeAll(
  tx: Transaction,
  ctx: Context,
  filter: OptOutFilter,
  search: SQL[],
  writer: WritableStreamDefaultWriter<OptOutLine[]>,
): Promise<void> {
  let ahead: Promise<OptOutLine[]> | null = listLines(tx, ctx, filter, search, null);
  while (ahead) {
    const lines: OptOutLine[] = await ahead;
    ahead =
      lines.length < BATCH_ROWS ? null : listLines(tx, ctx, filter, search, after(lines.at(-1), filter));
    ahead?.catch(() => {}); // Its failure counts when its turn comes.
    if (lines.length > 0) await writer.write(lines);
  }
}

async function listLines(
  tx: Transaction,
  ctx: Context,
  filter: OptOutFilter,
  search: SQL[],
  cursor: Cursor | null,
) {
  const page = walk(ctx, filter, { columns: sql`p.*`, limit: BATCH_ROWS, cursor, also: search });
  const rows = await tx.execute<Raw>(sql`
    select ${LINE_COLUMNS}, ${EVENT_COLUMNS} from (${page}) p ${JOIN_EVENT} order by ${orderOf(filter)}`);
  return rows.map(lineOf);
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

const after = (line: OptOutLine | undefined, { sort }: OptOutFilter): Cursor | null =>
  line ? { direction: 'after', sort, addedAt: line.addedAt.getTime(), phone: line.phone } : null;
