'use client';

import { useCallback, useEffect, useRef } from 'react';

/** A closed dialog gives focus back to what opened it, or to the heading when what was saved has left the list. */
export function useFocusReturn(page: object) {
  const root = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLElement | null>(null);
  const remember = useCallback(() => {
    opener.current = document.activeElement as HTMLElement | null;
  }, []);
  const giveBack = useCallback(() => {
    if (opener.current?.isConnected) opener.current.focus();
    else root.current?.querySelector('h1')?.focus();
  }, []);
  useEffect(() => {
    if (opener.current && document.activeElement === document.body) giveBack();
  }, [page, giveBack]);
  return { root, remember, giveBack };
}
