import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import { transaction } from '@/db/client';
import type { E164, OptOutType } from '@/db/vocabulary';
import { ownerOf } from '@/lib/contacts/own';
import type { Context } from '@/lib/context';
import { localDay } from '@/lib/format';
import { authorize, seesAll } from '@/lib/permissions';
import { formatPhone } from '@/lib/phone';
import { businessDaysUntil } from './deadline';
import type { Deadline, InboxPage, InboxView } from './view';

const LINES = 50;

/** The conversations of an account, the newest first, by keyset; `before` is what the last page named. */
export async function listConversations(
  ctx: Context,
  { view = 'all', before = null }: { view?: InboxView; before?: string | null } = {},
): Promise<InboxPage> {
  authorize(ctx, 'messages.read');
  const from = readCursor(before);
  const rows = await transaction(ctx.account.id, (tx) =>
    tx.execute<{
      phone: string;
      last_at: string;
      last_body: string;
      unread: number;
      type: OptOutType | null;
      due_on: string | null;
      name: string | null;
    }>(sql`
      select c.phone::text, c.last_at::text, left(c.last_body, 200) as last_body, c.unread, p.type,
        r.due_on::text, ${contactName(ctx, sql`c.phone`)} as name
      from conversations c
      left join phones p on p.account_id = c.account_id and p.phone = c.phone
      left join reviews r on r.account_id = c.account_id and r.phone = c.phone and r.decided_at is null
      where c.account_id = ${ctx.account.id}::bigint and ${VIEWS[view]}
        ${from ? sql`and (c.last_at, c.phone) < (${from.at}::timestamptz, ${from.phone}::bigint)` : sql``}
      order by c.last_at desc, c.phone desc
      limit ${LINES + 1}`),
  );
  const last = rows.length > LINES ? rows[LINES - 1] : undefined;
  return {
    lines: rows.slice(0, LINES).map((row) => ({
      phone: `+${row.phone}` as E164,
      shown: formatPhone(`+${row.phone}` as E164, ctx.account.country),
      name: row.name,
      lastAt: new Date(row.last_at),
      lastBody: row.last_body,
      unread: row.unread,
      optedOut: row.type,
      review: row.due_on === null ? null : deadline(ctx, row.due_on),
    })),
    next: last ? `${new Date(last.last_at).getTime()}-${last.phone}` : null,
  };
}

/** How many conversations hold something that nobody has read; for the top bar, on every page. */
export async function countUnread(ctx: Context): Promise<number> {
  const [row] = await transaction(ctx.account.id, (tx) =>
    tx.execute<{ n: number }>(sql`
      select count(*)::int as n from conversations
      where account_id = ${ctx.account.id}::bigint and unread > 0`),
  );
  return row?.n ?? 0;
}

export const deadline = ({ account, now }: Context, dueOn: string): Deadline => ({
  dueOn,
  businessDaysLeft: businessDaysUntil(localDay(now(), account.timeZone), dueOn),
});

/** The name of a contact that has a phone, of those that the user may see. */
export const contactName = (ctx: Context, phone: SQL): SQL => sql`(
  select k.name from contact_phones cp
  join contacts k on k.account_id = cp.account_id and k.id = cp.contact_id and k.deleted_at is null
  where cp.account_id = ${ctx.account.id}::bigint and cp.phone = ${phone}
    and (${seesAll(ctx)} or k.user_id = ${ownerOf(ctx)}::bigint)
  order by k.id limit 1)`;

const VIEWS: Record<InboxView, SQL> = {
  all: sql`true`,
  unread: sql`c.unread > 0`,
  review: sql`r.due_on is not null`,
  opted_out: sql`p.type is not null`,
};

function readCursor(text: string | null): { at: string; phone: string } | null {
  const read = /^(\d{1,15})-(\d{7,15})$/.exec(text ?? '');
  const at = read && new Date(Number(read[1]));
  return read?.[2] && at && !Number.isNaN(at.getTime()) ? { at: at.toISOString(), phone: read[2] } : null;
}
