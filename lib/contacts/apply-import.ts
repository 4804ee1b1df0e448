import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { transaction, type Transaction } from '@/db/client';
import { contactImports } from '@/db/schema';
import type { ImportId } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { discard } from '@/lib/files/on-disk';
import type { Outcome } from '@/lib/outcome';
import { authorize } from '@/lib/permissions';
import { ensureGroups } from './create-group';
import { placeOf } from './import-queue';
import { matching } from './match-import';
import { ownerOf } from './own';
import { MOST_NOTES, PHONE_FIELDS } from './policy';
import { requireImport } from './require-import';
import { joinWithoutLoops } from './review-import';

/** Makes and updates the contacts of a file, all or none, once. It never touches an opt-out. */
export async function applyImport(
  ctx: Context,
  id: ImportId,
): Promise<Outcome<{ fileName: string; new: number; updated: number }>> {
  authorize(ctx, 'contacts.edit');
  const { status } = await requireImport(ctx, id);
  const applied = await transaction(ctx.account.id, async (tx) => {
    const [claimed] = await tx
      .update(contactImports)
      .set({ status: 'applied', appliedAt: ctx.now() })
      .where(
        and(
          eq(contactImports.accountId, ctx.account.id),
          eq(contactImports.id, id),
          eq(contactImports.status, 'staged'),
        ),
      )
      .returning({ fileName: contactImports.fileName, counts: contactImports.counts });
    if (!claimed) {
      const message = `This import is ${status} already; nothing was done again.`;
      return { ok: false, reason: 'not_staged', message } as const;
    }
    const made = await merge(tx, ctx, id);
    await tx
      .update(contactImports)
      .set({ counts: { ...claimed.counts, ...made } })
      .where(and(eq(contactImports.accountId, ctx.account.id), eq(contactImports.id, id)));
    await forgetTaken(tx, ctx, id);
    return { ok: true, fileName: claimed.fileName, ...made } as const;
  });
  if (applied.ok) await discard(placeOf(ctx.account.id, id));
  return applied;
}

/**
 * One statement. New contacts get their ids in the order of the rows, which is how a row finds its contact again.
 * A name without a letter (a number that stands for one) never replaces a name; notes are added, not replaced.
 */
async function merge(tx: Transaction, ctx: Context, id: ImportId): Promise<{ new: number; updated: number }> {
  await ensureGroups(tx, ctx, await listGroupNames(tx, ctx, id));
  await joinWithoutLoops(tx);
  const account = sql`${ctx.account.id}::bigint`;
  const at = sql`${ctx.now().toISOString()}::timestamptz`;
  const most = sql`${PHONE_FIELDS.length}::integer`;
  const [counted] = await tx.execute<{ new: number; updated: number }>(sql`
    with ${matching(ctx, id)},
    fresh as materialized (
      select r.*, row_number() over (order by r.row) as k from rows r
      where r.row not in (select row from matched)),
    made as (
      insert into contacts (account_id, user_id, name, notes, created_at, updated_at)
      select ${account}, ${ownerOf(ctx)}::bigint, name, notes, ${at}, ${at} from fresh order by k
      returning id, name),
    numbered as materialized (select id, name, row_number() over (order by id) as k from made),
    placed as materialized (
      select n.id as contact, f.row from numbered n join fresh f on f.k = n.k and f.name = n.name
      union all select contact, row from matched),
    their_phones as (
      insert into contact_phones (account_id, contact_id, n, phone)
      select ${account}, n.id, p.n, p.phone
      from numbered n join fresh f on f.k = n.k, unnest(f.phones) with ordinality as p (phone, n)),
    brought as materialized (
      select m.contact, (array_agg(r.name order by r.row) filter (where r.name ~ '[[:alpha:]]'))[1] as name,
        string_agg(nullif(r.notes, ''), e'\n' order by r.row) as notes
      from matched m join rows r on r.row = m.row group by m.contact),
    updated as (
      update contacts c set updated_at = ${at}, name = coalesce(b.name, c.name),
        notes = case when b.notes is null or position(b.notes in c.notes) > 0 then c.notes
          when c.notes = '' then left(b.notes, ${MOST_NOTES}::integer) else left(c.notes || e'\n' || b.notes, ${MOST_NOTES}::integer) end
      from brought b where c.account_id = ${account} and c.id = b.contact returning c.id),
    wanted as (
      select m.contact, p.phone, min(m.row * 10::bigint + p.n) as place
      from matched m join rows r on r.row = m.row, unnest(r.phones) with ordinality as p (phone, n)
      group by m.contact, p.phone),
    more_phones as (
      insert into contact_phones (account_id, contact_id, n, phone)
      select ${account}, contact, n, phone from (
        select w.contact, w.phone, h.has + row_number() over (partition by w.contact order by w.place) as n
        from wanted w
        join (
          select contact_id, max(n) as has, array_agg(phone) as known from contact_phones
          where account_id = ${account} group by contact_id) h on h.contact_id = w.contact
        where not w.phone = any(h.known)) added
      where n <= ${most}
      on conflict do nothing),
    members as (
      insert into group_members (account_id, group_id, contact_id)
      select distinct ${account}, g.id, p.contact
      from placed p join rows r on r.row = p.row, unnest(r.groups) as wanted (name)
      join contact_groups g on g.account_id = ${account} and lower(g.name) = lower(wanted.name)
      on conflict do nothing)
    select (select count(*) from made)::int as new, (select count(*) from matched)::int as updated,
      (select count(*) from placed)::int as placed, (select count(*) from rows)::int as rows`);
  const { placed, rows, ...counts } = counted as typeof counted & { placed: number; rows: number };
  if (placed !== rows) throw new Error('not every row found its contact');
  return counts as { new: number; updated: number };
}

async function listGroupNames(tx: Transaction, ctx: Context, id: ImportId): Promise<string[]> {
  const rows = await tx.execute<{ name: string }>(sql`
    select distinct g.name from contact_import_rows r, unnest(r.groups) as g (name)
    where r.account_id = ${ctx.account.id}::bigint and r.import_id = ${id}::bigint and r.outcome = 'taken'`);
  return rows.map(({ name }) => name);
}

/** They are contacts now; only what somebody has to mend is kept. */
const forgetTaken = (tx: Transaction, ctx: Context, id: ImportId) =>
  tx.execute(sql`
    delete from contact_import_rows
    where account_id = ${ctx.account.id}::bigint and import_id = ${id}::bigint and outcome <> 'rejected'`);
