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
  (errorCode && PROBLEMS[errorCode]) ??
  CALLS[status.trim().toLowerCase()] ??
  'The carrier could not deliver it.';

const PROBLEMS: Record<string, string | undefined> = {
  '21610': 'They replied STOP to this number, so the carrier blocks us.',
  '30003': 'The handset could not be reached.',
  '30004': 'The handset does not take our messages.',
  '30005': 'The number is not in use, or the handset is unknown.',
  '30006': 'A landline, or a carrier that takes no texts.',
  '30007': 'The carrier filtered the message.',
  '30008': 'The carrier did not say why.',
};

const CALLS: Record<string, string | undefined> = {
  busy: 'The line was busy.',
  'no-answer': 'Nobody answered.',
  canceled: 'The call was cancelled.',
};
