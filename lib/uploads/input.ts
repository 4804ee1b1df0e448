import { z } from 'zod';
import type { UploadId } from '@/db/vocabulary';
import { Chosen, inForm } from '@/lib/files/chosen';
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

/** The form that has a file read again. */
export const RereadUpload = z.object({ id, chosen: inForm(Chosen) });
export type RereadUpload = z.infer<typeof RereadUpload>;

/** A form that names an upload and the switches of its file. */
export const UploadWithToggles = z.object({ id, voice: toggle, text: toggle });
export type UploadWithToggles = z.infer<typeof UploadWithToggles>;
