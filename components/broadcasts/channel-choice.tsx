'use client';

import type { Channel } from '@/db/vocabulary';
import { ChannelIcon } from '../opt-outs/channel-icon';
import { CHANNEL_WORDS } from './words';

const CHANNELS = ['text', 'voice'] as const;

/** Whether they read it or hear it. */
export const ChannelChoice = ({
  channel,
  onChange,
}: {
  channel: Channel;
  onChange: (channel: Channel) => void;
}) => (
  <fieldset>
    <legend className="mb-1 font-medium">Send as</legend>
    <div className="grid max-w-sm grid-cols-2 gap-2">
      {CHANNELS.map((each) => (
        <label
          key={each}
          className="flex h-10 cursor-pointer items-center gap-2.5 rounded-lg border border-control px-3 has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name="channel"
            value={each}
            checked={channel === each}
            onChange={() => onChange(each)}
            className="size-4 accent-accent outline-none"
          />
          <span className="flex-1">{CHANNEL_WORDS[each]}</span>
          <ChannelIcon channel={each} closed={false} />
        </label>
      ))}
    </div>
  </fieldset>
);
