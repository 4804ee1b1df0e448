import 'server-only';

/** On globalThis, because the bundler may load this file for a route and for the server's start apart. */
const shared = globalThis as { optOutDeliveryWaker?: () => void };

/** Set by the jobs of a process that delivers: looks for broadcasts to deliver at once. */
export function onBroadcastsWaiting(wake: (() => void) | undefined): void {
  shared.optOutDeliveryWaker = wake;
}

/** Somebody has just sent something: why wait for the next look. */
export const wakeDelivery = (): void => shared.optOutDeliveryWaker?.();
