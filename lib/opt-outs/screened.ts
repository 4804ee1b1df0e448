import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import type { Channel } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { unapplied } from './unapplied';

/**
 * How each phone of a relation `(phone bigint)` stands for one channel: `(phone, reason, since, source)`,
 * `reason` null where it may be messaged. For the eye, the queue and the API; the hand-off looks again.
 */
export const screened = (ctx: Pick<Context, 'account'>, channel: Channel, phones: SQL): SQL => {
  const account = sql`${ctx.account.id}::bigint`;
  const [since, source] = CLOSED[channel];
  return sql`
    select a.phone,
      case
        when ${since} is not null then 'opted_out'
        when r.phone is not null then 'needs_review'
        when m.phone is not null then 'unapplied_reply'
      end as reason,
      coalesce(${since}, r.since, m.since) as since,
      case when ${since} is not null then ${source} when r.phone is not null then 'text_reply' else m.source end as source
    from (${phones}) a
    left join phones p on p.account_id = ${account} and p.phone = a.phone
    left join (select phone, min(opened_at) as since from reviews
      where account_id = ${account} and decided_at is null group by phone) r on r.phone = a.phone
    left join (select phone, min(since) as since, min(source) as source from (${unapplied(ctx.account.id)}) u
      group by phone) m on m.phone = a.phone`;
};

const CLOSED = {
  voice: [sql`p.voice_closed_at`, sql`p.voice_source`],
  text: [sql`p.text_closed_at`, sql`p.text_source`],
} as const;
