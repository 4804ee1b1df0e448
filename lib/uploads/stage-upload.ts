import 'server-only';
import { and, eq, sql, type SQL } from 'drizzle-orm';
import { arrayOf } from '@/db/array';
import { transaction } from '@/db/client';
import { storableJson } from '@/db/storable';
import { uploadPhones, uploads, type Account, type Upload } from '@/db/schema';
import type { Chosen } from '@/lib/files/chosen';
import { detectLayout } from '@/lib/files/detect';
import { FileProblem } from '@/lib/files/file-problem';
import type { Layout } from '@/lib/files/layout';
import { openFile } from '@/lib/files/open-file';
import { readRows } from '@/lib/files/read-rows';
import { localDay } from '@/lib/format';
import { placeOf } from './files-on-disk';
import { countAtOnce } from './preview';
import { missedIn } from './missed-phones';
import { readingOf, readRow, type StagedPhone } from './read-row';

const BATCH = 10_000;
/** So many columns with phones that are not read are named. */
const MISSED_NAMED = 20;
/** Rejected cells are kept whole; so much of them goes into the database at once. */
const BATCH_CHARS = 8_000_000;
/** Rows between two breaths, so that reading never holds the event loop for long. */
const ROWS_A_BREATH = 250;

/**
 * Reads an upload's file into its staged phones. Begins anew whatever an earlier try left, and stops
 * quietly when the upload is cancelled meanwhile.
 */
export async function stageUpload(account: Account, upload: Upload, now: Date): Promise<void> {
  try {
    await stage(account, upload, now);
  } catch (error) {
    if (error instanceof FileProblem) return fail(upload, error.message);
    // Cancelled while it was read, and its file with it; else the disk has lost it.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    await fail(upload, 'The file is not here any more. Upload it again.');
  }
}

async function stage(account: Account, upload: Upload, now: Date): Promise<void> {
  await clear(upload);
  const opened = await openFile(placeOf(upload.accountId, upload.id), upload.fileName);
  if (!opened.ok) return fail(upload, opened.problem);
  const detected = await detectLayout(opened.file, account.country, (upload.chosen as Chosen | null) ?? {});
  if (!detected.ok) return fail(upload, detected.problem);

  const reading = readingOf(detected.layout);
  const today = localDay(now, account.timeZone);
  const counts = { rows: 0, blankRows: 0, phones: 0, rejected: 0 };
  const missed = new Map(detected.layout.missed?.map(({ column, rows }) => [column, rows]));
  let hiddenRows = 0;
  let batch: StagedPhone[] = [];
  let chars = 0;
  // One batch is on its way into the database while the next is read; never more.
  let saving: Promise<boolean> = Promise.resolve(true);
  const saveNext = async (read: number) => {
    if (!(await saving)) return false;
    saving = save(upload, batch, counts, read);
    saving.catch(() => {}); // Its failure counts when its turn comes.
    batch = [];
    chars = 0;
    return true;
  };
  for await (const rows of readRows(opened.file, detected.layout)) {
    for (const [i, row] of rows.entries()) {
      if (i % ROWS_A_BREATH === 0) await breath();
      const phones = readRow(row, reading, account.country, today);
      counts.rows += 1;
      if (phones.length === 0) counts.blankRows += 1;
      else if (row.isHidden) hiddenRows += 1;
      for (const column of missedIn(row, reading, phones, account.country))
        missed.set(column, (missed.get(column) ?? 0) + 1);
      batch.push(...phones);
      for (const { value } of phones) chars += value.length;
    }
    if ((batch.length >= BATCH || chars >= BATCH_CHARS) && !(await saveNext(opened.file.progress()))) return;
  }
  if (!(await saveNext(1)) || !(await saving)) return;
  if (counts.phones === 0) return fail(upload, 'This file holds no phone number.', detected.layout);
  const preview = storableJson(await countAtOnce(account, upload, now));
  await update(upload, {
    status: 'staged',
    preview,
    layout: storableJson({ ...detected.layout, missed: missedRows(missed), hiddenRows }),
    attempts: 0,
    rowsTotal: counts.rows,
  });
}

