import 'server-only';
import { and, eq } from 'drizzle-orm';
import { transaction } from '@/db/client';
import { phones, type PhoneState } from '@/db/schema';
import type { E164 } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { localDay } from '@/lib/format';
import { listEvents } from '@/lib/ledger/list-events';
import { authorize, may } from '@/lib/permissions';
import { formatPhone } from '@/lib/phone';
import { latestOf, listStanding, type StandingClosing } from './list-standing';
import { whoMayCorrect } from './policy';
import type { PhoneDetail, PhoneView } from './view';

/** State and history of a phone; null when nothing was ever said about it in this account. */
export async function findPhone(ctx: Context, phone: E164): Promise<PhoneDetail | null> {
  authorize(ctx, 'opt_outs.view');
  return transaction(
    ctx.account.id,
    async (tx) => {
      const [state] = await tx
        .select()
        .from(phones)
        .where(and(eq(phones.accountId, ctx.account.id), eq(phones.phone, phone)));
      if (!state?.seq) return null;
      const closings = await listStanding(tx, ctx, phone);
      const latest = latestOf(closings);
      const history = await listEvents(tx, ctx, phone);
      const day = (at: Date | null) => at && localDay(at, ctx.account.timeZone);
      return {
        ...phoneView(state),
        shown: formatPhone(phone, ctx.account.country),
        seq: state.seq,
        latestClosing: { voice: day(latest.voice), text: day(latest.text) },
        mayCorrect: {
          voice: mayCorrect(
            ctx,
            closings.filter((closing) => closing.voice),
          ),
          text: mayCorrect(
            ctx,
            closings.filter((closing) => closing.text),
          ),
        },
        history,
      };
    },
    { snapshot: true },
  );
}

/** A phone that nothing was ever said about: open on both channels. */
export const unmentionedPhone = ({ account }: Context, phone: E164): PhoneDetail => ({
  phone,
  type: null,
  voice: null,
  text: null,
  shown: formatPhone(phone, account.country),
  seq: 0,
  latestClosing: { voice: null, text: null },
  mayCorrect: { voice: false, text: false },
  history: [],
});

/** Nothing closed is nothing to correct. */
function mayCorrect(ctx: Context, closings: StandingClosing[]): boolean {
  if (closings.length === 0 || !may(ctx, 'opt_outs.correct')) return false;
  const who = whoMayCorrect(closings, ctx.now());
  return who === 'account' || (who === 'master' && ctx.actor.role === 'master');
}

export const phoneView = (state: Omit<PhoneState, 'accountId' | 'seq'>): PhoneView => ({
  phone: state.phone,
  type: state.type,
  voice:
    state.voiceClosedAt && state.voiceSource
      ? { since: state.voiceClosedAt, source: state.voiceSource }
      : null,
  text:
    state.textClosedAt && state.textSource
      ? {
          since: state.textClosedAt,
          source: state.textSource,
          lock: state.textLock,
          lockedAt: state.textLockedAt,
        }
      : null,
});
