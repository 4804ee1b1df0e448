import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import type { Context } from '@/lib/context';
import type { Cursor } from './cursor';
import type { OptOutFilter } from './filter';
import { eitherSource, legsOfSource, orderOf, where } from './where';

type Options = { columns: SQL; limit: number; cursor?: Cursor | null; also?: SQL[] };

/**
 * Walks an index in the order of the view, from a cursor on; a source filter merges the walks of its legs.
 * `columns` are those of `phones p`; they hold what the view sorts by.
 */
export function walk(
  ctx: Context,
  filter: OptOutFilter,
  { columns, limit, cursor = null, also = [] }: Options,
): SQL {
  const order = orderOf(filter, cursor?.direction === 'before');
  const conditions = [...where(ctx, filter, cursor), ...also];
  const some = (more: SQL[]) =>
    sql`select ${columns} from phones p where ${sql.join([...conditions, ...more], sql` and `)} order by ${order} limit ${limit}`;
  if (!filter.source || filter.sort.startsWith('phone')) return some(eitherSource(filter));
  const legs = legsOfSource(filter).map((leg) => sql`(${some([leg])})`);
  return sql`select * from (${sql.join(legs, sql` union `)}) legs order by ${order} limit ${limit}`;
}
