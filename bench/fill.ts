import { sql, type SQL } from 'drizzle-orm';
import { transaction } from '@/db/client';
import type { Lock, Source, UploadId } from '@/db/vocabulary';
import type { Actor, Context } from '@/lib/context';
import { closing } from '@/lib/opt-outs/close-channels';

const DAYS = 730;
const DAY_MS = 86_400_000;

type Kind = { source: Source; voice: boolean; text: boolean; share: number; actor: Actor; lock?: Lock };
/** The phones numbered `from` to `to - 1`. */
type Range = { from: number; to: number };

const [voice, text] = [true, true];
const RECIPIENT: Actor = { kind: 'recipient', id: null, name: 'Recipient', role: null };
const CARRIER: Actor = { kind: 'carrier', id: null, name: 'Carrier', role: null };
const SYSTEM: Actor = { kind: 'system', id: null, name: 'Opt Out Report', role: null };
const KEY: Actor = { kind: 'api_key', id: 1, name: 'Dialer', role: null };
const MESSENGER: Actor = { kind: 'user', id: 2, name: 'Sam Okafor', role: 'messenger' };

/** What a busy account collects every day; with the uploads 55 % are out of both, 35 % of text, 10 % of voice. */
const DAILY: Kind[] = [
  { source: 'text_reply', voice, text, share: 0.32, actor: RECIPIENT, lock: 'text_reply' },
  { source: 'reply_detected', voice, text, share: 0.04, actor: SYSTEM },
  { source: 'carrier', voice, text, share: 0.05, actor: CARRIER, lock: 'carrier' },
  { source: 'keypress', voice, text: false, share: 0.06, actor: RECIPIENT },
  { source: 'manual', voice, text, share: 0.04, actor: MESSENGER },
  { source: 'manual', voice, text: false, share: 0.01, actor: MESSENGER },
  { source: 'api', voice: false, text, share: 0.06, actor: KEY },
  { source: 'contact', voice: false, text, share: 0.04, actor: MESSENGER },
  { source: 'broadcast', voice: false, text, share: 0.03, actor: MESSENGER },
];
const UPLOADED: Kind[] = [
  { source: 'upload', voice: false, text, share: 0.22, actor: MESSENGER },
  { source: 'upload', voice, text, share: 0.1, actor: MESSENGER },
  { source: 'upload', voice, text: false, share: 0.03, actor: MESSENGER },
];
const UPLOADS = 24;

/** Sources and combinations so rare that the planner may never have heard of them. */
const RARE: (Kind & { rows: number })[] = [
  { source: 'web', voice, text, share: 0, rows: 194, actor: RECIPIENT },
  { source: 'web', voice, text: false, share: 0, rows: 6, actor: RECIPIENT },
  { source: 'conversation', voice: false, text, share: 0, rows: 27, actor: MESSENGER },
  { source: 'conversation', voice, text, share: 0, rows: 3, actor: MESSENGER },
];

/**
 * Fills an account with opt-outs through the statement that every opt-out goes through: two years of days,
 * some uploads, rare sources, phones whose channels were closed by different sources, and repetitions.
 */
export async function fill(ctx: Context, rows: number, say: (line: string) => void): Promise<void> {
  const now = ctx.now().getTime();
  const next = numbering();
  const rare = RARE.reduce((sum, kind) => sum + kind.rows, 0);
  for (let day = 0; day < DAYS; day++) {
    const at = (fraction: number) => new Date(now - (DAYS - day - fraction) * DAY_MS);
    for (const [n, kind] of DAILY.entries()) {
      const range = next(((rows - rare) * kind.share) / DAYS);
      await close(ctx, range, kind, at(n / DAILY.length));
      if (kind.source === 'keypress') await widen(ctx, range, at(0.99));
      if (kind.source === 'text_reply') await repeat(ctx, range, kind, at(0.995));
    }
    if (day % Math.ceil(DAYS / UPLOADS) === 0) await upload(ctx, rows - rare, next, at(0.5));
    if (day % 146 === 0) say(`  ${Math.round((100 * day) / DAYS)} % filled`);
  }
  for (const kind of RARE) await closeOneByOne(ctx, kind, next, now);
  await top(ctx, rows, next, new Date(now));
}

