import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import type { Upload } from '@/db/schema';
import { UPLOAD_OUTCOMES } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { csvColumns, csvFileOf, type CsvFile } from '@/lib/exports/csv-file';
import type { Column } from '@/lib/exports/table';
import { authorize } from '@/lib/permissions';
import { joinWithoutLoops, judged, judgedByLedger } from './outcomes';
import { requireUpload } from './require-upload';

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
  columns: Column[];
  query: (upload: Upload) => SQL;
  cells: (row: Row) => (string | number | null)[];
};

const ALL: Kind = {
  suffix: 'rows',
  // Its phones are digits that we wrote ourselves, for programs: nothing to escape.
  columns: csvColumns(['row', 'column', 'value', 'phone', 'outcome', 'note'], ['row', 'phone', 'outcome']),
  query: allRows,
  cells: (it) => [
    it.row,
    it.column_name,
    it.value,
    it.phone && `+${it.phone}`,
    UPLOAD_OUTCOMES[it.outcome]!,
    it.note,
  ],
};

/** Its column names are ones that an upload understands, so that the mended file means what the first one did. */
const REJECTED: Kind = {
  suffix: 'rejected',
  columns: csvColumns(
    ['Row', 'Phone Number', 'Opt Out Type', 'Asked On', 'Note', 'Reason'],
    ['Row', 'Asked On'],
  ),
  query: rejectedRows,
  cells: (it) => [it.row, it.value, typeAsked(it), it.asked_on, it.remark, it.note],
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

async function csvOf(ctx: Context, id: number, { query, ...kind }: Kind): Promise<CsvFile> {
  authorize(ctx, 'opt_outs.upload');
  const upload = await requireUpload(ctx, id);
  return csvFileOf<Row>(ctx.account.id, {
    ...kind,
    source: upload.fileName,
    open: async (tx) => {
      await joinWithoutLoops(tx);
      return query(upload);
    },
  });
}

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