type Counts = { rows: number; blankRows: number; phones: number; rejected: number };

/** Stages a batch and moves the progress, together; false when the upload is no longer being staged. */
async function save(upload: Upload, batch: StagedPhone[], counts: Counts, read: number): Promise<boolean> {
  const first = counts.phones;
  counts.phones += batch.length;
  counts.rejected += batch.filter(({ phone }) => phone === null).length;
  const now = { ...counts };
  return transaction(upload.accountId, async (tx) => {
    const [still] = await tx
      .update(uploads)
      .set({
        ...now,
        rowsRead: now.rows,
        rowsTotal: read > 0.02 ? Math.round(now.rows / read) : null,
      })
      .where(and(ofUpload(upload), eq(uploads.status, 'staging')))
      .returning({ id: uploads.id });
    if (!still) return false;
    if (batch.length > 0) await tx.execute(insertion(upload, batch, first));
    return true;
  });
}

/** One statement with an array a column: a value list would pass 65,535 parameters. */
function insertion({ accountId, id }: Upload, batch: StagedPhone[], first: number): SQL {
  // An array that is too short is filled with nulls, and most columns of most files hold nothing else.
  const column = <T>(read: (phone: StagedPhone) => T, type: Parameters<typeof arrayOf>[1]) => {
    const items = batch.map(read) as Parameters<typeof arrayOf>[0];
    return arrayOf(items.every((item) => item === null) ? [] : items, type);
  };
  const name = batch[0]?.column ?? '';
  const names = batch.every((it) => it.column === name)
    ? arrayOf([], 'text')
    : column((it) => it.column, 'text');
  return sql`
  insert into upload_phones
    (account_id, upload_id, n, row, column_name, value, phone, voice, text, asked_on, said, note, remark)
  select ${accountId}::bigint, ${id}::bigint, ${first}::integer + n, row, coalesce(column_name, ${name}::text), value,
    phone, voice, text, asked_on, said, note, remark
  from unnest(
    ${column((it) => it.row, 'integer')},
    ${names},
    ${column((it) => it.value, 'text')},
    ${column((it) => it.phone && it.phone.slice(1), 'bigint')},
    ${column((it) => it.asks && it.asks.voice, 'boolean')},
    ${column((it) => it.asks && it.asks.text, 'boolean')},
    ${column((it) => it.askedOn, 'date')},
    ${column((it) => it.said, 'text')},
    ${column((it) => it.note, 'text')},
    ${column((it) => it.remark, 'text')}
  ) with ordinality as t(row, column_name, value, phone, voice, text, asked_on, said, note, remark, n)`;
}

const breath = () => new Promise<void>((resolve) => setImmediate(resolve));

async function clear(upload: Upload): Promise<void> {
  await transaction(upload.accountId, async (tx) => {
    await tx
      .delete(uploadPhones)
      .where(and(eq(uploadPhones.accountId, upload.accountId), eq(uploadPhones.uploadId, upload.id)));
  });
}

/** How many rows hold a phone in a column that is not read, most first. */
const missedRows = (missed: Map<string, number>): Layout['missed'] =>
  [...missed]
    .map(([column, rows]) => ({ column, rows }))
    .sort((a, b) => b.rows - a.rows)
    .slice(0, MISSED_NAMED);

/** With the layout a person can say how it is to be read instead. */
const fail = (upload: Upload, problem: string, layout?: Layout) =>
  update(upload, { status: 'failed', problem, ...(layout && { layout: storableJson(layout) }) });

async function update(upload: Upload, to: Partial<Upload>): Promise<void> {
  await transaction(upload.accountId, async (tx) => {
    await tx
      .update(uploads)
      .set(to)
      .where(and(ofUpload(upload), eq(uploads.status, 'staging')));
  });
}

const ofUpload = ({ accountId, id }: Pick<Upload, 'accountId' | 'id'>) =>
  and(eq(uploads.accountId, accountId), eq(uploads.id, id));
