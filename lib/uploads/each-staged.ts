import 'server-only';
import Papa from 'papaparse';
import { sql, type SQL } from 'drizzle-orm';
import { transaction } from '@/db/client';
import type { Upload } from '@/db/schema';
import type { Context } from '@/lib/context';
import { safeCell } from '@/lib/exports/safe-cell';
import { authorize } from '@/lib/permissions';
import { outcomes } from './outcomes';
import { requireUpload } from './require-upload';

const BATCH = 5_000;

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
  outcome: string;
};

type Kind = { suffix: string; header: string[]; only: SQL; line: (row: Row) => (string | number | null)[] };

const ALL: Kind = {
  suffix: 'rows',
  header: ['row', 'column', 'value', 'phone', 'outcome', 'note'],
  only: sql`true`,
  line: (it) => [it.row, it.column_name, it.value, it.phone && `+${it.phone}`, it.outcome, it.note],
};

/** Its column names are ones that an upload understands, so that the mended file means what the first one did. */
const REJECTED: Kind = {
  suffix: 'rejected',
  header: ['Row', 'Phone Number', 'Opt Out Type', 'Asked On', 'Note', 'Reason'],
  only: sql`o.phone is null`,
  line: (it) => [it.row, it.value, typeAsked(it), it.asked_on, it.remark, it.note],
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
  const pages = eachPage(ctx, upload, kind.only);
  const encoder = new TextEncoder();
  const write = (lines: (string | number | null)[][]) =>
    encoder.encode(`${Papa.unparse(lines, { newline: '\r\n' })}\r\n`);
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(`\ufeff${kind.header.join(',')}\r\n`)),
    async pull(controller) {
      const { value, done } = await pages.next();
      if (done) controller.close();
      else controller.enqueue(write(value.map((row) => kind.line(row).map(safe))));
    },
    async cancel() {
      await pages.return(undefined);
    },
  });
  const name = upload.fileName.replace(/\.[^.]*$/, '').replace(/[^\p{L}\p{N} ._-]/gu, '_');
  return { fileName: `${name}-${kind.suffix}.csv`, body };
}

const safe = (cell: string | number | null) => (typeof cell === 'string' ? safeCell(cell) : cell);

async function* eachPage(ctx: Context, upload: Upload, only: SQL): AsyncGenerator<Row[], undefined> {
  const toggles = { voice: upload.voice, text: upload.text };
  for (let after = -1; ;) {
    const rows = await transaction(ctx.account.id, (tx) =>
      tx.execute<Row>(sql`
        select o.* from (${outcomes(upload, toggles)}) o where ${only} and o.n > ${after}::integer order by o.n limit ${BATCH}`),
    );
    if (rows.length > 0) yield [...rows];
    if (rows.length < BATCH) return;
    after = rows.at(-1)?.n ?? after;
  }
}
