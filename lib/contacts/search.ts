import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import { arrayOf } from '@/db/array';
import { storable } from '@/db/storable';
import type { Context } from '@/lib/context';
import { searchDigits } from '@/lib/phone';

/** On `contacts c`: every word stands in the name, or the digits in one of the phones, however they are written. */
export function matches(ctx: Context, search: string): SQL {
  const words = storable(search).split(/\s+/).filter(Boolean);
  const digits = searchDigits(search, ctx.account.country);
  return sql`c.id in (
    select contact_id from matching_contacts(${arrayOf(words, 'text')}, ${isPhonePart(search, digits) ? digits : ''}))`;
}

/** The one digit of "Team 2" finds no phones; "2" alone does. */
const isPhonePart = (search: string, digits: string) =>
  digits.length >= 3 || (digits.length > 0 && !/\p{L}/u.test(search));
