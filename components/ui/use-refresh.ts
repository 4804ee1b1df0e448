'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useTransition } from 'react';

/** Asks for the page again, so long after it came, while somebody looks at it. What is typed stays. */
export function useRefresh(everyMs: number): void {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  useEffect(() => {
    if (pending) return;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') startTransition(() => router.refresh());
    }, everyMs);
    return () => clearInterval(timer);
  }, [pending, router, everyMs]);
}
