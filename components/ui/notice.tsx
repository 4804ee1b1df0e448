import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './class-names';

type Tone = 'quiet' | 'warning' | 'danger' | 'good';

/** A sentence that stands out: what happened, what was kept, what to do. */
export function Notice({
  tone = 'quiet',
  title,
  children,
  role,
}: {
  tone?: Tone;
  title?: string;
  children?: ReactNode;
  role?: 'alert' | 'status';
}) {
  const [colours, Icon] = TONES[tone];
  return (
    <div role={role} className={cx('flex gap-2.5 rounded-[10px] px-3.5 py-3', colours)}>
      <Icon size={18} aria-hidden className="mt-px shrink-0" />
      <div className="min-w-0 flex-1 break-words">
        {title && <p className="font-medium">{title}</p>}
        {children && <div className="text-[13px]">{children}</div>}
      </div>
    </div>
  );
}

const TONES = {
  quiet: ['border border-line bg-sunken text-ink-2', Info],
  warning: ['bg-lock-soft text-lock', TriangleAlert],
  danger: ['bg-danger-soft text-danger', CircleAlert],
  good: ['bg-ok-soft text-ok', CircleCheck],
} as const;
