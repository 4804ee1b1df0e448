'use client';

import { Popover as Parts } from 'radix-ui';
import { useState, type ReactNode } from 'react';
import { mainLandmark } from './portal';

/** A small panel that its button opens; for what is more than a menu. */
export function Popover({
  open,
  onOpenChange,
  button,
  label,
  align = 'start',
  children,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  button: ReactNode;
  label: string;
  align?: 'start' | 'end';
  children: ReactNode;
}) {
  // Asked for when it opens: as this renders, the page that is just being left may still be the one that is there.
  const [main, setMain] = useState<HTMLElement>();
  const change = (isOpen: boolean) => {
    if (isOpen) setMain(mainLandmark());
    onOpenChange(isOpen);
  };
  return (
    <Parts.Root open={open} onOpenChange={change}>
      <Parts.Trigger asChild>{button}</Parts.Trigger>
      <Parts.Portal container={main}>
        <Parts.Content
          aria-label={label}
          align={align}
          sideOffset={6}
          collisionPadding={12}
          className="z-50 w-max max-w-[calc(100vw-1.5rem)] animate-[appear_150ms_ease-out] rounded-[10px] border border-line bg-surface p-1 shadow-pop outline-none"
        >
          {children}
        </Parts.Content>
      </Parts.Portal>
    </Parts.Root>
  );
}
