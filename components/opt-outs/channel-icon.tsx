import { MessageSquare, MessageSquareOff, Phone, PhoneOff } from 'lucide-react';
import type { Channel } from '@/db/vocabulary';

/** A channel, struck through where it is closed. */
export function ChannelIcon({ channel, closed }: { channel: Channel; closed: boolean }) {
  const [Open, Closed, colour] = ICONS[channel];
  const Icon = closed ? Closed : Open;
  return <Icon size={16} aria-hidden className={`shrink-0 ${closed ? colour : 'text-ink-3'}`} />;
}

const ICONS = {
  voice: [Phone, PhoneOff, 'text-voice'],
  text: [MessageSquare, MessageSquareOff, 'text-text'],
} as const;
