import type { Channels } from '@/lib/opt-outs/policy';
import { inRecipientsWords } from '@/lib/opt-outs/policy';

/** What a call says after its message: which channels a press of 3 stops. */
export const keypressOffer = (accountName: string, channels: Channels): string =>
  `Press 3 to stop ${inRecipientsWords(channels)} from ${accountName}.`;
