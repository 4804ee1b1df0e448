import type { Channel } from '@/db/vocabulary';
import { formatDay, localDay } from '@/lib/format';
import { SOURCE_WORDS } from '@/lib/opt-outs/policy';
import type { PhoneView } from '@/lib/opt-outs/view';

/** "Opted out of voice since Nov 21, 2026, of text since Nov 22, 2026" */
export function stateInWords(view: PhoneView, timeZone: string): string {
  const since = (['voice', 'text'] as const).flatMap((channel) => {
    const closed = view[channel];
    return closed ? `of ${channel} since ${formatDay(localDay(closed.since, timeZone))}` : [];
  });
  return since.length ? `Opted out ${since.join(', ')}` : 'Calls and texts are allowed';
}

/** "Pressed 3 on a call, Nov 21, 2026": how and when the channel was closed. */
export function closingInWords(view: PhoneView, channel: Channel, timeZone: string): string {
  const closed = view[channel];
  if (!closed) return channel === 'voice' ? 'Calls are allowed' : 'Texts are allowed';
  return `${SOURCE_WORDS[closed.source]}, ${formatDay(localDay(closed.since, timeZone))}`;
}

/** What saving is about to do to the recipient, if anything. */
export function aboutToHappen(channel: Channel, wasClosed: boolean, isClosed: boolean): string | null {
  if (wasClosed === isClosed) return null;
  const what = channel === 'voice' ? 'Calls' : 'Texts';
  return isClosed ? `${what} will stop when you save` : `${what} will be allowed again when you save`;
}
