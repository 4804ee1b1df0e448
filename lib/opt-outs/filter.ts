import { z } from 'zod';
import { OPT_OUT_TYPES, SOURCES } from '@/db/vocabulary';
import { parseDay } from '@/lib/format';
import type { FieldProblem } from '@/lib/outcome';

export const ADDED_PRESETS = ['today', '7d', '30d', 'year'] as const;
export type AddedPreset = (typeof ADDED_PRESETS)[number];

export const SORTS = ['added_at.desc', 'added_at.asc', 'phone.asc', 'phone.desc'] as const;
export type Sort = (typeof SORTS)[number];
export const DEFAULT_SORT: Sort = 'added_at.desc';

const day = z.string().transform((text, ctx) => {
  const parsed = parseDay(text);
  if (parsed) return parsed;
  ctx.addIssue({ code: 'custom', message: 'Write a day as 2026-01-31.' });
  return z.NEVER;
});

/** What the report shows: one shape, read by the screen, the export and the API. Keys are those of the URL. */
export const FIELDS = {
  type: z.enum(OPT_OUT_TYPES, 'Choose voice, text or both.'),
  source: z.enum(SOURCES, 'We know no such source.'),
  added: z.enum(ADDED_PRESETS, 'Choose today, 7d, 30d or year.'),
  added_from: day,
  added_to: day,
  search: z.string().trim().max(60, 'A phone number is shorter than that.'),
  sort: z.enum(SORTS, 'Sort by added_at.desc, added_at.asc, phone.asc or phone.desc.'),
  cursor: z.string().max(200, 'This is not a page of the report.'),
} as const;

export type OptOutFilter = {
  type?: z.infer<typeof FIELDS.type>;
  source?: z.infer<typeof FIELDS.source>;
  added?: AddedPreset;
  added_from?: string;
  added_to?: string;
  search?: string;
  sort: Sort;
  cursor?: string;
};

export type FilterKey = keyof typeof FIELDS;
export const FILTER_KEYS = Object.keys(FIELDS) as FilterKey[];

/**
 * Reads a view from URL parameters. What can't be read is left out and named in `problems`:
 * the screen says so, the API refuses.
 */
export function parseFilter(params: Record<string, string | string[] | undefined>): {
  filter: OptOutFilter;
  problems: FieldProblem[];
} {
  const filter: Record<string, unknown> = { sort: DEFAULT_SORT };
  const problems: FieldProblem[] = [];
  for (const key of FILTER_KEYS) {
    const raw = params[key];
    if (raw === undefined || raw === '') continue;
    const read = FIELDS[key].safeParse(Array.isArray(raw) ? raw.at(-1) : raw);
    if (read.success) filter[key] = read.data;
    else problems.push({ field: key, message: read.error.issues[0]?.message ?? 'Not readable.' });
  }
  const parsed = filter as OptOutFilter;
  if (parsed.added && (parsed.added_from || parsed.added_to)) delete parsed.added;
  if (parsed.added_from && parsed.added_to && parsed.added_from > parsed.added_to) {
    problems.push({ field: 'added_to', message: 'The range ends before it begins.' });
  }
  return { filter: parsed, problems };
}

/** True where the view narrows the report, so that "Clear filters" has something to clear. */
export const isNarrowed = (filter: OptOutFilter) =>
  Boolean(
    filter.type || filter.source || filter.added || filter.added_from || filter.added_to || filter.search,
  );
