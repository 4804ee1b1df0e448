import { wordsForTwilio } from '@/lib/carriers/twilio-words';

/** Twilio's words for how a message or call went: delivered, failed, or on its way (null). */
export function outcomeOf(status: string): 'delivered' | 'failed' | null {
  switch (status.trim().toLowerCase()) {
    case 'delivered':
    case 'read':
    case 'completed':
      return 'delivered';
    case 'undelivered':
    case 'failed':
    case 'busy':
    case 'no-answer':
    case 'canceled':
      return 'failed';
    default:
      return null;
  }
}

/** Why it failed, as the results of a broadcast say it. */
export const problemOf = (status: string, errorCode: string | null): string =>
  (errorCode && wordsForTwilio(Number(errorCode))) ||
  CALLS[status.trim().toLowerCase()] ||
  'The carrier could not deliver it.';

const CALLS: Record<string, string | undefined> = {
  busy: 'The line was busy.',
  'no-answer': 'Nobody answered.',
  canceled: 'The call was cancelled.',
};
