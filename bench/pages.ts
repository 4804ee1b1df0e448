import { sql } from 'drizzle-orm';
import { transaction } from '@/db/client';
import type { Context } from '@/lib/context';
import { readCursor } from '@/lib/opt-outs/cursor';
import { listOptOuts, PAGE_ROWS } from '@/lib/opt-outs/list-opt-outs';
import { walk } from '@/lib/opt-outs/walk';
import type { Browser } from './browser';
import { measure, timed, type Timing } from './measure';
import { filterOf, type View } from './views';

/** `page` is request to last byte; `list` the product's queries alone; `floor` the bare keyset query. */
export type PageTiming = View & { bytes: number; page: Timing; list: Timing; floor: Timing | null };

const REPORT = '/reports/opt-outs';
const WARM_UP = 3;

export async function measurePage(
  browser: Browser,
  ctx: Context,
  view: View,
  samples: number,
): Promise<PageTiming> {
  const path = `${REPORT}?${view.query}`;
  const filter = filterOf(view);
  for (let n = 0; n < WARM_UP; n++) await browser.time(path);
  const { bytes } = await browser.time(path);
  return {
    ...view,
    bytes,
    page: await measure(samples, async () => (await browser.time(path)).ms),
    list: await measure(samples, () => timed(() => listOptOuts(ctx, filter))),
    floor: filter.search ? null : await measure(samples, () => timed(() => bareKeyset(ctx, view))),
  };
}

/** What no implementation on this database can beat: one index walk of one page, by the app's role. */
function bareKeyset(ctx: Context, view: View) {
  const filter = filterOf(view);
  const query = walk(ctx, filter, {
    columns: sql`p.phone, p.added_at`,
    limit: PAGE_ROWS + 1,
    cursor: readCursor(filter.cursor, filter.sort),
  });
  return transaction(ctx.account.id, (tx) => tx.execute(query), { snapshot: true });
}

/** Turns pages by their own Next cursor, as a person would, and times each. */
export async function measureTurning(browser: Browser, ctx: Context, pages: number): Promise<Timing> {
  let cursor: string | null = '';
  const next = async () => {
    const ms = (await browser.time(`${REPORT}?cursor=${cursor}`)).ms;
    ({ next: cursor } = await listOptOuts(ctx, { sort: 'added_at.desc', cursor: cursor ?? '' }));
    return ms;
  };
  return measure(pages, next);
}
