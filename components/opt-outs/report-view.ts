import type { FilterKey } from '@/lib/opt-outs/filter';
import type { ViewChange } from '../data-table/use-view';

/** The parts of the URL that the report reads. */
export const VIEW_KEYS = [
  'type',
  'source',
  'added',
  'added_from',
  'added_to',
  'search',
  'sort',
  'cursor',
] as const satisfies readonly FilterKey[];

/** What the filters get: the view as chosen, and how to change it. */
export type ReportView = {
  view: Record<FilterKey, string | null>;
  change: (patch: ViewChange<FilterKey>) => void;
};

/** The view without what narrows it; its sorting stays. */
export const UNFILTERED = {
  type: null,
  source: null,
  added: null,
  added_from: null,
  added_to: null,
  search: null,
} as const;
