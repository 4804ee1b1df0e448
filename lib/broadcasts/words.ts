import type { Channels } from '@/lib/opt-outs/policy';
import { inRecipientsWords } from '@/lib/opt-outs/policy';

/** What a person's first text ends with, so that they know how to end it. */
const NOTICE = 'Reply STOP to opt out';

/** The first text to a phone, with the notice; a message that says it itself is left alone. */
export const firstTextNotice = (message: string): string =>
  message.toLowerCase().includes(NOTICE.toLowerCase()) ? message : `${message}\n${NOTICE}`;

/** What a call says after its message: which channels a press of 3 stops. */
export const keypressOffer = (accountName: string, channels: Channels): string =>
  `Press 3 to stop ${inRecipientsWords(channels)} from ${accountName}.`;
