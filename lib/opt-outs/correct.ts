import 'server-only';
import { sql } from 'drizzle-orm';
import { arrayOf } from '@/db/array';
import { transaction } from '@/db/client';
import type { E164, MessageId } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import type { Outcome } from '@/lib/outcome';
import { authorize } from '@/lib/permissions';
import { listStanding } from './list-standing';
import { lockPhone } from './opt-in';
import { CORRECTION_DAYS, CORRECTION_STATEMENT, whoMayCorrect, type Channels } from './policy';
import { takingBack } from './take-back';

export type CorrectionRequest = {
  phone: E164;
  channels: Channels;
  reason: string;
  /** The last event of the phone that the user saw; absent: whatever there is now. */
  seen?: number;
  /** Only the closings that this message of theirs made; absent: every closing that keeps the channels closed. */
  message?: MessageId;
};

/**
 * "Added by mistake": opens channels without anybody's consent, because nobody had asked to stop. Takes back
 * every closing that keeps them closed; refused whole where one of those is the recipient's or the carrier's.
 */
export async function correct(
  ctx: Context,
  { phone, channels, reason, seen, message }: CorrectionRequest,
): Promise<Outcome<{ reopened: Channels }>> {
  authorize(ctx, 'opt_outs.correct');
  return transaction(ctx.account.id, async (tx) => {
    const state = await lockPhone(tx, ctx, phone);
    const opening = {
      voice: channels.voice && Boolean(state?.voiceClosedAt),
      text: channels.text && Boolean(state?.textClosedAt),
    };
    if (!opening.voice && !opening.text) {
      return refused('not_opted_out', 'This number is not opted out of that any more.');
    }
    if (state && seen !== undefined && seen > state.seq) {
      return refused('not_seen', 'This request names an event that does not exist. Read the history again.');
    }
    const closings = (await listStanding(tx, ctx, phone)).filter(
      (closing) =>
        ((opening.voice && closing.voice) || (opening.text && closing.text)) &&
        (message === undefined || closing.message === message),
    );
    if (closings.length === 0) {
      return refused('not_opted_out', 'That keeps this number opted out of nothing any more.');
    }
    if (seen !== undefined && closings.some(({ seq }) => seq > seen)) {
      return refused(
        'newer_opt_out',
        'This number was opted out again while you were looking. Read the newest line of the history before you go on.',
      );
    }
    const who = whoMayCorrect(closings, ctx.now());
    if (who === 'nobody') {
      return refused(
        'recipients_own_words',
        'They asked for this themselves, or their carrier blocks us, so it is no mistake that we can take back.',
      );
    }
    if (who === 'master' && ctx.actor.role !== 'master') {
      return refused(
        'older_than_30_days',
        `This is more than ${CORRECTION_DAYS} days old: only the account’s master can take it back.`,
      );
    }
    const seqs = arrayOf(
      closings.map(({ seq }) => seq),
      'integer',
    );
    const wrong = sql`select ${phone.slice(1)}::bigint as phone, ${seqs} as corrects, ${opening.voice}::boolean as voice, ${opening.text}::boolean as text`;
    const evidence = { statement: CORRECTION_STATEMENT, ...ctx.from };
    const taken = await tx.execute<{ voice: boolean; text: boolean }>(
      sql`with ${takingBack(ctx, wrong, { reason, evidence })} select opened_voice as voice, opened_text as text from taken`,
    );
    return { ok: true, reopened: taken[0] ?? { voice: false, text: false } };
  });
}

const refused = (reason: string, message: string) => ({ ok: false, reason, message }) as const;
