import 'server-only';
import { sql } from 'drizzle-orm';
import { database, transaction } from '@/db/client';
import type { AccountId, BroadcastId, E164 } from '@/db/vocabulary';

/** A hand-off takes three seconds at most; who holds a claim this long is dead. */
const LEASE = sql.raw(`interval '15 seconds'`);

/**
 * Whether an earlier text that said how to stop has reached the phone of `r`. One that failed has not, and one
 * that nobody knows of may not have: then it is said again, even if twice. What does not arrive is reported
 * within hours, and not every network reports what does.
 */
const HAS_BEEN_TOLD = sql.raw(`exists (
  select 1 from broadcast_recipients e
  where e.account_id = r.account_id and e.phone = r.phone and e.channel = 'text' and e.with_notice
    and (e.status = 'delivered' or (e.status = 'sent' and e.handed_off_at < clock_timestamp() - interval '1 day')))`);

/**
 * Takes queued recipients of a broadcast that is sending and commits them as being handed off, before any
 * carrier is called: a process that dies from here on leaves exactly these unknown. `after`, ascending, is where
 * the worker got to, so that what is done already is not looked through at each claim.
 */
export async function claimRecipients(
  account: AccountId,
  broadcast: BroadcastId,
  worker: string,
  most: number,
  after: E164 | null = null,
): Promise<{ phones: E164[] }> {
  const rows = await transaction(account, (tx) =>
    // A subquery with a limit that locks is run again for each row it is joined to; a materialized one is not.
    // Joined as an array, because a plan made before the table was analyzed looks through all that is queued.
    tx.execute<{ phone: string }>(sql`
      with c as materialized (
        select q.phone from broadcast_recipients q
        where q.account_id = ${account}::bigint and q.broadcast_id = ${broadcast}::bigint and q.status = 'queued'
          and q.phone > ${after?.slice(1) ?? 0}::bigint
          and (q.claimed_until is null or q.claimed_until < clock_timestamp())
          and exists (select 1 from broadcasts b where b.account_id = ${account}::bigint
            and b.id = ${broadcast}::bigint and b.status = 'sending')
        order by q.phone limit ${most} for update skip locked)
      update broadcast_recipients r
      set status = 'handing_off', claimed_by = ${worker}::uuid, claimed_until = clock_timestamp() + ${LEASE},
        with_notice = r.channel = 'text' and not ${HAS_BEEN_TOLD}
      where r.account_id = ${account}::bigint and r.broadcast_id = ${broadcast}::bigint
        and r.phone = any (array(select phone from c)) and r.status = 'queued'
      returning r.phone::text`),
  );
  // In the order of their numbers, as every lock on phones is taken; as texts they would sort otherwise.
  const digits = rows.map(({ phone }) => phone).sort((a, b) => Number(a) - Number(b));
  return { phones: digits.map((it) => `+${it}` as E164) };
}

/**
 * What was in the hand of a process that died is unknown: the carrier may have it, so it is never sent again
 * by itself. A hand-off that is merely slow still holds its rows, and is left alone.
 */
export async function releaseClaims(): Promise<number> {
  const expired = await database().execute<{ account_id: string; broadcast_id: string }>(
    sql`select account_id, broadcast_id from claims_to_release()`,
  );
  let released = 0;
  for (const row of expired) {
    const account = Number(row.account_id) as AccountId;
    const unknown = await transaction(account, (tx) =>
      tx.execute(sql`
        with c as materialized (
          select q.phone from broadcast_recipients q
          where q.account_id = ${account}::bigint and q.broadcast_id = ${row.broadcast_id}::bigint
            and q.status = 'handing_off' and q.claimed_until < clock_timestamp()
          order by q.phone for update skip locked)
        update broadcast_recipients r
        set status = 'unknown', claimed_by = null, claimed_until = null,
          problem = 'The process that handed it over stopped before the carrier answered.'
        where r.account_id = ${account}::bigint and r.broadcast_id = ${row.broadcast_id}::bigint
          and r.phone = any (array(select phone from c)) and r.status = 'handing_off'
        returning 1`),
    );
    released += unknown.length;
  }
  return released;
}
