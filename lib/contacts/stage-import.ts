import 'server-only';
import { and, eq, sql, type SQL } from 'drizzle-orm';
import { arrayOf } from '@/db/array';
import { transaction } from '@/db/client';
import { storableJson } from '@/db/storable';
import { accounts, contactImportRows, contactImports, type Account, type ContactImport } from '@/db/schema';
import type { AccountId, ImportId } from '@/db/vocabulary';
import { namesOf } from '@/lib/files/describe-layout';
import { detectLayout } from '@/lib/files/detect';
import { FileProblem } from '@/lib/files/file-problem';
import type { Layout } from '@/lib/files/layout';
import { discard } from '@/lib/files/on-disk';
import { openFile } from '@/lib/files/open-file';
import { readRows } from '@/lib/files/read-rows';
import { formatCount } from '@/lib/format';
import { contactColumns, contactRoles, describeImport, forLayout } from './import-columns';
import { placeOf } from './import-queue';
import type { ChosenForContacts, ContactRole } from './import-roles';
import { RowMerger, type StagedContact } from './merge-rows';
import { MOST_IMPORT_ROWS } from './policy';
import { readContactRow } from './read-contact-row';

const BATCH = 5_000;
const MOST_ATTEMPTS = 3;
/** A column with more different words than that is no column of groups. */
const MOST_GROUPS = 300;
/** Rows between two breaths, so that reading never holds the event loop for long. */
const ROWS_A_BREATH = 250;

/** How an import was read; kept with it, shown, and to be corrected. */
export type ImportLayout = Layout & {
  /** What each column holds of a contact. */
  roles: ContactRole[];
  /** The same in words. */
  detected: string[];
};

/** Reads the file of an import that waits. Begins anew whatever an earlier try left, three times at most. */
export async function stageImport(accountId: AccountId, id: ImportId): Promise<void> {
  const begun = await begin(accountId, id);
  if (!begun) return;
  const { account, file } = begun;
  if (file.attempts > MOST_ATTEMPTS) {
    return fail(
      file,
      'Reading this file was broken off three times. Nothing was changed. Save it as CSV and try that.',
    );
  }
  try {
    await stage(account, file);
  } catch (error) {
    if (error instanceof FileProblem) return fail(file, error.message);
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    await fail(file, 'The file is not here any more. Choose it again.');
  }
}

function begin(
  accountId: AccountId,
  id: ImportId,
): Promise<{ account: Account; file: ContactImport } | null> {
  return transaction(accountId, async (tx) => {
    const [file] = await tx
      .update(contactImports)
      .set({ attempts: sql`${contactImports.attempts} + 1` })
      .where(staging({ accountId, id }))
      .returning();
    if (!file) return null;
    await tx
      .delete(contactImportRows)
      .where(and(eq(contactImportRows.accountId, accountId), eq(contactImportRows.importId, id)));
    const [account] = await tx.select().from(accounts).where(eq(accounts.id, accountId));
    return account ? { account, file } : null;
  });
}

async function stage(account: Account, file: ContactImport): Promise<void> {
  const opened = await openFile(placeOf(file.accountId, file.id), file.fileName);
  if (!opened.ok) throw new FileProblem(opened.problem);
  const chosen = (file.chosen as ChosenForContacts | null) ?? {};
  const detected = await detectLayout(opened.file, account.country, forLayout(chosen));
  if (!detected.ok) throw new FileProblem(detected.problem);
  const layout = importLayout(detected.layout, contactRoles(detected.layout, chosen));
  const columns = contactColumns(layout, layout.roles);
  if (columns.phone.length === 0)
    return fail(
      file,
      'This file shows no column of phone numbers, so nobody in it could be reached.',
      layout,
    );

  const merger = new RowMerger();
  const counts = { rows: 0, blank_rows: 0 };
  for await (const rows of readRows(opened.file, layout)) {
    for (const [i, row] of rows.entries()) {
      if (i % ROWS_A_BREATH === 0) await breath();
      counts.rows += 1;
      if (counts.rows > MOST_IMPORT_ROWS) throw tooManyRows();
      const read = readContactRow(row, columns, account.country);
      if (read) merger.add(read);
      else counts.blank_rows += 1;
    }
    if (!(await update(file, { rowsRead: counts.rows }))) return;
  }
  if (merger.rows.length === 0) return fail(file, 'This file holds no contact.', layout);
  const kept = withoutTooManyGroups(layout, merger.rows);
  await save(file, merger.rows, { ...counts, ...outcomesOf(merger.rows) }, kept);
}

