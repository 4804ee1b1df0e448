import 'server-only';
import type { Context } from '@/lib/context';
import type { Outcome } from '@/lib/outcome';
import { formatPhone } from '@/lib/phone';
import { editOptOut } from './edit-opt-out';
import { isPhoneOf } from './is-phone-of';
import type { EditOptOut } from './input';
import { beside, editInWords, readEdit } from './read-edit';

/** The edit dialog's Save, answered in words. */
export async function saveOptOut(ctx: Context, form: EditOptOut): Promise<Outcome<{ message: string }>> {
  const { phone } = form;
  if (!isPhoneOf(ctx, phone))
    return { ok: false, reason: 'phone', message: 'This form names no phone number. Open the phone again.' };
  const { edit, problems } = readEdit(form, phone);
  const saved = await editOptOut(ctx, edit);
  if (!saved.ok) return beside(saved, problems);
  return { ok: true, message: editInWords(formatPhone(phone, ctx.account.country), saved) };
}
