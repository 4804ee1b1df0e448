'use client';

import { parseAsString, useQueryStates } from 'nuqs';
import { useMemo, useTransition } from 'react';

type View<Key extends string> = Record<Key, string | null>;
export type ViewChange<Key extends string> = Partial<View<Key>>;

/**
 * The view of a table lives in the URL. `view` follows at once what was chosen; `pending` says that its rows
 * are still on their way. Every change but turning the page starts at the first page.
 */
export function useView<const Key extends string>(keys: readonly Key[]) {
  const [pending, startTransition] = useTransition();
  const parsers = useMemo(
    () => Object.fromEntries(keys.map((key) => [key, parseAsString])) as Record<Key, typeof parseAsString>,
    [keys],
  );
  const [view, setView] = useQueryStates(parsers, { history: 'push', shallow: false, startTransition });
  const change = (patch: ViewChange<Key>, { replace = false } = {}) =>
    void setView({ cursor: null, ...patch } as Partial<typeof view>, {
      history: replace ? 'replace' : 'push',
    });
  return { view: view as View<Key>, change, pending };
}
