import 'server-only';
import { desc, sql } from 'drizzle-orm';
import { transaction, type Transaction } from '@/db/client';
import { contactImports, type ContactImport } from '@/db/schema';
import type { E164 } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { fileReading } from '@/lib/files/describe-layout';
import { mayReread } from '@/lib/files/waiting-file';
import { authorize } from '@/lib/permissions';
import { formatPhone } from '@/lib/phone';
import { IMPORT_FILES } from './import-files';
import { matching } from './match-import';
import { requireImport, theirImports } from './require-import';
import type { ImportLayout } from './stage-import';
import type { ImportCounts, ImportOutcome, ImportSample, ImportSummary, ImportView } from './view';

const SAMPLES = 3;
/** Rejected rows are what somebody has to mend. */
const REJECTED_SAMPLES = 100;
const MOST_LISTED = 50;

/** One import as its screen shows it: what applying would do now, the first rows of each kind. */
export async function reviewImport(ctx: Context, id: number): Promise<ImportView> {
  authorize(ctx, 'contacts.edit');
  const found = await requireImport(ctx, id);
  const layout = found.layout as ImportLayout | null;
  const samples =
    found.status === 'staged' || found.status === 'applied'
      ? await transaction(ctx.account.id, (tx) => judge(tx, ctx, found))
      : [];
  const summary = summaryOf(found);
  const updated = found.status === 'staged' ? await countUpdated(ctx, found) : summary.counts.updated;
  const taken = (found.counts?.taken ?? 0) - updated;
  return {
    ...summary,
    counts: found.status === 'staged' ? { ...summary.counts, updated, new: taken } : summary.counts,
    rowsRead: found.rowsRead,
    detected: layout?.detected ?? [],
    reading: layout?.columns ? fileReading(layout, ({ index }) => layout.roles[index] ?? 'other') : null,
    mayReread: await mayReread(ctx, IMPORT_FILES, found),
    samples,
  };
}

/** The imports that are theirs to see, newest first. */
export async function listImports(ctx: Context): Promise<ImportSummary[]> {
  authorize(ctx, 'contacts.edit');
  const rows = await transaction(ctx.account.id, (tx) =>
    tx
      .select()
      .from(contactImports)
      .where(theirImports(ctx))
      .orderBy(desc(contactImports.createdAt), desc(contactImports.id))
      .limit(MOST_LISTED),
  );
  return rows.map(summaryOf);
}

function summaryOf({ counts, ...file }: ContactImport): ImportSummary {
  const { id, fileName, bytes, sha256, status, userName, createdAt, appliedAt, problem } = file;
  const zero: ImportCounts = { rows: 0, blank_rows: 0, new: 0, updated: 0, duplicate: 0, rejected: 0 };
  return {
    id,
    fileName,
    bytes,
    sha256,
    status,
    userName,
    createdAt,
    appliedAt,
    problem,
    counts: { ...zero, ...counts },
  };
}

const countUpdated = (ctx: Context, { id }: ContactImport): Promise<number> =>
  transaction(ctx.account.id, async (tx) => {
    await joinWithoutLoops(tx);
    const [counted] = await tx.execute<{ n: number }>(
      sql`with ${matching(ctx, id)} select count(*)::int as n from matched`,
    );
    return counted?.n ?? 0;
  });

async function judge(tx: Transaction, ctx: Context, { id }: ContactImport): Promise<ImportSample[]> {
  await joinWithoutLoops(tx);
  const rows = await tx.execute<{
    row: number;
    name: string;
    phones: string[];
    groups: string[];
    problem: string | null;
    outcome: ImportOutcome;
    known: string | null;
  }>(sql`
    with ${matching(ctx, id)},
    judged as (
      select r.row, case when r.outcome <> 'taken' then r.outcome when m.row is null then 'new' else 'updated' end as outcome,
        r.name, r.phones::text[], r.groups, r.problem, c.name as known
      from contact_import_rows r
      left join matched m on m.row = r.row
      left join contacts c on c.account_id = r.account_id and c.id = m.contact
      where r.account_id = ${ctx.account.id}::bigint and r.import_id = ${id}::bigint),
    ranked as (select *, row_number() over (partition by outcome, problem is null order by row) as k from judged)
    select row, name, phones, groups, problem, outcome, known from ranked
    where k <= case when outcome = 'rejected' then ${REJECTED_SAMPLES}::integer else ${SAMPLES}::integer end
    order by array_position(array['new', 'updated', 'duplicate', 'rejected'], outcome), row`);
  return rows.map((row) => ({
    ...row,
    phones: row.phones.map((digits) => formatPhone(`+${digits}` as E164, ctx.account.country)),
  }));
}

/** A file's rows have no statistics yet: the planner would look up one phone at a time, a hundred thousand times. */
export const joinWithoutLoops = (tx: Transaction) => tx.execute(sql`set local enable_nestloop = off`);
