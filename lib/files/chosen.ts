import { z } from 'zod';
import { COLUMN_ROLES } from './column-roles';

export const DELIMITERS = [',', ';', '\t', '|', ''] as const;
export const TEXT_ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;

/** What a person or a program has settled of how a file is read; the rest is detected around it. Plain JSON. */
export const Chosen = z.object({
  encoding: z.enum(TEXT_ENCODINGS).optional(),
  delimiter: z.enum(DELIMITERS).optional(),
  sheet: z.string().max(200).optional(),
  /** From 1, as a spreadsheet counts; null where the file has no column names. */
  headerRow: z.number().int().min(1).max(1_048_576).nullable().optional(),
  /** Columns by name, letter or number, with commas between: "Home Phone, C, 4". */
  phoneColumns: z.string().max(2000).optional(),
  /** Of columns by their place, from 0. */
  roles: z.record(z.string().regex(/^\d{1,4}$/), z.enum(COLUMN_ROLES)).optional(),
  dateOrder: z.enum(['mdy', 'dmy', 'ymd']).optional(),
});
export type Chosen = z.infer<typeof Chosen>;
