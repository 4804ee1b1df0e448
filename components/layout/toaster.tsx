'use client';

import { Toaster as Toasts } from 'sonner';

/** Where confirmations appear; anyone says one with `toast` of sonner. */
export const Toaster = () => (
  <Toasts
    position="bottom-center"
    theme="system"
    duration={6000}
    closeButton
    toastOptions={{
      classNames: {
        toast: '!rounded-[10px] !border-line !bg-surface !text-ink !shadow-pop !font-sans !text-sm',
        description: '!text-ink-2',
        actionButton: '!bg-accent !text-accent-ink',
        cancelButton: '!bg-sunken !text-ink !border !border-line-strong',
        closeButton: '!bg-surface !text-ink-2 !border-line',
      },
    }}
  />
);
