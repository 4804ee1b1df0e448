import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import { storable } from '@/db/storable';
import type { Context } from '@/lib/context';
import { searchDigits } from '@/lib/phone';

/** On `contacts c`: every word stands in the name, or the digits in one of the phones, however they are written. */
export function matches(ctx: Context, search: string): SQL {
  const words = storable(search).split(/\s+/).filter(Boolean);
  const named = words.map((word) => sql`position(lower(${word}) in lower(c.name)) > 0`);
  const digits = searchDigits(search, ctx.account.country);
  const byName = sql`(${sql.join(named.length > 0 ? named : [sql`true`], sql` and `)})`;
  if (!isPhonePart(search, digits)) return byName;
  return sql`(${byName} or exists (
    select 1 from contact_phones n where n.account_id = c.account_id and n.contact_id = c.id
      and position(${digits} in n.phone::text) > 0))`;
}

/** The one digit of "Team 2" finds no phones; "2" alone does. */
const isPhonePart = (search: string, digits: string) =>
  digits.length >= 3 || (digits.length > 0 && !/\p{L}/u.test(search));
