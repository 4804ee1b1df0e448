'use client';

import { X } from 'lucide-react';
import { Dialog as Parts } from 'radix-ui';
import type { ReactNode } from 'react';

/**
 * A modal dialog: traps focus, closes on Escape, and gives focus back through `onClosed`, which runs once
 * it is gone.
 */
export function Dialog({
  open,
  onClose,
  onClosed,
  title,
  description,
  children,
}: {
  open: boolean;
  onClose: () => void;
  onClosed?: () => void;
  title: string;
  description: ReactNode;
  children: ReactNode;
}) {
  return (
    <Parts.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Parts.Portal>
        <Parts.Overlay className="fixed inset-0 z-40 grid animate-[appear_150ms_ease-out] items-end overflow-y-auto bg-scrim sm:place-items-center sm:p-6">
          <Parts.Content
            onCloseAutoFocus={(event) => {
              if (!onClosed) return;
              event.preventDefault();
              onClosed();
            }}
            className="relative flex max-h-[94dvh] w-full flex-col overflow-hidden rounded-t-[14px] bg-surface shadow-pop outline-none sm:max-h-[calc(100dvh-3rem)] sm:w-[520px] sm:rounded-[14px]"
          >
            <header className="shrink-0 px-6 pt-5 pb-1">
              <Parts.Title className="pr-8 text-lg/6.5 font-semibold tracking-[-0.01em]">{title}</Parts.Title>
              <Parts.Description asChild>
                <div className="pr-8 text-ink-2">{description}</div>
              </Parts.Description>
            </header>
            {children}
            <Parts.Close
              aria-label="Close"
              className="absolute top-4 right-4 grid size-8 place-items-center rounded-lg text-ink-2 hover:bg-sunken hover:text-ink"
            >
              <X size={18} aria-hidden />
            </Parts.Close>
          </Parts.Content>
        </Parts.Overlay>
      </Parts.Portal>
    </Parts.Root>
  );
}

/** What scrolls when the dialog is taller than the screen. */
export const DialogBody = ({ children }: { children: ReactNode }) => (
  <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-6 py-3.5">{children}</div>
);

export const DialogFooter = ({ children }: { children: ReactNode }) => (
  <footer className="flex shrink-0 flex-wrap items-center justify-end gap-2 border-t border-line bg-sunken px-6 py-3.5">
    {children}
  </footer>
);
