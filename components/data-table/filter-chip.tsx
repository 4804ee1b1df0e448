'use client';

import { ChevronDown, X } from 'lucide-react';
import { useId, useRef, type ComponentProps, type ReactNode } from 'react';
import { cx } from '../ui/class-names';

/**
 * One filter: its button opens the choices, and once something is chosen, shows it and can be cleared.
 * `children` puts the button into the menu or popover that it opens.
 */
export function FilterChip({
  name,
  value,
  onClear,
  children,
}: {
  name: string;
  value: string | null;
  onClear: () => void;
  children: (button: ReactNode) => ReactNode;
}) {
  const id = useId();
  const chip = useRef<HTMLDivElement>(null);
  return (
    <div
      ref={chip}
      className={cx(
        'inline-flex h-8 max-w-full items-center rounded-full border text-ink-2',
        value ? 'border-accent-line bg-accent-soft font-medium text-accent' : 'border-dashed border-control',
      )}
    >
      {children(<ChipButton wordsId={id} name={name} value={value} />)}
      {value && (
        <button
          type="button"
          onClick={() => {
            onClear();
            chip.current?.querySelector('button')?.focus();
          }}
          aria-label="Clear this filter"
          aria-describedby={id}
          className="mr-0.5 grid size-7 shrink-0 place-items-center rounded-full hover:bg-accent/10"
        >
          <X size={14} aria-hidden />
        </button>
      )}
    </div>
  );
}

const ChipButton = ({
  wordsId,
  name,
  value,
  ...rest
}: { wordsId: string; name: string; value: string | null } & Omit<ComponentProps<'button'>, 'value'>) => (
  <button
    type="button"
    {...rest}
    className={cx(
      'inline-flex h-full min-w-0 items-center gap-1.5 rounded-full pl-3 hover:text-ink',
      value ? 'pr-1' : 'pr-2.5',
    )}
  >
    <span id={wordsId} className="truncate">
      {value ? `${name}: ${value}` : name}
    </span>
    {!value && <ChevronDown size={14} aria-hidden className="shrink-0" />}
  </button>
);
