import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import type { ImportId } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { theirs } from './own';

/**
 * Relations `rows` (those of the import that can be taken) and `matched (row, contact)`: whom each is, where we
 * know somebody by that number. The same name goes first; else the number alone decides, one row for a contact,
 * so that two people of a house do not become one.
 */
export const matching = (ctx: Context, id: ImportId): SQL => sql`
  rows as materialized (
    select row, name, phones, groups, notes from contact_import_rows
    where account_id = ${ctx.account.id}::bigint and import_id = ${id}::bigint and outcome = 'taken'),
  numbers as materialized (select r.row, lower(r.name) as name, f.phone from rows r, unnest(r.phones) as f (phone)),
  pairs as materialized (
    select distinct n.row, c.id as contact, lower(c.name) = n.name as same
    from numbers n
    join contact_phones p on p.account_id = ${ctx.account.id}::bigint and p.phone = n.phone
    join contacts c on c.id = p.contact_id and ${theirs(ctx)} and c.deleted_at is null),
  namesakes as materialized (
    select distinct on (row) row, contact from pairs where same order by row, contact),
  others as (
    select distinct on (p.row) p.row, p.contact from pairs p
    where p.row not in (select row from namesakes) and p.contact not in (select contact from namesakes)
    order by p.row, p.contact),
  matched as materialized (
    select row, contact from namesakes
    union all (select distinct on (contact) row, contact from others order by contact, row))`;
