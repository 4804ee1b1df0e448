import 'server-only';
import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { transaction } from '@/db/client';
import type { Channel } from '@/db/vocabulary';
import type { Carrier } from './carrier';
import { willArrive } from './simulated-network';

/**
 * The carrier of a laptop: writes every delivery to its journal, committed by the database's clock, before
 * it answers. The journal is what a handset shows, and what a checker compares with the ledger.
 */
export const simulator: Carrier = {
  name: 'simulator',
  answersStop: false,
  async handOff({ account, phone, channel, message, broadcastId }, signal) {
    const id = newId(channel);
    // A carrier has connections of its own: it must not wait for one that a hand-off holds while it waits for it.
    const [written] = await transaction(
      account,
      async (tx) => {
        signal.throwIfAborted();
        return tx.execute<{ answer: string; latency_ms: number; silent: boolean }>(sql`
          with behaviour as (
            select coalesce(max(latency_ms), 0) as latency_ms, random() < coalesce(max(silence_rate), 0) as silent,
              case when random() < coalesce(max(failure_rate), 0) then '30003' else 'accepted' end as answer
            from simulator_settings where account_id = ${account}::bigint),
          journaled as (
            insert into simulator_calls (account_id, id, phone, channel, broadcast_id, body, called_at, answer)
            select ${account}::bigint, ${id}::text, ${phone.slice(1)}::bigint, ${channel}::text, ${broadcastId}::bigint,
              ${message}::text, clock_timestamp(), answer from behaviour)
          select answer, latency_ms, silent from behaviour`);
      },
      { apart: ' simulator' },
    );
    if (!written) throw new Error('the journal could not be written');
    await wait(written.silent ? 60_000 : written.latency_ms, undefined, { signal, ref: false });
    if (written.answer !== 'accepted')
      return {
        ok: false,
        code: written.answer,
        problem: 'The handset could not be reached.',
        refuses: 'message',
      };
    // Answers to STOP, UNSTOP and HELP are nobody's results.
    if (broadcastId !== null) willArrive(id, channel);
    return { ok: true, id };
  },
};

/** As Twilio's ids look: two letters and 32 hex digits. */
const newId = (channel: Channel) => `${channel === 'voice' ? 'CA' : 'SM'}${randomBytes(16).toString('hex')}`;
