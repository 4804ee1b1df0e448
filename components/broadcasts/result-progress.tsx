'use client';

import type { BroadcastLine } from '@/lib/broadcasts/view';
import { formatAppointment, formatCount } from '@/lib/format';
import { Progress } from '../ui/progress';
import { countOf, messaged, people, STATUS_WORDS } from './words';

/** How many of those who may be messaged were. Stays when it is done, so that nothing jumps. */
export function ResultProgress({ broadcast, timeZone }: { broadcast: BroadcastLine; timeZone: string }) {
  const { status, counts } = broadcast;
  const done = messaged(counts);
  const all = done + countOf(counts, 'queued') + counts.cancelled;
  const share = all === 0 ? 100 : Math.floor((done / all) * 10) * 10;
  return (
    <div>
      <Progress
        label={labelOf(broadcast, timeZone)}
        words={all === 0 ? 'Nobody to message' : `${formatCount(done)} of ${people(all)}`}
        done={all === 0 ? 1 : done}
        of={Math.max(all, 1)}
      />
      {/* Said at each tenth, not at each second. */}
      <p role="status" className="sr-only">
        {STATUS_WORDS[status]}: {share} percent messaged
      </p>
    </div>
  );
}

function labelOf({ status, scheduledAt, channel }: BroadcastLine, timeZone: string): string {
  switch (status) {
    case 'scheduled':
      return scheduledAt ? `Goes out ${formatAppointment(scheduledAt, timeZone)}` : 'Waiting';
    case 'sending':
      return channel === 'text' ? 'Texting' : 'Calling';
    case 'paused':
      return 'Paused: nothing goes out';
    case 'done':
      return channel === 'text' ? 'Texted' : 'Called';
    case 'cancelled':
      return 'Cancelled: nothing more goes out';
  }
}
