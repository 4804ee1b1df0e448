'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { EMPTY, type Draft } from './draft';

const PLACE = 'broadcast-draft';
const SAVE_AFTER_MS = 300;

/** The idempotency key stands for this very draft: sent twice it is one broadcast, changed it is another. */
type Kept = { draft: Draft; key: string };

/** What stands in the composer, kept in this tab over a reload until it is sent. For the browser alone. */
export function useDraft() {
  const [kept, setKept] = useState(() => read() ?? { draft: EMPTY, key: crypto.randomUUID() });
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
  return { draft: kept.draft, key: kept.key, change, renewKey, forget };
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
