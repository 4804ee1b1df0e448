import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { arrayOf } from '@/db/array';
import { transaction, type Transaction } from '@/db/client';
import { storableJson } from '@/db/storable';
import { uploads, type Account, type Upload } from '@/db/schema';
import { UPLOAD_OUTCOMES, type E164, type UploadOutcome } from '@/db/vocabulary';
import type { Channels } from '@/lib/opt-outs/policy';
import { formatPhone } from '@/lib/phone';
import { joinWithoutLoops, judged } from './outcomes';
import type { UploadSample } from './view';

/** What applying an upload would do, counted at some moment with some toggles. */
export type Preview = {
  toggles: Channels;
  /** ISO 8601. */
  at: string;
  counts: Partial<Record<UploadOutcome, number>>;
  /** Rows that name a channel of their own. */
  naming: number;
  samples: UploadSample[];
};

const SAMPLES_OF_A_KIND = 3;
/** So many are counted at each look; more take seconds, so what was counted is kept for a while. */
const COUNTED_EACH_TIME = 20_000;
const KEPT_MS = 10 * 60_000;

/** As the report stands now, or stood a few minutes ago where the file is large. Applying looks again. */
export async function previewUpload(account: Account, upload: Upload, now: Date): Promise<Preview> {
  const toggles = { voice: upload.voice, text: upload.text };
  const kept = upload.preview as Preview | null;
  if (kept && upload.phones > COUNTED_EACH_TIME && isFresh(kept, toggles, now)) return kept;
  return transaction(account.id, async (tx) => {
    const preview = await count(tx, account, upload, toggles, now);
    if (upload.phones > COUNTED_EACH_TIME) await keep(tx, upload, preview);
    return preview;
  });
}

/** The first count of a file that was just read, so that nobody has to wait for it at the first look. */
export const countAtOnce = (account: Account, upload: Upload, now: Date): Promise<Preview> =>
  transaction(account.id, (tx) =>
    count(tx, account, upload, { voice: upload.voice, text: upload.text }, now),
  );

const isFresh = ({ toggles, at }: Preview, { voice, text }: Channels, now: Date) =>
  toggles.voice === voice && toggles.text === text && now.getTime() - Date.parse(at) < KEPT_MS;

async function count(
  tx: Transaction,
  account: Account,
  upload: Upload,
  toggles: Channels,
  now: Date,
): Promise<Preview> {
  await joinWithoutLoops(tx);
  const rows = await tx.execute<{ outcome: number; count: number; ns: number[] }>(sql`
    with ${judged(upload, toggles)},
    kinds as (select outcome, clean, count(*)::int as count from judged group by outcome, clean)
    select k.outcome, k.count, array(
      select j.n from judged j where j.outcome = k.outcome and j.clean = k.clean order by j.n limit ${SAMPLES_OF_A_KIND}) as ns
    from kinds k order by k.outcome`);
  const counts: Preview['counts'] = {};
  for (const row of rows) {
    const outcome = UPLOAD_OUTCOMES[row.outcome]!;
    counts[outcome] = (counts[outcome] ?? 0) + row.count;
  }
  const kinds = new Map(rows.flatMap(({ outcome, ns }) => ns.map((n) => [n, UPLOAD_OUTCOMES[outcome]!])));
  return {
    toggles,
    at: now.toISOString(),
    counts,
    naming: await countNaming(tx, upload),
    samples: await listSamples(tx, account, upload, kinds),
  };
}

async function countNaming(tx: Transaction, { accountId, id }: Upload): Promise<number> {
  const [counted] = await tx.execute<{ n: number }>(sql`
    select count(*)::int as n from upload_phones
    where account_id = ${accountId}::bigint and upload_id = ${id}::bigint and phone is not null and voice is not null`);
  return counted?.n ?? 0;
}

async function listSamples(
  tx: Transaction,
  account: Account,
  { accountId, id }: Upload,
  kinds: Map<number, UploadOutcome>,
): Promise<UploadSample[]> {
  const rows = await tx.execute<{
    n: number;
    row: number;
    column_name: string;
    value: string;
    phone: string | null;
    voice: boolean | null;
    text: boolean | null;
    said: string | null;
    note: string | null;
  }>(sql`
    select n, row, column_name, left(value, 500) as value, phone, voice, text, said, note from upload_phones
    where account_id = ${accountId}::bigint and upload_id = ${id}::bigint and n = any(${arrayOf([...kinds.keys()], 'integer')})
    order by n`);
  return rows
    .map((row) => ({
      row: row.row,
      column: row.column_name,
      value: row.value,
      shown: row.phone === null ? null : formatPhone(`+${row.phone}` as E164, account.country),
      outcome: kinds.get(row.n)!,
      asks: row.voice === null || row.text === null ? null : { voice: row.voice, text: row.text },
      said: row.said,
      note: row.note,
    }))
    .sort((a, b) => UPLOAD_OUTCOMES.indexOf(a.outcome) - UPLOAD_OUTCOMES.indexOf(b.outcome));
}

async function keep(tx: Transaction, { accountId, id }: Upload, preview: Preview): Promise<void> {
  await tx
    .update(uploads)
    .set({ preview: storableJson(preview) })
    .where(and(eq(uploads.accountId, accountId), eq(uploads.id, id), eq(uploads.status, 'staged')));
}
