import type { Channel } from '@/db/vocabulary';

/** A channel, struck through where it is closed. */
export function ChannelIcon({
  channel,
  closed,
  className = '',
}: {
  channel: Channel;
  closed: boolean;
  className?: string;
}) {
  const { open, shut, colour } = DRAWN[channel];
  return (
    <LineIcon
      path={closed ? shut : open}
      size={16}
      className={`${closed ? colour : 'text-ink-3'} ${className}`}
    />
  );
}

export const LockIcon = () => <LineIcon path={LOCK} size={11} />;

/** One path for each icon: fifty rows with three of them are heavy enough. */
const LineIcon = ({ path, size, className }: { path: string; size: number; className?: string }) => (
  <svg
    aria-hidden
    viewBox="0 0 24 24"
    width={size}
    height={size}
    fill="none"
    stroke="currentColor"
    strokeWidth={2}
    strokeLinecap="round"
    strokeLinejoin="round"
    className={`shrink-0 ${className ?? ''}`}
  >
    <path d={path} />
  </svg>
);

// The lines of Lucide's phone, phone-off, message-square, message-square-off and lock (ISC licence).
const DRAWN = {
  voice: {
    open: 'M13.832 16.568a1 1 0 0 0 1.213-.303l.355-.465A2 2 0 0 1 17 15h3a2 2 0 0 1 2 2v3a2 2 0 0 1-2 2A18 18 0 0 1 2 4a2 2 0 0 1 2-2h3a2 2 0 0 1 2 2v3a2 2 0 0 1-.8 1.6l-.468.351a1 1 0 0 0-.292 1.233 14 14 0 0 0 6.392 6.384',
    shut: 'M10.1 13.9a14 14 0 0 0 3.732 2.668 1 1 0 0 0 1.213-.303l.355-.465A2 2 0 0 1 17 15h3a2 2 0 0 1 2 2v3a2 2 0 0 1-2 2 18 18 0 0 1-12.728-5.272M22 2 2 22M4.76 13.582A18 18 0 0 1 2 4a2 2 0 0 1 2-2h3a2 2 0 0 1 2 2v3a2 2 0 0 1-.8 1.6l-.468.351a1 1 0 0 0-.292 1.233 14 14 0 0 0 .244.473',
    colour: 'text-voice',
  },
  text: {
    open: 'M22 17a2 2 0 0 1-2 2H6.828a2 2 0 0 0-1.414.586l-2.202 2.202A.71.71 0 0 1 2 21.286V5a2 2 0 0 1 2-2h16a2 2 0 0 1 2 2z',
    shut: 'M19 19H6.828a2 2 0 0 0-1.414.586l-2.202 2.202A.7.7 0 0 1 2 21.286V5a2 2 0 0 1 1.184-1.826M2 2l20 20M8.656 3H20a2 2 0 0 1 2 2v11.344',
    colour: 'text-text',
  },
} as const;
const LOCK =
  'M5 11h14a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-7a2 2 0 0 1 2-2zM7 11V7a5 5 0 0 1 10 0v4';
