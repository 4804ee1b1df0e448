'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { Verdict } from './ask';
import { EMPTY, type Draft } from './draft';
import { answered, blank, changed, sent, type Kept } from './kept-draft';

const PLACE = 'broadcast-draft';
const SAVE_AFTER_MS = 300;

/** What stands in the composer, kept in this tab over a reload until it is sent. For the browser alone. */
export function useDraft() {
  const [kept, setKept] = useState(() => read() ?? blank(newKey()));
  const isForgotten = useRef(false);

  useEffect(() => {
    const save = () => {
      if (!isForgotten.current) write(kept);
    };
    const timer = setTimeout(save, SAVE_AFTER_MS);
    window.addEventListener('pagehide', save);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('pagehide', save);
    };
  }, [kept]);

  const change = useCallback((patch: Partial<Draft>) => setKept((it) => changed(it, patch, newKey())), []);
  /** It leaves now. The answer, where it is no success, goes to what this returns. */
  const begin = useCallback(() => {
    setKept(sent);
    const before = { isUnsure: kept.isUnsure };
    return (verdict: Verdict) => setKept((it) => answered(it, verdict, before, newKey()));
  }, [kept.isUnsure]);
  /** Somebody has looked what became of what stood here before. */
  const haveLooked = useCallback(() => setKept((it) => ({ ...it, wasUnsure: false })), []);
  const forget = useCallback(() => {
    isForgotten.current = true;
    sessionStorage.removeItem(PLACE);
  }, []);
  return { ...kept, change, begin, haveLooked, forget };
}

/** Not `randomUUID`, which a browser has only where the page came by https. */
const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );

function read(): Kept | null {
  try {
    const { draft, key, isUnsure, wasUnsure } = JSON.parse(sessionStorage.getItem(PLACE) ?? '') as Kept;
    return { draft: { ...EMPTY, ...draft }, key, isUnsure, wasUnsure };
  } catch {
    return null;
  }
}

/** A list too long for the browser to keep is only kept by the page. */
function write(kept: Kept): void {
  try {
    sessionStorage.setItem(PLACE, JSON.stringify(kept));
  } catch {
    sessionStorage.removeItem(PLACE);
  }
}
