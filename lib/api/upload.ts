import 'server-only';
import { z } from 'zod';
import { UPLOAD_STATUSES } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { COLUMN_ROLES } from '@/lib/files/column-roles';
import { beginApplying } from '@/lib/uploads/apply-upload';
import { OneUpload } from '@/lib/uploads/input';
import { reviewUpload } from '@/lib/uploads/review-upload';
import { beginUndoing } from '@/lib/uploads/undo-upload';
import { NotFound, type Outcome } from '@/lib/outcome';
import { Reason } from './correction';
import { channelsOf, ChannelsIn } from './words';

const status = z.enum(UPLOAD_STATUSES);
const n = z.int().min(0);

export const BegunUpload = z.object({ id: z.int(), status }).meta({ id: 'BegunUpload' });

export const Upload = z
  .object({
    id: z.int(),
    status,
    progress: z.object({ rows_read: n, rows_total: n.optional().describe('Estimated while it is read.') }),
    counts: z
      .object({
        rows: n.describe('Data rows read.'),
        blank_rows: n.describe('Those with nothing in a phone column.'),
        phones: n.describe(
          'Phones looked at; a cell with two counts twice. Before a file is read to its end, and where it never was, only those that are rejected by then.',
        ),
        new: n,
        widened: n,
        already_opted_out: n,
        duplicates: n,
        no_request: n,
        rejected: n,
      })
      .describe('The last six add up to `phones`, always.'),
    columns: z
      .array(z.object({ name: z.string(), role: z.enum(COLUMN_ROLES), sample: z.array(z.string()) }))
      .describe('How each column of the file is read; `other` is not read.'),
    detected: z.array(z.string()).describe('What was detected in the file, in words.'),
    missed: z
      .array(z.object({ column: z.string(), rows: n }))
      .describe('Rows that hold a phone in a column which is not read.'),
    error: z.string().optional(),
  })
  .meta({ id: 'Upload' });

export const ApplyUpload = z.strictObject({ channels: ChannelsIn }).meta({
  id: 'ApplyUpload',
  description: 'What is closed for the rows that name no channel of their own.',
});
export const UndoUpload = z.strictObject({ reason: Reason }).meta({ id: 'UndoUpload' });

/** An upload's id as it stands in an address; what is no id is not there. */
export function uploadId(text = '') {
  const read = OneUpload.safeParse({ id: /^\d{1,15}$/.test(text) ? text : null });
  if (!read.success) throw new NotFound('upload', text);
  return read.data.id;
}

export async function readUpload(ctx: Context, id: string | undefined): Promise<z.infer<typeof Upload>> {
  const review = await reviewUpload(ctx, uploadId(id));
  const { rows_read, rows_total } = review.progress;
  const { rows, blank_rows, phones: _, duplicate, ...outcomes } = review.counts;
  const counts = { ...outcomes, duplicates: duplicate };
  // Before all are judged only those count whose outcome is known, so that the sum is right at each look.
  const phones = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return {
    id: review.id,
    status: review.status,
    progress: rows_total === null ? { rows_read } : { rows_read, rows_total },
    counts: { rows, blank_rows, phones, ...counts },
    columns: (review.reading?.columns ?? []).map(({ name, role, sample }) => ({ name, role, sample })),
    detected: review.detected,
    missed: review.missed,
    ...(review.problem !== null && { error: review.problem }),
  };
}

type Begun = Outcome<{ status: number; body: z.infer<typeof BegunUpload> }>;

export async function apply(
  ctx: Context,
  { channels }: z.output<typeof ApplyUpload>,
  params: { uploadId?: string },
): Promise<Begun> {
  const id = uploadId(params.uploadId);
  const begun = await beginApplying(ctx, id, channelsOf(channels));
  return begun.ok ? { ok: true, status: 202, body: { id, status: 'applying' } } : begun;
}

export async function undo(
  ctx: Context,
  { reason }: z.output<typeof UndoUpload>,
  params: { uploadId?: string },
): Promise<Begun> {
  const id = uploadId(params.uploadId);
  const begun = await beginUndoing(ctx, id, { reason });
  return begun.ok ? { ok: true, status: 202, body: { id, status: 'undoing' } } : begun;
}
