import { sql } from 'drizzle-orm';
import { transaction } from '@/db/client';
import type { E164 } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { writeCursor } from '@/lib/opt-outs/cursor';
import { parseFilter, SORTS, type OptOutFilter, type Sort } from '@/lib/opt-outs/filter';
import { PAGE_ROWS } from '@/lib/opt-outs/list-opt-outs';
import { orderOf } from '@/lib/opt-outs/where';

/** A view of the report, as its URL says it. */
export type View = { name: string; query: string };

export const filterOf = ({ query }: View): OptOutFilter =>
  parseFilter(Object.fromEntries(new URLSearchParams(query))).filter;

const FILTERS: Record<string, string> = {
  'type both': 'type=both',
  'type text': 'type=text',
  'type voice': 'type=voice',
  'source Texted STOP (320,000)': 'source=text_reply',
  'source Upload (350,000)': 'source=upload',
  'source Added by hand (64,600)': 'source=manual',
  'source Public page (200)': 'source=web',
  'source Conversation (30)': 'source=conversation',
  'source Called the line (none)': 'source=inbound_call',
  today: 'added=today',
  'last 7 days': 'added=7d',
  'last 30 days': 'added=30d',
  'this year': 'added=year',
  'a month last year': 'added_from=2025-03-01&added_to=2025-03-31',
  'until last year': 'added_to=2025-12-31',
  'a range without any': 'added_from=2001-01-01&added_to=2001-12-31',
  'voice by Public page (6)': 'type=voice&source=web',
  'both by Conversation (3)': 'type=both&source=conversation',
  'text by Texted STOP (none)': 'type=text&source=text_reply',
  'text, Upload, this year': 'type=text&source=upload&added=year',
  'both, Added by hand, last 7 days': 'type=both&source=manual&added=7d',
  'Public page, oldest first': 'source=web&sort=added_at.asc',
  'Public page by phone': 'source=web&sort=phone.asc',
  'Conversation by phone, backward': 'source=conversation&sort=phone.desc',
  'Called the line (none) by phone': 'source=inbound_call&sort=phone.asc',
  'voice by phone': 'type=voice&sort=phone.asc',
  'today by phone': 'added=today&sort=phone.asc',
  'a range without any, by phone': 'added_from=2001-01-01&added_to=2001-12-31&sort=phone.asc',
};

/** Two lengths of one to eight digits: such as begin many phones, and such as stand in the middle of few. */
const SEARCHES = ['2', '20', '205', '2054', '20543', '205431', '2054318', '20543187'];
const RARE = ['0', '07', '011', '0110', '01104', '011047', '0110476', '01104765'];
const WITH: Record<string, string> = {
  'and voice': 'type=voice',
  'and both': 'type=both',
  'and Public page (200)': 'source=web',
  'and Conversation (30)': 'source=conversation',
  'and Added by hand': 'source=manual',
  'and last 7 days': 'added=7d',
  'and a month last year': 'added_from=2025-03-01&added_to=2025-03-31',
  'by phone': 'sort=phone.asc',
  'oldest first': 'sort=added_at.asc',
};

/** Every sort, filter and search, first page and thousandth. */
export async function listViews(ctx: Context): Promise<View[]> {
  const searches = [...SEARCHES, ...RARE];
  return [
    ...SORTS.map((sort) => ({ name: `all, ${sort}`, query: `sort=${sort}` })),
    ...(await Promise.all(SORTS.map((sort) => thousandth(ctx, sort, '')))),
    ...(await Promise.all(SORTS.map((sort) => thousandth(ctx, sort, 'type=both')))),
    await thousandth(ctx, 'added_at.desc', 'source=upload'),
    ...Object.entries(FILTERS).map(([name, query]) => ({ name, query })),
    ...searches.map((digits) => ({ name: `search ${digits}`, query: `search=${digits}` })),
    ...['2', '20', '205', '011', '2054', '0110'].flatMap((digits) =>
      Object.entries(WITH).map(([name, query]) => ({
        name: `search ${digits} ${name}`,
        query: `search=${digits}&${query}`,
      })),
    ),
    { name: 'search (512) 555-0142', query: 'search=(512)+555-0142' },
    { name: 'search without digits', query: 'search=nobody' },
  ];
}

/** The page that begins after row 49,950 of the sorted report. */
async function thousandth(ctx: Context, sort: Sort, query: string): Promise<View> {
  const view = { name: `${query || 'all'}, ${sort}, page 1,000`, query: `${query}&sort=${sort}` };
  const { type, source } = filterOf(view);
  const conditions = sql.join(
    [
      sql`p.type is not null`,
      type ? sql`p.type = ${type}` : sql`true`,
      source ? sql`(p.voice_source = ${source} or p.text_source = ${source})` : sql`true`,
    ],
    sql` and `,
  );
  const [row] = await transaction(ctx.account.id, (tx) =>
    tx.execute<{ phone: string; added_at: string }>(sql`
      select phone::text, added_at from phones p where ${conditions}
      order by ${orderOf({ sort })} offset ${999 * PAGE_ROWS - 1} limit 1`),
  );
  if (!row) return view;
  const addedAt = new Date(row.added_at).getTime();
  const cursor = writeCursor({ direction: 'after', sort, addedAt, phone: `+${row.phone}` as E164 });
  return { ...view, query: `${view.query}&cursor=${cursor}` };
}
