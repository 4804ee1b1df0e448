import 'server-only';
import Papa from 'papaparse';
import { sql, type SQL } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import type { Upload } from '@/db/schema';
import { streamRows } from '@/db/stream-rows';
import { UPLOAD_OUTCOMES } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { safeCell } from '@/lib/exports/safe-cell';
import { authorize } from '@/lib/permissions';
import { joinWithoutLoops, judged, judgedByLedger } from './outcomes';
import { requireUpload } from './require-upload';

const BATCH = 2_000;

type Row = {
  n: number;
  row: number;
  column_name: string;
  value: string;
  phone: string | null;
  voice: boolean | null;
  text: boolean | null;
  asked_on: string | null;
  said: string | null;
  note: string | null;
  remark: string | null;
  /** Its place in UPLOAD_OUTCOMES. */
  outcome: number;
};

type Kind = {
  suffix: string;
  header: string[];
  query: (upload: Upload) => SQL;
  line: (row: Row) => (string | number | null)[];
};

const ALL: Kind = {
  suffix: 'rows',
  header: ['row', 'column', 'value', 'phone', 'outcome', 'note'],
  query: allRows,
  line: (it) => [
    it.row,
    safe(it.column_name),
    safe(it.value),
    // Digits that we wrote ourselves, for programs: nothing to escape.
    it.phone && `+${it.phone}`,
    UPLOAD_OUTCOMES[it.outcome]!,
    safe(it.note),
  ],
};

/** Its column names are ones that an upload understands, so that the mended file means what the first one did. */
const REJECTED: Kind = {
  suffix: 'rejected',
  header: ['Row', 'Phone Number', 'Opt Out Type', 'Asked On', 'Note', 'Reason'],
  query: rejectedRows,
  line: (it) => [it.row, safe(it.value), safe(typeAsked(it)), it.asked_on, safe(it.remark), safe(it.note)],
};

function typeAsked({ voice, text, said }: Row): string | null {
  if (voice === null) return said;
  if (voice && text) return 'both';
  return voice ? 'voice' : text ? 'text' : 'none';
}

/** `rows.csv`: how every phone of an upload was read, in file order. */
export const readRowsCsv = (ctx: Context, id: number) => csvOf(ctx, id, ALL);

/** `rejected.csv`: only those that were not read, ready to be mended and uploaded again. */
export const readRejectedCsv = (ctx: Context, id: number) => csvOf(ctx, id, REJECTED);

async function csvOf(
  ctx: Context,
  id: number,
  kind: Kind,
): Promise<{ fileName: string; body: ReadableStream<Uint8Array> }> {
  authorize(ctx, 'opt_outs.upload');
  const upload = await requireUpload(ctx, id);
  const open = async (tx: Transaction) => {
    await joinWithoutLoops(tx);
    return { query: kind.query(upload), found: null };
  };
  const { batches } = await streamRows<Row, null>(ctx.account.id, open, BATCH);
  const encoder = new TextEncoder();
  const write = (lines: (string | number | null)[][]) =>
    encoder.encode(`${Papa.unparse(lines, { newline: '\r\n' })}\r\n`);
  const lines = new TransformStream<Row[], Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(`\ufeff${kind.header.join(',')}\r\n`)),
    transform: (rows, controller) => controller.enqueue(write(rows.map((row) => kind.line(row)))),
  });
  const name = upload.fileName.replace(/\.[^.]*$/, '').replace(/[^\p{L}\p{N} ._-]/gu, '_');
  return { fileName: `${name}-${kind.suffix}.csv`, body: batches.pipeThrough(lines) };
}

const safe = (cell: string | null) => cell && safeCell(cell);

/** As staged, each with what applying would do; once applied, with what it did. */
function allRows(upload: Upload): SQL {
  const toggles = { voice: upload.voice, text: upload.text };
  const facts = upload.appliedAt ? judgedByLedger(upload, toggles) : judged(upload, toggles);
  return sql`
    with ${facts}
    select r.n, r.row, r.column_name, r.value, r.phone, r.note, j.outcome
    from upload_phones r join judged j on j.n = r.n
    where r.account_id = ${upload.accountId}::bigint and r.upload_id = ${upload.id}::bigint order by r.n`;
}

function rejectedRows({ accountId, id }: Upload): SQL {
  return sql`
  select n, row, value, voice, text, asked_on::text, said, note, remark from upload_phones
  where account_id = ${accountId}::bigint and upload_id = ${id}::bigint and phone is null order by n`;
}
