'use client';

import { unstable_rethrow } from 'next/navigation';
import { useCallback, useEffect, useState, useTransition } from 'react';
import type { PhoneDetail } from '@/lib/opt-outs/view';

export type FindPhone = (phone: string) => Promise<PhoneDetail | null>;
type Read = { phone: string; detail: PhoneDetail | null } | { phone: string; failed: true };

/** State and history of a phone, read when the dialog opens and again when asked. */
export function usePhoneDetail(phone: string, findPhone: FindPhone) {
  const [read, setRead] = useState<Read | null>(null);
  const [, startTransition] = useTransition();

  const reread = useCallback(
    () =>
      startTransition(async () => {
        const next = await findPhone(phone).then(
          (detail): Read => ({ phone, detail }),
          (error: unknown): Read => {
            unstable_rethrow(error);
            return { phone, failed: true };
          },
        );
        setRead(next);
      }),
    [phone, findPhone],
  );
  useEffect(reread, [reread]);

  if (!read || read.phone !== phone) return { status: 'loading', reread } as const;
  if ('failed' in read) return { status: 'failed', reread } as const;
  if (!read.detail) return { status: 'missing', reread } as const;
  return { status: 'shown', detail: read.detail, reread } as const;
}
