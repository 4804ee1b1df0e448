import { formatDay } from '@/lib/format';
import type { ConversationLine, Deadline, Received } from '@/lib/messages/view';

/** What a phone is out of, as a tag. */
export const OPTED_OUT_WORDS = {
  both: 'Opted out',
  voice: 'Opted out of calls',
  text: 'Opted out of texts',
} as const satisfies Record<NonNullable<ConversationLine['optedOut']>, string>;

/** "9 business days left, until Dec 8, 2026". */
export function deadlineInWords({ businessDaysLeft: left, dueOn }: Deadline): string {
  const day = formatDay(dueOn);
  if (left === 0) return `due by the end of ${day}`;
  return `${left} business ${left === 1 ? 'day' : 'days'} left, until ${day}`;
}

/** How a message of theirs was read, and what made it so; null where it asked for nothing. */
export function readingInWords({ reading, matched, changed, waits, decision }: Received): string | null {
  const because = matched ? ` because of “${matched}”` : '';
  switch (reading) {
    case 'stop':
      return waits
        ? 'Read as STOP; being applied'
        : changed
          ? 'Read as STOP: opted out'
          : 'Read as STOP: was opted out already';
    case 'start':
      return waits
        ? 'Read as START; being applied'
        : changed
          ? 'Read as START: gets texts again'
          : 'Read as START: opened nothing';
    case 'help':
      return 'Read as HELP';
    case 'opt_out':
      return `Read as a request to stop${because}${waits ? '; being applied' : changed ? ': opted out' : ': was opted out already'}`;
    case 'needs_review':
      return decision
        ? `May have meant stop${because}. ${DECISIONS[decision.what](decision.by)}`
        : `May mean stop${because}`;
    case 'nothing':
      return null;
  }
}

const DECISIONS: Record<NonNullable<Received['decision']>['what'], (by: string) => string> = {
  opt_out: (by) => `Decided: opted out (${by})`,
  nothing: (by) => `Decided: not a request to stop (${by})`,
  expired: () => 'Nobody decided in time, so they are opted out',
};
