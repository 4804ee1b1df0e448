import 'server-only';
import { and, eq } from 'drizzle-orm';
import { transaction } from '@/db/client';
import { phones } from '@/db/schema';
import type { E164 } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { listEvents } from '@/lib/ledger/list-events';
import { authorize } from '@/lib/permissions';
import { DEFAULT_SORT } from './filter';
import { rowsOf } from './rows-of';
import type { HistoryLine, OptOutRow } from './view';

export type FoundOptOut = {
  phone: E164;
  /** The last event of the phone. */
  seq: number;
  /** Its row of the report; null when nothing is closed now. */
  row: OptOutRow | null;
  history: HistoryLine[];
};

/** A phone as the report shows it, with its history; null when nothing was ever said about it in this account. */
export async function findOptOut(ctx: Context, phone: E164): Promise<FoundOptOut | null> {
  authorize(ctx, 'opt_outs.view');
  return transaction(
    ctx.account.id,
    async (tx) => {
      const [state] = await tx
        .select({ seq: phones.seq })
        .from(phones)
        .where(and(eq(phones.accountId, ctx.account.id), eq(phones.phone, phone)));
      if (!state?.seq) return null;
      const [row = null] = await rowsOf(tx, ctx, [phone], { sort: DEFAULT_SORT });
      return { phone, seq: state.seq, row, history: await listEvents(tx, ctx, phone) };
    },
    { snapshot: true },
  );
}
