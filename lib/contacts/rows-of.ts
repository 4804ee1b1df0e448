import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import type { ContactId, E164, Lock } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { formatPhone } from '@/lib/phone';
import type { ContactRow, GroupName } from './view';

/** What a line of the list is made of, for `contacts c`: its phones with their state, its groups, its owner. */
export const ROW_COLUMNS: SQL = sql`
  c.id, c.name, c.notes, c.deleted_at, lower(c.name) as key,
  (select u.name from users u where u.account_id = c.account_id and u.id = c.user_id) as owner,
  coalesce((
    select json_agg(json_build_object('phone', n.phone::text, 'voice', p.voice_closed_at is not null,
      'text', p.text_closed_at is not null, 'lock', p.text_lock) order by n.n)
    from contact_phones n left join phones p on p.account_id = n.account_id and p.phone = n.phone
    where n.account_id = c.account_id and n.contact_id = c.id), '[]') as phones,
  coalesce((
    select json_agg(json_build_object('id', g.id, 'name', g.name) order by lower(g.name), g.id)
    from group_members m join contact_groups g on g.account_id = m.account_id and g.id = m.group_id
    where m.account_id = c.account_id and m.contact_id = c.id), '[]') as groups`;

export type RawRow = {
  id: string;
  name: string;
  notes: string;
  deleted_at: string | null;
  key: string;
  owner: string | null;
  phones: { phone: string; voice: boolean; text: boolean; lock: Lock | null }[];
  groups: GroupName[];
};

export const asRow = (ctx: Context, raw: RawRow): ContactRow => ({
  id: Number(raw.id) as ContactId,
  name: raw.name,
  phones: raw.phones.map(({ phone, ...state }) => ({
    ...state,
    phone: `+${phone}` as E164,
    shown: formatPhone(`+${phone}` as E164, ctx.account.country),
  })),
  groups: raw.groups,
  owner: raw.owner,
  deletedAt: raw.deleted_at ? new Date(raw.deleted_at) : null,
});
