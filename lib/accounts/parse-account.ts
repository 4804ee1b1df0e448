import 'server-only';
import type { Country, E164 } from '@/db/vocabulary';
import type { FieldProblem } from '@/lib/outcome';
import { parsePhone } from '@/lib/phone';
import { callingCodeOf } from '@/lib/phone/countries';
import { NewAccount } from './input';

/** What somebody typed for a new account; absent: the default. */
export type TypedAccount = {
  name?: string;
  country?: string;
  timeZone?: string;
  textNumber?: string;
  master: { name?: string; email?: string; password?: string };
};

/** A new account, or every problem with what was typed; a field is named as in `TypedAccount`, `master.email`. */
export function parseAccount(
  typed: TypedAccount,
): { ok: true; account: NewAccount } | { ok: false; fields: FieldProblem[] } {
  const { textNumber, ...rest } = typed;
  const read = NewAccount.safeParse(rest);
  const fields = read.success
    ? []
    : read.error.issues.map(({ path, message }) => ({ field: path.join('.'), message }));
  const country = (typed.country?.toUpperCase() ?? 'US') as Country;
  if (!hasPhones(country)) {
    if (!fields.some(({ field }) => field === 'country'))
      fields.push({ field: 'country', message: 'We know no such country.' });
    return { ok: false, fields };
  }
  const phone = textNumber === undefined ? null : parsePhone(textNumber, country);
  if (phone && !phone.ok) fields.push({ field: 'textNumber', message: phone.problem });
  if (!read.success || fields.length > 0) return { ok: false, fields };
  return { ok: true, account: { ...read.data, textNumber: phone?.ok ? (phone.phone as E164) : null } };
}

function hasPhones(country: Country): boolean {
  try {
    return Boolean(callingCodeOf(country));
  } catch {
    return false;
  }
}
