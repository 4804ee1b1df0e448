import { CHANNELS } from '@/db/vocabulary';
import type { ContactPhone } from '@/lib/contacts/view';
import { LOCK_WORDS } from '@/lib/opt-outs/policy';
import { ChannelIcon, LockIcon } from '../opt-outs/channel-icon';

/** A phone with a struck-through icon for each of its closed channels, said in words too. */
export function ClosedChannels({ phone }: { phone: ContactPhone }) {
  const closed = CHANNELS.filter((channel) => phone[channel]);
  return (
    <>
      <span className="whitespace-nowrap">{phone.shown}</span>
      {closed.map((channel) => (
        <span
          key={channel}
          className="ml-2 inline-flex items-center align-[-3px]"
          data-tip={`Opted out of ${channel}`}
        >
          <ChannelIcon channel={channel} closed />
          <span className="sr-only">Opted out of {channel}</span>
        </span>
      ))}
      {phone.lock && (
        <span className="ml-1 inline-flex align-[-1px] text-lock" data-tip={LOCK_WORDS[phone.lock]}>
          <LockIcon />
          <span className="sr-only">{LOCK_WORDS[phone.lock]}</span>
        </span>
      )}
    </>
  );
}
