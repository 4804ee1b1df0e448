import 'server-only';
import { sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import type { Context } from '@/lib/context';
import type { OptOutFilter } from './filter';
import { daysOf } from './where';

/** How many phones are on the report, and how many of them the filter shows (its search left aside). */
export async function countOptOuts(
  tx: Transaction,
  ctx: Context,
  filter: OptOutFilter,
): Promise<{ all: number; matching: number }> {
  const { from, to } = daysOf(ctx, filter);
  const source = filter.source ?? null;
  const [counted] = await tx.execute<{ all: number; matching: number }>(sql`
    select coalesce(sum(n), 0)::int as all,
      coalesce(sum(n) filter (where
        (${filter.type ?? null}::text is null or type = ${filter.type ?? null})
        and (${source}::text is null or voice_source = ${source} or text_source = ${source})
        and (${from}::date is null or day >= ${from}::date)
        and (${to}::date is null or day <= ${to}::date)), 0)::int as matching
    from opt_out_counts where account_id = ${ctx.account.id}::bigint`);
  return counted ?? { all: 0, matching: 0 };
}
