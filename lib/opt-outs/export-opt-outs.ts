import 'server-only';
import { setTimeout as wait } from 'node:timers/promises';
import type { AccountId } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { csv } from '@/lib/exports/csv';
import type { Cells } from '@/lib/exports/table';
import { xlsx } from '@/lib/exports/xlsx';
import { localDay } from '@/lib/format';
import type { Outcome } from '@/lib/outcome';
import { eachOptOut, type OptOutLine, type Wanted } from './each-opt-out';
import { cellWriter, EXPORT_COLUMNS } from './export-columns';
import type { OptOutFilter } from './filter';
import { SOURCE_WORDS } from './policy';
import { digitsOf } from './where';

export const EXPORT_FORMATS = ['csv', 'xlsx'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export type Export = {
  fileName: string;
  contentType: string;
  rows: number;
  /** Must be read to its end or cancelled; breaks off with an error when the rest cannot be had. */
  body: ReadableStream<Uint8Array<ArrayBuffer>>;
};

const WRITERS = {
  csv: { contentType: 'text/csv; charset=utf-8', open: () => csv(EXPORT_COLUMNS) },
  xlsx: {
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    open: () => xlsx(EXPORT_COLUMNS, { title: 'Opt-outs' }),
  },
} as const;

/** Each export holds one of the pool's connections until its reader is done, which may take long. */
const AT_ONCE = 6;
/** No account takes all of them from the others. */
const AT_ONCE_EACH = 3;
const running: AccountId[] = [];

/** Exactly what is wanted, whole, as a file that is written while it is read. */
export async function exportOptOuts(
  ctx: Context,
  wanted: Wanted,
  format: ExportFormat,
): Promise<Outcome<Export>> {
  if (!(await isRoomFor(ctx.account.id))) {
    return {
      ok: false,
      reason: 'busy',
      message: 'Several exports are running already. Try again in a minute.',
    };
  }
  running.push(ctx.account.id);
  const leave = () => void running.splice(running.indexOf(ctx.account.id), 1);
  try {
    const { count, batches, ended } = await eachOptOut(ctx, wanted);
    void ended.then(leave);
    const { contentType, open } = WRITERS[format];
    const body = batches.pipeThrough(asCells(ctx)).pipeThrough(open());
    return { ok: true, fileName: fileNameOf(ctx, wanted, format), contentType, rows: count, body };
  } catch (error) {
    leave();
    throw error;
  }
}

/** One that was just cancelled leaves within a moment; for more than that nobody is kept waiting. */
async function isRoomFor(account: AccountId): Promise<boolean> {
  for (let tries = 0; tries < 40; tries++) {
    const own = running.filter((each) => each === account).length;
    if (own < AT_ONCE_EACH && running.length < AT_ONCE) return true;
    await wait(50);
  }
  return false;
}

function asCells(ctx: Context): TransformStream<OptOutLine[], Cells[]> {
  const cellsOf = cellWriter(ctx);
  return new TransformStream({ transform: (lines, controller) => controller.enqueue(lines.map(cellsOf)) });
}

/** `demo-opt-outs-2026-11-23-text-last-7-days.csv`: whose, when, and what of it. */
export function fileNameOf(ctx: Context, wanted: Wanted, format: ExportFormat): string {
  const { phones, ...filter } = wanted;
  const parts = [
    ctx.account.slug,
    'opt-outs',
    localDay(ctx.now(), ctx.account.timeZone),
    filter.type,
    filter.source && hyphenated(SOURCE_WORDS[filter.source]),
    addedWords(filter),
    phones && `${phones.length}-selected`,
    filter.search && `with-${digitsOf(ctx, filter) || 'no-number'}`,
  ];
  return `${parts.filter(Boolean).join('-')}.${format}`;
}

const PRESET_WORDS = {
  today: 'today',
  '7d': 'last-7-days',
  '30d': 'last-30-days',
  year: 'this-year',
} as const;

function addedWords({ added, added_from: from, added_to: to }: OptOutFilter): string | undefined {
  if (added) return PRESET_WORDS[added];
  if (from && to) return `${from}-to-${to}`;
  return from ? `from-${from}` : to && `until-${to}`;
}

const hyphenated = (words: string) => words.toLowerCase().replace(/[^a-z0-9]+/g, '-');
