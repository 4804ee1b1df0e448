import 'server-only';
import { z } from 'zod';
import type { E164 } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { EXPORT_FORMATS } from '@/lib/opt-outs/export-opt-outs';
import { DEFAULT_SORT, SORTS } from '@/lib/opt-outs/filter';
import { MOST_SELECTED } from '@/lib/opt-outs/view';
import { parsePhone } from '@/lib/phone';
import type { Outcome } from '@/lib/outcome';
import { PhoneIn } from './words';

export const SelectedExport = z
  .strictObject({
    format: z.enum(EXPORT_FORMATS, 'Choose csv or xlsx.'),
    phones: z
      .array(PhoneIn, 'List the phones.')
      .min(1, 'Select at least one phone.')
      .max(
        MOST_SELECTED,
        `At most ${MOST_SELECTED.toLocaleString('en-US')} phones; filter the report instead.`,
      )
      .describe('Those that are not opted out are not in the file.'),
    sort: z
      .enum(SORTS, 'Sort by added_at.desc, added_at.asc, phone.asc or phone.desc.')
      .default(DEFAULT_SORT),
  })
  .meta({
    id: 'SelectedExport',
    examples: [{ format: 'csv', phones: ['+15125550142', '(512) 555-0143'], sort: 'phone.asc' }],
  });

/** The phones of a selection, each once, or which of them are none. */
export function readSelection(
  ctx: Context,
  phones: readonly (string | number)[],
): Outcome<{ phones: E164[] }> {
  const read = phones.map((phone) => parsePhone(phone, ctx.account.country));
  const fields = read.flatMap((it, n) => (it.ok ? [] : [{ field: `phones.${n}`, message: it.problem }]));
  if (fields.length > 0)
    return {
      ok: false,
      reason: 'fields',
      message: 'Some of these are no phones.',
      fields: fields.slice(0, 100),
    };
  return { ok: true, phones: [...new Set(read.flatMap((it) => (it.ok ? [it.phone] : [])))] };
}
