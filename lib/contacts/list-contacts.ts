import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import { transaction, type Transaction } from '@/db/client';
import type { Context } from '@/lib/context';
import { authorize } from '@/lib/permissions';
import { readCursor, writeCursor, type ContactCursor } from './cursor';
import type { ContactFilter } from './filter';
import { theirs } from './own';
import { stillRestorable } from './restore-contact';
import { asRow, ROW_COLUMNS, type RawRow } from './rows-of';
import { matches } from './search';
import type { ContactPage } from './view';

export const PAGE_CONTACTS = 50;
/** So few findings are sorted sooner than the list is walked until it has met a page of them. */
const FEW = 2_000;

/** A page of the contacts that are theirs to see, keyset-paged, with how many match. */
export async function listContacts(
  ctx: Context,
  filter: ContactFilter,
  { limit = PAGE_CONTACTS }: { limit?: number } = {},
): Promise<ContactPage> {
  authorize(ctx, 'contacts.edit');
  return transaction(
    ctx.account.id,
    async (tx) => {
      const counts = await count(tx, ctx, all(where(ctx, filter)));
      const conditions = all(where(ctx, filter, { found: counts.count }));
      let cursor = readCursor(filter.cursor, filter.sort);
      let rows = await page(tx, filter, conditions, cursor, limit + 1);
      // A page read backward that is short has reached the top: show the first page, whole.
      if (cursor?.direction === 'before' && rows.length < limit) {
        cursor = null;
        rows = await page(tx, filter, conditions, cursor, limit + 1);
      }
      const more = rows.length > limit;
      const kept = rows.slice(0, limit);
      if (cursor?.direction === 'before') kept.reverse();
      return {
        ...counts,
        rows: kept.map((row) => asRow(ctx, row)),
        ...neighbours(filter, cursor, more, kept),
      };
    },
    { snapshot: true },
  );
}

/** Conditions on `contacts c`. Where many were found, `is true` keeps the planner from looking up each by its id. */
function where(ctx: Context, filter: ContactFilter, { found = 0 } = {}): SQL[] {
  const matching = filter.search ? matches(ctx, filter.search) : null;
  return [
    theirs(ctx),
    filter.show === 'deleted' ? stillRestorable(ctx) : sql`c.deleted_at is null`,
    ...(filter.group
      ? [
          sql`exists (select 1 from group_members m where m.account_id = c.account_id and m.contact_id = c.id
            and m.group_id = ${filter.group}::bigint)`,
        ]
      : []),
    ...(matching ? [found > FEW ? sql`(${matching}) is true` : matching] : []),
  ];
}

const all = (conditions: SQL[]): SQL => sql.join(conditions, sql` and `);

async function count(
  tx: Transaction,
  ctx: Context,
  conditions: SQL,
): Promise<Pick<ContactPage, 'count' | 'total' | 'deleted'>> {
  const [counted] = await tx.execute<{ count: number; total: number; deleted: number }>(sql`
    select count(*) filter (where ${conditions})::int as count,
      count(*) filter (where c.deleted_at is null)::int as total,
      count(*) filter (where ${stillRestorable(ctx)})::int as deleted
    from contacts c where ${theirs(ctx)}`);
  return counted ?? { count: 0, total: 0, deleted: 0 };
}

async function page(
  tx: Transaction,
  { sort }: ContactFilter,
  conditions: SQL,
  cursor: ContactCursor | null,
  limit: number,
): Promise<RawRow[]> {
  const ascending = (sort === 'name.asc') === (cursor?.direction !== 'before');
  const direction = ascending ? sql`asc` : sql`desc`;
  const beyond = cursor
    ? sql` and (lower(c.name), c.id) ${ascending ? sql`>` : sql`<`} (${cursor.key}::text, ${cursor.id}::bigint)`
    : sql``;
  const rows = await tx.execute<RawRow>(sql`
    select ${ROW_COLUMNS} from contacts c where ${conditions}${beyond}
    order by lower(c.name) ${direction}, c.id ${direction} limit ${limit}`);
  return [...rows];
}

function neighbours({ sort }: ContactFilter, cursor: ContactCursor | null, more: boolean, rows: RawRow[]) {
  const at = (direction: ContactCursor['direction'], row: RawRow | undefined) =>
    row ? writeCursor({ direction, sort, key: row.key, id: Number(row.id) as ContactCursor['id'] }) : null;
  const backward = cursor?.direction === 'before';
  return {
    previous: cursor && (!backward || more) ? at('before', rows[0]) : null,
    next: backward || more ? at('after', rows.at(-1)) : null,
  };
}
