import type { SuppressionReason } from '@/db/vocabulary';
import type { Sent } from '@/lib/messages/view';

/** What of ours it was, by whom, and what became of it. */
export function sentInWords({ what, channel, by, status, reason }: Sent): string {
  if (what === 'confirmation') return 'Confirmation, sent by itself';
  const name = what === 'reply' ? 'Reply' : channel === 'voice' ? 'Call of a broadcast' : 'Broadcast';
  return [name, by, status && (status === 'suppressed' ? NOT_SENT[reason ?? 'opted_out'] : STATUS[status])]
    .filter(Boolean)
    .join(' · ');
}

const STATUS: Record<Exclude<NonNullable<Sent['status']>, 'suppressed'>, string> = {
  queued: 'waiting',
  handing_off: 'being handed over',
  sent: 'sent',
  delivered: 'delivered',
  failed: 'failed',
  held: 'held until the review is decided',
  unknown: 'not known whether it arrived',
  cancelled: 'cancelled',
};

const NOT_SENT: Record<SuppressionReason, string> = {
  opted_out: 'not sent: opted out',
  needs_review: 'not sent: under review',
  unapplied_reply: 'not sent: they had just replied',
};