const importLayout = (layout: Layout, roles: ContactRole[]): ImportLayout => ({
  ...layout,
  roles,
  detected: describeImport(layout, contactColumns(layout, roles)),
});

function withoutTooManyGroups(layout: ImportLayout, rows: StagedContact[]): ImportLayout {
  const names = new Set(rows.flatMap(({ groups }) => groups.map((name) => name.toLowerCase())));
  if (names.size <= MOST_GROUPS) return layout;
  for (const row of rows) row.groups = [];
  const without = importLayout(
    layout,
    layout.roles.map((role) => (role === 'group' ? 'other' : role)),
  );
  const left = namesOf(contactColumns(layout, layout.roles).group);
  const why = `${left} left out: ${formatCount(names.size)} different groups are too many`;
  return { ...without, detected: [...without.detected, why] };
}

/** The rows and the new status, together; nothing of a file that was cancelled meanwhile. */
async function save(
  file: ContactImport,
  rows: StagedContact[],
  counts: Record<string, number>,
  layout: ImportLayout,
): Promise<void> {
  await transaction(file.accountId, async (tx) => {
    const [still] = await tx
      .update(contactImports)
      .set({
        status: 'staged',
        attempts: 0,
        counts,
        layout: storableJson(layout),
      })
      .where(staging(file))
      .returning({ id: contactImports.id });
    if (!still) return;
    for (let from = 0; from < rows.length; from += BATCH)
      await tx.execute(insertion(file, rows.slice(from, from + BATCH)));
  });
}

/** One statement with an array a column. Lists inside a row go as JSON: arrays of arrays must be rectangular. */
const insertion = ({ accountId, id }: ContactImport, rows: StagedContact[]): SQL => {
  const column = <T extends string | number | null>(
    read: (row: StagedContact) => T,
    type: Parameters<typeof arrayOf>[1],
  ) => arrayOf(rows.map(read), type);
  return sql`
    insert into contact_import_rows
      (account_id, import_id, row, name, phones, groups, notes, problem, unreadable, outcome)
    select ${accountId}::bigint, ${id}::bigint, row, name,
      array(select jsonb_array_elements_text(phones::jsonb)::bigint),
      array(select jsonb_array_elements_text(groups::jsonb)), notes, problem, unreadable, outcome
    from unnest(
      ${column(({ row }) => row, 'integer')}, ${column(({ name }) => name, 'text')},
      ${column(({ phones }) => JSON.stringify(phones.map((phone) => phone.slice(1))), 'text')},
      ${column(({ groups }) => JSON.stringify(groups), 'text')},
      ${column(({ notes }) => notes, 'text')}, ${column(({ problem }) => problem, 'text')},
      ${column(({ unreadable }) => unreadable, 'text')}, ${column(({ outcome }) => outcome, 'text')}
    ) as t (row, name, phones, groups, notes, problem, unreadable, outcome)`;
};

function outcomesOf(rows: StagedContact[]) {
  const counts = { taken: 0, duplicate: 0, rejected: 0 };
  for (const { outcome } of rows) counts[outcome] += 1;
  return counts;
}

const tooManyRows = () =>
  new FileProblem(
    `A file of contacts may have ${formatCount(MOST_IMPORT_ROWS)} rows. Split it, and import the parts one after another.`,
  );

const breath = () => new Promise<void>((resolve) => setImmediate(resolve));

/** With a layout, of now or of an earlier reading, a person can say how it is to be read instead. */
async function fail(file: ContactImport, problem: string, layout?: ImportLayout): Promise<void> {
  await update(file, { status: 'failed', problem, ...(layout && { layout: storableJson(layout) }) });
  if (!layout && !file.layout) await discard(placeOf(file.accountId, file.id));
}

/** False when it is no longer being read. */
async function update(file: ContactImport, to: Partial<ContactImport>): Promise<boolean> {
  const rows = await transaction(file.accountId, (tx) =>
    tx.update(contactImports).set(to).where(staging(file)).returning({ id: contactImports.id }),
  );
  return rows.length > 0;
}

const staging = ({ accountId, id }: { accountId: AccountId; id: ImportId }) =>
  and(
    eq(contactImports.accountId, accountId),
    eq(contactImports.id, id),
    eq(contactImports.status, 'staging'),
  );
