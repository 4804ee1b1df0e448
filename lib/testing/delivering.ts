import { deliverBroadcast } from '@/lib/broadcasts/deliver-broadcast';
import type { AccountId, BroadcastId } from '@/db/vocabulary';

/** A process that delivers the broadcasts of an account until it is killed, as a worker would. */
const [account = '', broadcasts = ''] = process.argv.slice(2);
process.send?.('ready');
await Promise.all(
  broadcasts.split(',').map((id) =>
    deliverBroadcast(Number(account) as AccountId, Number(id) as BroadcastId, {
      until: new Date(Date.now() + 60_000),
    }),
  ),
);
process.exit();
