import { z } from 'zod';
import type { UploadId } from '@/db/vocabulary';
import { Chosen } from '@/lib/files/chosen';
import { Mistake, toggle } from '@/lib/opt-outs/input';

const id = z.coerce
  .number('There is no such upload.')
  .int('There is no such upload.')
  .positive('There is no such upload.')
  .transform((number) => number as UploadId);

/** A form that names an upload. */
export const OneUpload = z.object({ id });
export type OneUpload = z.infer<typeof OneUpload>;

/** The form that undoes an upload. */
export const UndoUpload = Mistake.extend({ id });
export type UndoUpload = z.infer<typeof UndoUpload>;

/** The form that has a file read again; `chosen` is JSON, because a table of columns is no flat form. */
export const RereadUpload = z.object({
  id,
  chosen: z
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
    .pipe(Chosen),
});
export type RereadUpload = z.infer<typeof RereadUpload>;

/** A form that names an upload and the switches of its file. */
export const UploadWithToggles = z.object({ id, voice: toggle, text: toggle });
export type UploadWithToggles = z.infer<typeof UploadWithToggles>;
