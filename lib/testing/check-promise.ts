import { sql } from 'drizzle-orm';
import { transaction } from '@/db/client';
import type { AccountId, Channel, E164 } from '@/db/vocabulary';

/** An opt-out whose sender was told that it is done, by this machine's clock. */
export type Acknowledged = { phone: E164; channels: Channel[]; at: Date };

export type Findings = {
  handOffs: number;
  optOuts: number;
  /** Hand-offs that began after an opt-out of that phone and channel had committed, or was acknowledged. */
  afterOptOut: { phone: string; channel: string; called_at: string; stopped_at: string; known_by: string }[];
  /** Recipients of one broadcast that the carrier was handed more than once. */
  twice: { phone: string; broadcast: string; times: number }[];
  /** Acknowledged opt-outs that the ledger does not have. */
  missing: { phone: string }[];
  /** Handed over according to the carrier, and neither sent, failed nor unknown to us. */
  unaccounted: { phone: string; status: string }[];
  /** Sent according to us, and not in the carrier's journal. */
  imagined: { phone: string; status: string }[];
  unknown: number;
  /** Recipients that are still on their way, and broadcasts that are not at an end. */
  unfinished: number;
};

/**
 * Compares the carrier's journal with the ledger, by nothing of the code that it judges. An opt-out stands from
 * its commit (`commitTimes`: the server keeps them) and from its acknowledgement; never from a time that was
 * taken when its transaction began.
 */
export async function checkPromise(
  account: AccountId,
  acknowledged: readonly Acknowledged[],
  { commitTimes = false } = {},
): Promise<Findings> {
  return transaction(account, async (tx) => {
    await tx.execute(sql`set local enable_nestloop = off`);
    const acks = JSON.stringify(
      acknowledged.flatMap(({ phone, channels, at }) =>
        channels.map((channel) => ({ phone: phone.slice(1), channel, at: at.toISOString() })),
      ),
    );
    const ack = sql`json_to_recordset(${acks}::json) as a (phone bigint, channel text, at timestamptz)`;
    const committed = commitTimes
      ? sql`select e.phone, c.channel, min(pg_xact_commit_timestamp(e.xmin)) as at, 'commit' as by
          from consent_events e, unnest(array['voice', 'text']) as c (channel)
          where e.action = 'opt_out' and case c.channel when 'voice' then e.voice else e.text end group by 1, 2 union all`
      : sql``;
    const afterOptOut = await tx.execute<Findings['afterOptOut'][number]>(sql`
      with stopped as (${committed} select a.phone, a.channel, min(a.at), 'acknowledgement' from ${ack} group by 1, 2)
      select j.phone::text, j.channel, j.called_at::text, s.at::text as stopped_at, s.by as known_by
      from simulator_calls j join stopped s (phone, channel, at, by) on s.phone = j.phone and s.channel = j.channel
      where j.broadcast_id is not null and j.called_at > s.at order by j.called_at limit 20`);
    const twice = await tx.execute<Findings['twice'][number]>(sql`
      select phone::text, broadcast_id::text as broadcast, count(*)::int as times from simulator_calls
      where broadcast_id is not null group by 1, 2 having count(*) > 1 limit 20`);
    const missing = await tx.execute<Findings['missing'][number]>(sql`
      select distinct a.phone::text from ${ack}
      left join consent_events e on e.phone = a.phone and e.action = 'opt_out'
        and case a.channel when 'voice' then e.voice else e.text end
      where e.phone is null limit 20`);
    const unaccounted = await tx.execute<Findings['unaccounted'][number]>(sql`
      select j.phone::text, coalesce(r.status, 'no recipient') as status from simulator_calls j
      left join broadcast_recipients r on r.broadcast_id = j.broadcast_id and r.phone = j.phone
      where j.broadcast_id is not null
        and coalesce(r.status, '') not in ('sent', 'delivered', 'failed', 'unknown', 'handing_off') limit 20`);
    const imagined = await tx.execute<Findings['imagined'][number]>(sql`
      select r.phone::text, r.status from broadcast_recipients r
      left join simulator_calls j on j.broadcast_id = r.broadcast_id and j.phone = r.phone and j.id = r.carrier_id
      where r.status in ('sent', 'delivered') and j.id is null limit 20`);
    const [counts] = await tx.execute<Pick<Findings, 'handOffs' | 'optOuts' | 'unknown' | 'unfinished'>>(sql`
      select (select count(*)::int from simulator_calls where broadcast_id is not null) as "handOffs",
        (select count(*)::int from consent_events where action = 'opt_out') as "optOuts",
        (select count(*)::int from broadcast_recipients where status = 'unknown') as unknown,
        (select count(*)::int from broadcast_recipients where status in ('queued', 'handing_off'))
          + (select count(*)::int from broadcasts where status in ('sending', 'scheduled')) as unfinished`);
    if (!counts) throw new Error('nothing was counted');
    return { ...counts, afterOptOut, twice, missing, unaccounted, imagined };
  });
}
