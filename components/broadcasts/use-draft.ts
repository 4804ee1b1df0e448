'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { EMPTY, type Draft } from './draft';

const PLACE = 'broadcast-draft';
const SAVE_AFTER_MS = 300;

/** The idempotency key stands for this very draft: sent twice it is one broadcast, changed it is another. */
type Kept = { draft: Draft; key: string };

/** What stands in the composer, kept in this tab over a reload until it is sent. */
export function useDraft() {
  // A reload shows what was kept only once the page has come alive: the server knows nothing of it.
  const [kept, setKept] = useState<Kept>({ draft: EMPTY, key: '' });
  const [isReady, setReady] = useState(false);
  const latest = useRef(kept);
  const isForgotten = useRef(false);

  useEffect(() => {
    setKept(read() ?? { draft: EMPTY, key: crypto.randomUUID() });
    setReady(true);
  }, []);

  useEffect(() => {
    latest.current = kept;
    if (!isReady) return;
    const save = () => {
      if (!isForgotten.current) write(latest.current);
    };
    const timer = setTimeout(save, SAVE_AFTER_MS);
    window.addEventListener('pagehide', save);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('pagehide', save);
    };
  }, [kept, isReady]);

  const change = useCallback(
    (patch: Partial<Draft>) =>
      setKept(({ draft }) => ({ draft: { ...draft, ...patch }, key: crypto.randomUUID() })),
    [],
  );
  /** After a refusal: an answer that was given is not to be given again. */
  const renewKey = useCallback(() => setKept(({ draft }) => ({ draft, key: crypto.randomUUID() })), []);
  const forget = useCallback(() => {
    isForgotten.current = true;
    sessionStorage.removeItem(PLACE);
  }, []);
  return { draft: kept.draft, key: kept.key, isReady, change, renewKey, forget };
}

function read(): Kept | null {
  try {
    const { draft, key } = JSON.parse(sessionStorage.getItem(PLACE) ?? '') as Kept;
    return { draft: { ...EMPTY, ...draft }, key };
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
