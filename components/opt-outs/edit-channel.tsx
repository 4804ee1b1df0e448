'use client';

import type { Channel } from '@/db/vocabulary';
import type { PhoneView } from '@/lib/opt-outs/view';
import { SwitchRow } from '../ui/switch-row';
import { ChannelIcon } from './channel-icon';
import { aboutToHappen, closingInWords } from './channel-words';
import { LockNote } from './lock-note';

/** One channel of the edit dialog: its state, what saving will do, and its switch unless it is locked. */
export function EditChannel({
  channel,
  view,
  isClosed,
  onToggle,
  mayOptIn,
  textNumber,
  timeZone,
}: {
  channel: Channel;
  view: PhoneView;
  isClosed: boolean;
  onToggle: (closed: boolean) => void;
  mayOptIn: boolean;
  textNumber: string | null;
  timeZone: string;
}) {
  const wasClosed = view[channel] !== null;
  const isLocked = channel === 'text' && Boolean(view.text?.lock);
  const next = aboutToHappen(channel, wasClosed, isClosed);
  return (
    <SwitchRow
      icon={<ChannelIcon channel={channel} closed={isClosed} />}
      label={`Opted out of ${channel}`}
      lines={
        <>
          <p>{closingInWords(view, channel, timeZone)}</p>
          {next && <p className="font-medium text-ink">{next}</p>}
          {wasClosed && !isLocked && !mayOptIn && (
            <p>You may not opt people back in. The master of this account can allow it.</p>
          )}
        </>
      }
      toggle={isLocked ? undefined : { on: isClosed, onChange: onToggle, disabled: wasClosed && !mayOptIn }}
    >
      {channel === 'text' && view.text?.lock && (
        <div className="mt-2">
          <LockNote lock={view.text.lock} textNumber={textNumber} />
        </div>
      )}
    </SwitchRow>
  );
}
