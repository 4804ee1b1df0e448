'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useTransition } from 'react';

/** Reads the page again and again, for something that goes on without it. */
export function useRefreshEachSecond() {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  useEffect(() => {
    if (pending) return;
    const timer = setTimeout(() => startTransition(() => router.refresh()), 1000);
    return () => clearTimeout(timer);
  }, [pending, router]);
}
