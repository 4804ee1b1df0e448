import 'server-only';
import type { Context } from '@/lib/context';
import { findPhone, unmentionedPhone } from '@/lib/opt-outs/find-phone';
import { parsePhone } from '@/lib/phone';
import { authorize } from '@/lib/permissions';
import type { TypedPhone } from './view';

/** State and history of the phones as they stand in the dialog, saved or not yet. */
export async function findTypedPhones(ctx: Context, typed: readonly string[]): Promise<TypedPhone[]> {
  authorize(ctx, 'contacts.edit');
  return Promise.all(
    typed.map(async (text): Promise<TypedPhone> => {
      const read = parsePhone(text, ctx.account.country);
      if (!read.ok) return { typed: text, ok: false, problem: read.problem };
      const detail = (await findPhone(ctx, read.phone)) ?? unmentionedPhone(ctx, read.phone);
      return { typed: text, ok: true, detail };
    }),
  );
}
