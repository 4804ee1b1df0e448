import 'server-only';
import { sql } from 'drizzle-orm';
import type { Context } from '@/lib/context';
import { csvColumns, csvFileOf, type CsvFile } from '@/lib/exports/csv-file';
import { authorize } from '@/lib/permissions';
import { requireImport } from './require-import';

type Row = {
  row: number;
  name: string;
  unreadable: string;
  groups: string[];
  notes: string;
  problem: string | null;
};

/**
 * The rows of an import that were not taken, ready to be mended and imported again. Its column names are ones that
 * an import understands, so that the mended file means what the first one did.
 */
export async function readRejectedCsv(ctx: Context, id: number): Promise<CsvFile> {
  authorize(ctx, 'contacts.edit');
  const file = await requireImport(ctx, id);
  return csvFileOf<Row>(ctx.account.id, {
    source: file.fileName,
    suffix: 'rejected',
    columns: csvColumns(['Row', 'Name', 'Phone Number', 'Groups', 'Notes', 'Reason'], ['Row']),
    open: () => sql`
      select row, name, unreadable, groups, notes, problem from contact_import_rows
      where account_id = ${ctx.account.id}::bigint and import_id = ${file.id}::bigint and outcome = 'rejected'
      order by row`,
    cells: (it) => [it.row, it.name, it.unreadable, it.groups.join('; '), it.notes, it.problem],
  });
}
