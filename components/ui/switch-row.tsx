'use client';

import { Switch } from 'radix-ui';
import { useId, type ReactNode } from 'react';

/** A bordered row: icon, what it is about, lines beneath, and a switch (left out where nobody may switch). */
export function SwitchRow({
  icon,
  label,
  lines,
  toggle,
  children,
}: {
  icon: ReactNode;
  label: string;
  lines: ReactNode;
  toggle?: { on: boolean; onChange: (on: boolean) => void; disabled?: boolean; field?: string };
  children?: ReactNode;
}) {
  const id = useId();
  return (
    <div className="flex items-center gap-3 rounded-[10px] border border-line bg-surface px-3.5 py-3">
      {icon}
      <div className="min-w-0 flex-1">
        <div id={id} className="font-medium">
          {label}
        </div>
        <div id={`${id}-lines`} className="text-[13px] text-ink-2" aria-live="polite">
          {lines}
        </div>
        {children}
      </div>
      {toggle && (
        <Switch.Root
          checked={toggle.on}
          onCheckedChange={toggle.onChange}
          disabled={toggle.disabled}
          data-field={toggle.field}
          aria-labelledby={id}
          aria-describedby={`${id}-lines`}
          className="-m-2 shrink-0 rounded-lg p-2 disabled:cursor-default disabled:opacity-50"
        >
          <span
            data-state={toggle.on ? 'checked' : 'unchecked'}
            className="block h-[22px] w-[38px] rounded-full bg-control transition-colors duration-150 data-[state=checked]:bg-accent forced-colors:border"
          >
            <Switch.Thumb className="block size-[18px] translate-x-0.5 translate-y-0.5 rounded-full bg-[#fff] shadow-[0_1px_2px_rgb(0_0_0/0.3)] transition-transform duration-150 data-[state=checked]:translate-x-[18px] forced-colors:bg-[ButtonText]" />
          </span>
        </Switch.Root>
      )}
    </div>
  );
}
