import type { ReactNode } from 'react';
import { cx } from '../ui/class-names';

type Tone = 'review' | 'closed' | 'new';

/** A word about a conversation: colour and words, never colour alone. */
export const Tag = ({ tone, children }: { tone: Tone; children: ReactNode }) => (
  <span className={cx('inline-block rounded-md px-1.5 py-0.5 text-xs font-medium', TONES[tone])}>
    {children}
  </span>
);

const TONES: Record<Tone, string> = {
  review: 'bg-lock-soft text-lock',
  closed: 'bg-danger-soft text-danger',
  new: 'bg-accent-soft text-accent',
};
