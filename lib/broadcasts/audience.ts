import 'server-only';
import { setImmediate as breathe } from 'node:timers/promises';
import { sql, type SQL } from 'drizzle-orm';
import { arrayOf } from '@/db/array';
import type { E164 } from '@/db/vocabulary';
import { ownerOf, theirs } from '@/lib/contacts/own';
import type { Context } from '@/lib/context';
import { seesAll } from '@/lib/permissions';
import { parsePhone } from '@/lib/phone';
import type { Audience } from './input';
import { LONGEST_INPUT } from './read-list';

/** What was typed or pasted, read: phones, and what is none with the reason. */
export type ReadInputs = { phones: E164[]; invalid: { input: string; reason: string }[] };

const A_BREATH = 1_000;

/** Reads inputs by the one normaliser, without holding the event loop for long. */
export async function readInputs(ctx: Context, inputs: readonly (string | number)[]): Promise<ReadInputs> {
  const read: ReadInputs = { phones: [], invalid: [] };
  for (const [i, input] of inputs.entries()) {
    if (i % A_BREATH === A_BREATH - 1) await breathe();
    const reading = parsePhone(input, ctx.account.country);
    if (reading.ok) read.phones.push(reading.phone);
    else read.invalid.push({ input: String(input).slice(0, LONGEST_INPUT), reason: reading.problem });
  }
  return read;
}

/**
 * The phones of an audience, each once: `(phone bigint)`. Of contacts and groups those that whoever asks may
 * see, of deleted contacts none; a contact's phones all count, for each is somebody's.
 */
export function audiencePhones(
  ctx: Context,
  phones: readonly E164[],
  { contacts, groups, lists }: Omit<Audience, 'phones'>,
): SQL {
  const account = sql`${ctx.account.id}::bigint`;
  const digits = arrayOf(
    phones.map((phone) => phone.slice(1)),
    'bigint',
  );
  return sql`
    select phone from unnest(${digits}) as phone
    union
    select p.phone from contacts c join contact_phones p on p.account_id = c.account_id and p.contact_id = c.id
    where ${theirs(ctx)} and c.deleted_at is null
      and (c.id = any (${arrayOf(contacts, 'bigint')})
        or exists (select 1 from group_members m where m.account_id = c.account_id and m.contact_id = c.id
          and m.group_id = any (${arrayOf(groups, 'bigint')})))
    union
    select l.phone from audience_list_phones l
    where l.account_id = ${account} and l.list_id in (${listsOf(ctx, lists)}) and l.phone is not null`;
}

/** Conditions on `audience_lists a`: another messenger's lists look as if they did not exist. */
export const theirList = (ctx: Context): SQL =>
  sql`a.account_id = ${ctx.account.id}::bigint and ${seesAll(ctx) ? sql`true` : sql`a.user_id = ${ownerOf(ctx)}::bigint`}`;

const listsOf = (ctx: Context, lists: Audience['lists']): SQL =>
  sql`select a.id from audience_lists a where ${theirList(ctx)} and a.id = any (${arrayOf(lists, 'bigint')})`;

/** What stands in the chosen lists and is no phone. */
export const listedInvalid = (ctx: Context, lists: Audience['lists']): SQL => sql`
  select input, coalesce(reason, 'This is no phone number.') as reason from audience_list_phones
  where account_id = ${ctx.account.id}::bigint and list_id in (${listsOf(ctx, lists)}) and phone is null
  order by list_id, n`;
