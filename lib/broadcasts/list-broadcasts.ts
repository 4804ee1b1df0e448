import 'server-only';
import { and, desc, eq, sql } from 'drizzle-orm';
import { transaction } from '@/db/client';
import { broadcasts } from '@/db/schema';
import type { BroadcastId } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { authorize } from '@/lib/permissions';
import { linesOf, visible } from './find-broadcast';
import type { BroadcastLine } from './view';

const A_PAGE = 25;

/** The newest broadcasts first; `before` is the last one of the page that came before. */
export async function listBroadcasts(
  ctx: Context,
  { before }: { before?: BroadcastId } = {},
): Promise<{ broadcasts: BroadcastLine[]; next: BroadcastId | null }> {
  authorize(ctx, 'broadcasts.send');
  return transaction(
    ctx.account.id,
    async (tx) => {
      const rows = await tx
        .select()
        .from(broadcasts)
        .where(
          and(
            eq(broadcasts.accountId, ctx.account.id),
            eq(broadcasts.kind, 'broadcast'),
            visible(ctx),
            before === undefined ? undefined : sql`${broadcasts.id} < ${before}::bigint`,
          ),
        )
        .orderBy(desc(broadcasts.id))
        .limit(A_PAGE + 1);
      const page = rows.slice(0, A_PAGE);
      return {
        broadcasts: await linesOf(tx, ctx, page),
        next: rows.length > A_PAGE ? (page.at(-1)?.id ?? null) : null,
      };
    },
    { snapshot: true },
  );
}
