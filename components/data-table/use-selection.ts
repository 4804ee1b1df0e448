import { createContext, useState } from 'react';

/** Rows that are selected, by their ids. Other pages' stay in it; another `scope`, say a filter, begins with none. */
export type Selection = {
  ids: ReadonlySet<string>;
  has: (id: string) => boolean;
  /** Puts rows in or takes them out, as far as there is room. */
  set: (ids: readonly string[], selected: boolean) => void;
  clear: () => void;
};

/** For the boxes in the rows: a column's cells must stay the same when what is selected changes. */
export const SelectionContext = createContext<Selection | null>(null);

export function useSelection(scope: string, most: number): Selection {
  const [state, setState] = useState({ scope, ids: NONE });
  const ids = state.scope === scope ? state.ids : NONE;
  return {
    ids,
    has: (id) => ids.has(id),
    set(some, selected) {
      const next = new Set(ids);
      for (const id of some) {
        if (!selected) next.delete(id);
        else if (next.size < most) next.add(id);
      }
      setState({ scope, ids: next });
    },
    clear: () => setState({ scope, ids: NONE }),
  };
}

const NONE: ReadonlySet<string> = new Set();
