import 'server-only';
import type { E164 } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import type { FieldProblem } from '@/lib/outcome';
import { formatPhone, isBlank, parsePhone } from '@/lib/phone';
import { PHONE_FIELDS, type PhoneField } from './policy';

/** A contact's phones as they were typed, in their order, with what is wrong beside each field. Blank fields are none. */
export function readPhones(
  ctx: Context,
  typed: Partial<Record<PhoneField, string>>,
): { phones: E164[]; problems: FieldProblem[] } {
  const phones: E164[] = [];
  const problems: FieldProblem[] = [];
  for (const field of PHONE_FIELDS) {
    const text = typed[field];
    if (isBlank(text)) continue;
    const read = parsePhone(text ?? '', ctx.account.country);
    if (!read.ok) problems.push({ field, message: read.problem });
    else if (phones.includes(read.phone)) problems.push({ field, message: twice(ctx, read.phone) });
    else phones.push(read.phone);
  }
  return { phones, problems };
}

const twice = ({ account }: Context, phone: E164) =>
  `${formatPhone(phone, account.country)} stands above already. A contact has each number once.`;
