import { z } from 'zod';
import { COLUMN_ROLES } from './column-roles';

export const DELIMITERS = [',', ';', '\t', '|', ''] as const;
export const TEXT_ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;

const rolesOf = <Role extends string>(roles: readonly Role[]) =>
  z.record(z.string().regex(/^\d{1,4}$/), z.enum(roles)).optional();

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
  roles: rolesOf(COLUMN_ROLES),
  dateOrder: z.enum(['mdy', 'dmy', 'ymd']).optional(),
});
export type Chosen = z.infer<typeof Chosen>;

/** The same for files whose columns hold something else than opt-outs. */
export const chosenWith = <Role extends string>(roles: readonly Role[]) =>
  Chosen.omit({ phoneColumns: true, dateOrder: true }).extend({ roles: rolesOf(roles) });

/** What was chosen as it comes in a form: as JSON, because a table of columns is no flat form. */
export const inForm = <Shape extends z.ZodType>(shape: Shape) =>
  z
    .string('Say how it is to be read.')
    .max(100_000, 'That is too much.')
    .transform((text, ctx): unknown => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        ctx.addIssue({ code: 'custom', message: 'Say how it is to be read.' });
        return z.NEVER;
      }
    })
    .pipe(shape);
