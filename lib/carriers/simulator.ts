import 'server-only';
import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { eq, sql } from 'drizzle-orm';
import { transaction } from '@/db/client';
import { simulatorCalls, simulatorSettings } from '@/db/schema';
import type { Channel } from '@/db/vocabulary';
import type { Carrier } from './carrier';

/**
 * The carrier of a laptop: writes every delivery to its journal, committed by the database's clock, before
 * it answers. The journal is what a handset shows, and what a checker compares with the ledger.
 */
export const simulator: Carrier = {
  name: 'simulator',
  answersStop: false,
  async handOff({ account, phone, channel, message, broadcastId }, signal) {
    const id = newId(channel);
    const settings = await transaction(account, async (tx) => {
      const [set] = await tx.select().from(simulatorSettings).where(eq(simulatorSettings.accountId, account));
      const fails = Math.random() < (set?.failureRate ?? 0);
      const answer = fails ? '30003' : 'accepted';
      const calledAt = sql`clock_timestamp()`;
      await tx
        .insert(simulatorCalls)
        .values({ accountId: account, id, phone, channel, broadcastId, body: message, calledAt, answer });
      return { fails, latencyMs: set?.latencyMs ?? 0, silent: Math.random() < (set?.silenceRate ?? 0) };
    });
    await wait(settings.silent ? 60_000 : settings.latencyMs, undefined, { signal, ref: false });
    if (settings.fails)
      return { ok: false, code: '30003', problem: 'The handset could not be reached.', blocked: false };
    return { ok: true, id };
  },
};

/** As Twilio's ids look: two letters and 32 hex digits. */
const newId = (channel: Channel) => `${channel === 'voice' ? 'CA' : 'SM'}${randomBytes(16).toString('hex')}`;
