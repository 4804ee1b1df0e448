import type { E164 } from '@/db/vocabulary';
import { RECIPIENT_FILTERS, type RecipientFilter } from './view';

/** What of a broadcast's result is shown: one of its groups or all, and from where on. */
export type Shown = { show?: RecipientFilter | 'invalid'; after?: E164; before?: E164 };

type Params = Record<string, string | string[] | undefined>;

/** Reads it from the URL; what can't be read is left out, and the result is shown from its beginning. */
export function parseShown({ show, after, before }: Params): Shown {
  return {
    show: show === 'invalid' ? show : RECIPIENT_FILTERS.find((filter) => filter === show),
    after: readPhone(after),
    before: readPhone(before),
  };
}

/** The same as an address. */
export function shownAt(id: number, { show, after, before }: Shown): string {
  const query = new URLSearchParams({
    ...(show && { show }),
    ...(after && { after: after.slice(1) }),
    ...(before && { before: before.slice(1) }),
  }).toString();
  return `/broadcasts/${id}${query && `?${query}`}`;
}

const readPhone = (digits: string | string[] | undefined) =>
  typeof digits === 'string' && /^\d{7,15}$/.test(digits) ? (`+${digits}` as E164) : undefined;
