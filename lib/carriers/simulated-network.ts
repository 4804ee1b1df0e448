import 'server-only';
import { setTimeout as wait } from 'node:timers/promises';
import type { Channel } from '@/db/vocabulary';
import { log } from '@/lib/log';

/** Tells of a delivery as a carrier's callback would. */
type Report = (delivery: { carrierId: string; status: string }) => Promise<unknown>;

type Arrival = { carrierId: string; channel: Channel; at: number };
type Network = { report: Report; arriving: Arrival[]; isBusy: boolean };

/** How long a message is on its way; the hand-off has committed by then. */
const ON_THE_WAY_MS = 1_200;
const AT_ONCE = 8;

/** On globalThis, because the bundler may load this file for a route and for the server's start apart. */
const shared = globalThis as { optOutNetwork?: Network };

/**
 * Starts to report what handsets got, set here so that the carrier imports no verb. What is on its way when
 * the process ends is never reported, as happens with carriers.
 */
export function startSimulatedNetwork(report: Report): () => void {
  const network: Network = { report, arriving: [], isBusy: false };
  shared.optOutNetwork = network;
  return () => {
    network.arriving = [];
    if (shared.optOutNetwork === network) delete shared.optOutNetwork;
  };
}

/** The handset gets it in a moment. */
export function willArrive(carrierId: string, channel: Channel): void {
  const network = shared.optOutNetwork;
  network?.arriving.push({ carrierId, channel, at: Date.now() + ON_THE_WAY_MS });
  if (network && !network.isBusy) void deliver(network);
}

async function deliver(network: Network): Promise<void> {
  network.isBusy = true;
  while (network.arriving.length > 0) {
    const next = network.arriving.splice(0, AT_ONCE);
    await wait(Math.max(0, (next[0]?.at ?? 0) - Date.now()), undefined, { ref: false });
    await Promise.all(next.map((arrival) => arrive(network, arrival)));
  }
  network.isBusy = false;
}

async function arrive({ report }: Network, { carrierId, channel }: Arrival): Promise<void> {
  try {
    await report({ carrierId, status: channel === 'voice' ? 'completed' : 'delivered' });
  } catch (error) {
    log.warn({ err: error }, 'a simulated delivery was not reported');
  }
}