/** Hands out ranges of fresh numbers; fractions add up. */
function numbering(): (rows: number) => Range {
  let exact = 0;
  return (rows) => {
    const from = Math.round(exact);
    exact += rows;
    return { from, to: Math.round(exact) };
  };
}

async function upload(ctx: Context, rows: number, next: (rows: number) => Range, at: Date) {
  for (const kind of UPLOADED) {
    const range = next((rows * kind.share) / UPLOADS);
    const id = await recordUpload(ctx, `do-not-contact ${at.toISOString().slice(0, 10)}.xlsx`, range, at);
    await close(ctx, range, kind, at, id);
  }
}

async function recordUpload(ctx: Context, name: string, { from, to }: Range, at: Date): Promise<UploadId> {
  return transaction(ctx.account.id, async (tx) => {
    const [row] = await tx.execute<{ id: string }>(sql`
      insert into uploads (account_id, user_name, file_name, bytes, sha256, status, created_at)
      values (${ctx.account.id}, 'Sam Okafor', ${name}, ${(to - from) * 16}, ${String(from)}, 'applied', ${at.toISOString()})
      returning id::text`);
    return Number(row?.id) as UploadId;
  });
}

async function closeOneByOne(
  ctx: Context,
  kind: Kind & { rows: number },
  next: (rows: number) => Range,
  now: number,
) {
  for (let n = 0; n < kind.rows; n++) {
    await close(ctx, next(1), kind, new Date(now - ((n + 0.5) / kind.rows) * DAYS * DAY_MS));
  }
}

/** What rounding left over, so that it is the number asked for. */
async function top(ctx: Context, rows: number, next: (rows: number) => Range, at: Date) {
  const { from } = next(0);
  if (from < rows) await close(ctx, next(rows - from), DAILY[0]!, at);
}

/** Some of those who pressed 3 asked a messenger to stop the texts as well. */
const widen = (ctx: Context, { from, to }: Range, at: Date) =>
  close(ctx, { from, to: from + Math.floor((to - from) / 4) }, { ...RARE[2]!, source: 'manual' }, at);

/** Some text STOP again: evidence, and no change. */
const repeat = (ctx: Context, { from, to }: Range, kind: Kind, at: Date) =>
  close(ctx, { from, to: from + Math.floor((to - from) / 10) }, kind, at);

async function close(ctx: Context, range: Range, kind: Kind, at: Date, uploadId?: UploadId): Promise<void> {
  if (range.to <= range.from) return;
  const inTheName: Context = { ...ctx, actor: kind.actor, now: () => at };
  const cause = { source: kind.source, lock: kind.lock ?? null, uploadId, evidence: { ip: '203.0.113.7' } };
  await transaction(ctx.account.id, (tx) =>
    tx.execute(sql`with ${closing(inTheName, asked(range, kind), cause)} select count(*) from closed`),
  );
}

const asked = ({ from, to }: Range, kind: Kind): SQL => sql`
  select ${PHONE} as phone, ${kind.voice}::boolean as voice, ${kind.text}::boolean as text,
    case when ${kind.source} = 'upload' then date '2019-05-17' end as asked_on, null::integer as upload_row,
    case when ${kind.source} in ('manual', 'contact') then 'Asked at the front desk' end as note
  from generate_series(${from}::bigint, ${to - 1}::bigint) n`;

const AREA_CODES =
  '201 202 203 205 206 207 208 209 210 212 213 214 215 216 217 218 219 224 225 228 229 231 234 239 240 248 251 252 253 254 256 260 262 267 269 270 276 281 301 302 303 304 305 307 308 309 310 312 313 314 315 316 317 318 319 320 321 323 325 330 331 334 336 337 339 347 351 352 360 361 386 401 402 404 405 406 407 408 409 410 412 413 414 415 417 419 423 424 425 430 432 434 435 440 443 458 469 470 475 478';

/** A different phone for each n: multiplying by a number without common factors permutes. One in fifty is abroad. */
const PHONE = sql.raw(`case when n % 50 = 0 then 447900000000 + n * 387420489 % 100000000
  else 10000000000
    + (array[${AREA_CODES.split(' ').join(',')}])[1 + (n * 387420489 % 800000000) / 8000000]::bigint * 10000000
    + 2000000 + n * 387420489 % 8000000 end`);
