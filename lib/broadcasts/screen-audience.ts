import 'server-only';
import { sql } from 'drizzle-orm';
import { transaction } from '@/db/client';
import type { Channel, E164, Source, SuppressionReason } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { screened } from '@/lib/opt-outs/screened';
import type { Outcome } from '@/lib/outcome';
import { authorize } from '@/lib/permissions';
import { formatPhone } from '@/lib/phone';
import { audiencePhones, listedInvalid, readInputs } from './audience';
import { refuseMissing } from './find-missing';
import type { Audience } from './input';
import type { AudienceScreening } from './view';

/** So many of each kind are shown by name before sending. */
const SHOWN = 200;

/**
 * Who of an audience would be messaged now, and who not and why; refused where something that was chosen is gone.
 * Sending looks again at each hand-off.
 */
export async function screenAudience(
  ctx: Context,
  channel: Channel,
  audience: Audience,
): Promise<Outcome<{ screening: AudienceScreening }>> {
  authorize(ctx, 'broadcasts.send');
  const { phones, invalid } = await readInputs(ctx, audience.phones);
  return transaction(ctx.account.id, async (tx) => {
    const [row] = await tx.execute<{
      recipients: number;
      allowed: number;
      replied: number;
      held: number;
      not_messaged: { phone: string; reason: SuppressionReason; since: string; source: Source }[] | null;
    }>(sql`
      with screened as materialized (${screened(ctx, channel, audiencePhones(ctx, phones, audience))})
      select count(*)::int as recipients, count(*) filter (where reason is null)::int as allowed,
        count(*) filter (where reason = 'unapplied_reply')::int as replied,
        count(*) filter (where reason = 'needs_review')::int as held,
        (select json_agg(s) from (select phone::text, reason, since, source from screened
          where reason is not null order by phone limit ${SHOWN}) s) as not_messaged
      from screened`);
    const listed = await tx.execute<{ input: string; reason: string }>(listedInvalid(ctx, audience.lists));
    if (!row) throw new Error('no screening came back');
    const refused = await refuseMissing(tx, ctx, audience);
    if (refused) return refused;
    const screening = {
      recipients: row.recipients,
      allowed: row.allowed,
      replied: row.replied,
      held: row.held,
      suppressed: row.recipients - row.allowed - row.replied - row.held,
      invalid: invalid.length + listed.length,
      notMessaged: (row.not_messaged ?? []).map(({ phone, reason, since, source }) => ({
        phone: `+${phone}` as E164,
        shown: formatPhone(`+${phone}` as E164, ctx.account.country),
        reason,
        since: new Date(since),
        source,
      })),
      unreadable: [...invalid, ...listed].slice(0, SHOWN),
    };
    return { ok: true, screening };
  });
}
