import { z } from 'zod';
import type { GroupId } from '@/db/vocabulary';
import type { FieldProblem } from '@/lib/outcome';

export const CONTACT_SORTS = ['name.asc', 'name.desc'] as const;
export type ContactSort = (typeof CONTACT_SORTS)[number];

/** Which contacts the list shows. Keys are those of the URL. */
const FIELDS = {
  search: z.string().trim().max(100, 'That is too long to search for.'),
  group: z.coerce
    .number('This is not a group.')
    .int('This is not a group.')
    .positive('This is not a group.')
    .max(Number.MAX_SAFE_INTEGER, 'This is not a group.')
    .transform((id) => id as GroupId),
  show: z.enum(['deleted'], 'Only “deleted” can be shown beside the others.'),
  sort: z.enum(CONTACT_SORTS, 'Sort by name.asc or name.desc.'),
  cursor: z.string().max(2000, 'This is not a page of the list.'),
} as const;

export type ContactFilterKey = keyof typeof FIELDS;
const CONTACT_FILTER_KEYS = Object.keys(FIELDS) as ContactFilterKey[];

export type ContactFilter = {
  search?: string;
  group?: GroupId;
  /** Those that were deleted and can still be restored, instead of the others. */
  show?: 'deleted';
  sort: ContactSort;
  cursor?: string;
};

/** Reads a view from URL parameters. What can't be read is left out and named in `problems`. */
export function parseContactFilter(params: Record<string, string | string[] | undefined>): {
  filter: ContactFilter;
  problems: FieldProblem[];
} {
  const filter: Record<string, unknown> = { sort: CONTACT_SORTS[0] };
  const problems: FieldProblem[] = [];
  for (const key of CONTACT_FILTER_KEYS) {
    const raw = params[key];
    if (raw === undefined || raw === '') continue;
    const read = FIELDS[key].safeParse(Array.isArray(raw) ? raw.at(-1) : raw);
    if (read.success) filter[key] = read.data;
    else problems.push({ field: key, message: read.error.issues[0]?.message ?? 'Not readable.' });
  }
  return { filter: filter as ContactFilter, problems };
}
