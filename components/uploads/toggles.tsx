'use client';

import type { UploadView } from '@/lib/uploads/view';
import { ChannelIcon } from '../opt-outs/channel-icon';
import { SwitchRow } from '../ui/switch-row';
import { numbers } from './words';

type Switches = UploadView['toggles'];

/** What the file's numbers opt out of, where its rows do not say so themselves. */
export function Toggles({
  upload,
  toggles,
  onChange,
}: {
  upload: UploadView;
  toggles: Switches;
  onChange: (toggles: Switches) => void;
}) {
  const silent = Math.max(0, upload.counts.phones - upload.counts.rejected - upload.rowsNamingChannels);
  const row = (channel: keyof Switches) => (
    <SwitchRow
      icon={<ChannelIcon channel={channel} closed />}
      label={`Opt out of ${channel}`}
      lines={reachOf(upload.rowsNamingChannels, silent)}
      toggle={{
        on: toggles[channel],
        onChange: (on) => onChange({ ...toggles, [channel]: on }),
        disabled: upload.rowsNamingChannels > 0 && silent === 0,
      }}
    />
  );
  return (
    <div className="mb-4 grid gap-2 sm:grid-cols-2 sm:gap-3">
      {row('voice')}
      {row('text')}
    </div>
  );
}

function reachOf(naming: number, silent: number): string {
  if (naming === 0) return 'for every number in the file';
  if (silent === 0) return 'every row says by itself what it asks';
  return silent === 1
    ? 'for the 1 number whose row names no channel'
    : `for the ${numbers(silent)} whose rows name no channel`;
}
