import Papa from 'papaparse';
import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { read, utils } from 'xlsx';
import { database, transaction } from '@/db/client';
import type { E164, Source, UploadId } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { NotAllowed } from '@/lib/outcome';
import { formatPhoneForCsv } from '@/lib/phone';
import { newAccount, phoneOf } from '@/lib/testing/account';
import { askedForAll, closeChannels } from './close-channels';
import { eachOptOut, type Wanted } from './each-opt-out';
import { exportOptOuts, fileNameOf, type Export, type ExportFormat } from './export-opt-outs';
import { DEFAULT_SORT, parseFilter, type OptOutFilter } from './filter';
import { listOptOuts } from './list-opt-outs';
import { optOut } from './opt-out';

const BOTH = { voice: true, text: true };
const VOICE = { voice: true, text: false };
const TEXT = { voice: false, text: true };

async function exported(
  ctx: Context,
  filter: Partial<Wanted> = {},
  format: ExportFormat = 'csv',
): Promise<Export> {
  const answer = await exportOptOuts(ctx, { sort: DEFAULT_SORT, ...filter }, format);
  if (!answer.ok) throw new Error(answer.message);
  return answer;
}

async function csvRows(ctx: Context, filter: Partial<Wanted> = {}): Promise<string[][]> {
  const text = await new Response((await exported(ctx, filter)).body).text();
  return Papa.parse<string[]>(text, { skipEmptyLines: true }).data;
}

/** The phones of an export in the order of its rows. */
const phonesIn = async (ctx: Context, filter: Partial<Wanted> = {}) =>
  (await csvRows(ctx, filter)).slice(1).map(([phone]) => phone);

/** The phones of the report, page by page, as a person would turn them. */
async function phonesOnScreen(ctx: Context, filter: Partial<OptOutFilter>): Promise<string[]> {
  const phones: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listOptOuts(ctx, { sort: DEFAULT_SORT, ...filter, cursor });
    phones.push(...page.rows.map(({ phone }) => formatPhoneForCsv(phone, ctx.account.country)));
    cursor = page.next ?? undefined;
  } while (cursor);
  return phones;
}

/** Sessions of this app that are in a transaction: those whose reader they wait for. */
async function inTransaction(): Promise<number> {
  const [row] = await database('app').transaction(async (tx) => {
    await tx.execute(sql`set local role none`);
    return tx.execute<{ n: number }>(sql`
      select count(*)::int as n from pg_stat_activity
      where application_name = current_setting('application_name') and pid <> pg_backend_pid() and state <> 'idle'`);
  });
  return row?.n ?? -1;
}

async function eventually(isSo: () => Promise<boolean>): Promise<boolean> {
  for (let tries = 0; tries < 100; tries++) {
    if (await isSo()) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

const manyPhones = (count: number, from = 0) =>
  Array.from({ length: count }, (_, n) => `+12127${String(from + n).padStart(6, '0')}` as E164);

describe('what stands in the columns', () => {
  test('one row a phone: its channels, the lock, the closing that the report shows', async () => {
    const { ctx, clock, recipient } = await newAccount({ at: '2026-11-20T15:00:00Z' });
    const say = (n: number, source: Source, channels: typeof BOTH, note?: string, by: Context = ctx) => {
      clock.pass(60_000);
      return optOut(by, { phones: [phoneOf(n)], channels, source, note });
    };
    await say(1, 'manual', VOICE, 'asked at the desk, "politely"');
    await say(2, 'text_reply', BOTH, undefined, recipient);
    await say(3, 'carrier', BOTH, undefined, {
      ...ctx,
      actor: { kind: 'carrier', id: null, name: 'x', role: null },
    });
    await say(4, 'manual', TEXT);
    await say(4, 'text_reply', BOTH, 'second', recipient);
    await optOut(ctx, {
      phones: ['+442079460958' as E164],
      channels: TEXT,
      source: 'api',
      askedOn: '2019-05-17',
    });
    const [names, ...rows] = await csvRows(ctx, { sort: 'added_at.asc' });
    expect(names?.join(', ')).toBe(
      'Phone Number, Country, Opt Out Type, Voice Opted Out, Text Opted Out, Texted STOP, Source, Date Added, Asked On, Added By, Note',
    );
    const at = (minute: number) => `2026-11-20T09:0${minute}:00-06:00`;
    expect(rows).toEqual([
      [
        '(512) 555-0101',
        'US',
        'Voice',
        at(1),
        '',
        '',
        'Added by hand',
        at(1),
        '',
        'Maria Reyes',
        'asked at the desk, "politely"',
      ],
      ['(512) 555-0102', 'US', 'Both', at(2), at(2), at(2), 'Texted STOP', at(2), '', 'Recipient', ''],
      ['(512) 555-0103', 'US', 'Both', at(3), at(3), '', 'Carrier block', at(3), '', 'Carrier', ''],
      ['(512) 555-0104', 'US', 'Both', at(5), at(4), at(5), 'Added by hand', at(4), '', 'Maria Reyes', ''],
      ['(+44) 20 7946 0958', 'GB', 'Text', '', at(5), '', 'API', at(5), '2019-05-17', 'Maria Reyes', ''],
    ]);
  });

  test('an upload says its file, and words of others cannot run', async () => {
    const { ctx, account } = await newAccount();
    await transaction(account.id, async (tx) => {
      const [upload] = await tx.execute<{ id: string }>(sql`
        insert into uploads (account_id, user_name, file_name, bytes, sha256, status, created_at)
        values (${account.id}, 'Sam', 'spring-list.xlsx', 1, '', 'applied', ${ctx.now().toISOString()}) returning id::text`);
      const asked = askedForAll([phoneOf(1)], BOTH, { note: '=HYPERLINK("http://example.com")' });
      await closeChannels(tx, ctx, asked, {
        source: 'upload',
        lock: null,
        uploadId: Number(upload?.id) as UploadId,
      });
    });
    const [, row] = await csvRows(ctx);
    expect(row?.[6]).toBe('Upload · spring-list.xlsx');
    expect(row?.[10]).toBe(`'=HYPERLINK("http://example.com")`);
  });

  test('a note comes out as it was written, whatever stands in it', async () => {
    const { ctx } = await newAccount();
    const notes = ['C:\\new\\table', 'a\tb', 'one\r\ntwo', '\\N', 'Zoë “said”: \\', "it's"];
    await optOut(ctx, { phones: [phoneOf(9)], channels: BOTH, source: 'manual' });
    for (const [n, note] of notes.entries())
      await optOut(ctx, { phones: [phoneOf(n)], channels: BOTH, source: 'manual', note });
    const rows = (await csvRows(ctx, { sort: 'phone.asc' })).slice(1);
    expect(rows.map((row) => row[10])).toEqual([...notes, '']);
  });

  test('summer and winter have their own offset', async () => {
    const { ctx, clock } = await newAccount({ at: '2026-07-01T12:00:00Z', timeZone: 'Europe/Berlin' });
    await optOut(ctx, { phones: [phoneOf(1)], channels: VOICE, source: 'manual' });
    clock.set('2026-12-01T12:00:00Z');
    await optOut(ctx, { phones: [phoneOf(1)], channels: TEXT, source: 'manual' });
    const [, row] = await csvRows(ctx);
    expect(row?.slice(3, 5)).toEqual(['2026-07-01T14:00:00+02:00', '2026-12-01T13:00:00+01:00']);
  });

  test('the workbook holds the same cells as the CSV', async () => {
    const { ctx } = await newAccount();
    await optOut(ctx, { phones: manyPhones(30), channels: BOTH, source: 'manual', note: 'a\nnote & more' });
    const { body } = await exported(ctx, {}, 'xlsx');
    const book = read(new Uint8Array(await new Response(body).arrayBuffer()));
    const cells = utils.sheet_to_json<string[]>(book.Sheets['Opt-outs']!, { header: 1, defval: '' });
    expect(cells).toEqual(await csvRows(ctx));
  });

  test('an empty report is its column names', async () => {
    const { ctx } = await newAccount();
    expect(await csvRows(ctx)).toHaveLength(1);
  });
});

describe('exactly what the filter shows', () => {
  const views: Record<string, string> = {
    'the whole report': '',
    'oldest first': 'sort=added_at.asc',
    'by phone': 'sort=phone.asc',
    'by phone backward': 'sort=phone.desc',
    'one type': 'type=text',
    'one source': 'source=manual',
    'one source by phone': 'source=manual&sort=phone.asc',
    'a source that nothing has': 'source=web',
    'source and type': 'source=api&type=both',
    'a preset': 'added=7d',
    'a range': 'added_from=2026-11-01&added_to=2026-11-15',
    'an open range': 'added_to=2026-11-15&sort=added_at.asc',
    'a short search': 'search=7',
    'a long search': 'search=70012',
    'a search among others': 'search=12&type=voice&source=keypress&sort=phone.asc',
    'a search without digits': 'search=nobody',
  };

  test(
    'every view exports the phones that its pages show, in their order, and counts them',
    { timeout: 120_000 },
    async () => {
      const { ctx, clock } = await newAccount({ at: '2026-10-20T15:00:00Z' });
      const mix: [Source, typeof BOTH, number][] = [
        ['manual', BOTH, 800],
        ['api', TEXT, 700],
        ['keypress', VOICE, 250],
        ['api', BOTH, 700],
      ];
      let from = 0;
      for (const [source, channels, count] of mix) {
        await optOut(ctx, { phones: manyPhones(count, from), channels, source });
        clock.pass(86_400_000 * 8.3);
        from += count;
      }
      // Channels closed by different sources, one of them seen by the filter's other leg.
      await optOut(ctx, { phones: manyPhones(100, 1500), channels: TEXT, source: 'manual' });
      clock.set('2026-11-23T15:00:00Z');

      for (const [name, query] of Object.entries(views)) {
        const { filter } = parseFilter(Object.fromEntries(new URLSearchParams(query)));
        const shown = await phonesOnScreen(ctx, filter);
        expect(await phonesIn(ctx, filter), name).toEqual(shown);
        const { rows, body } = await exported(ctx, filter);
        await body.cancel();
        expect(rows, name).toBe(shown.length);
      }
    },
  );

  test('a selection is exported in the order of the view; what is not opted out, or another account’s, is not in it', async () => {
    const [{ ctx, clock }, other] = [await newAccount(), await newAccount()];
    for (const n of [4, 2, 6]) {
      clock.pass(60_000);
      await optOut(ctx, { phones: [phoneOf(n)], channels: TEXT, source: 'manual' });
    }
    await optOut(other.ctx, { phones: [phoneOf(7)], channels: BOTH, source: 'manual' });
    const phones = [phoneOf(6), phoneOf(4), phoneOf(7), phoneOf(9)];
    const shown = (n: number) => formatPhoneForCsv(phoneOf(n), ctx.account.country);
    expect(await phonesIn(ctx, { phones })).toEqual([shown(6), shown(4)]);
    expect(await phonesIn(ctx, { phones, sort: 'phone.asc' })).toEqual([shown(4), shown(6)]);
    const { rows, body, fileName } = await exported(ctx, { phones });
    await body.cancel();
    expect(rows).toBe(2);
    expect(fileName).toMatch(/-4-selected\.csv$/);
  });

  test('a cursor in the view does not cut the export', async () => {
    const { ctx } = await newAccount();
    await optOut(ctx, { phones: manyPhones(120), channels: BOTH, source: 'manual' });
    const { next } = await listOptOuts(ctx, { sort: DEFAULT_SORT });
    expect(next).not.toBeNull();
    expect(await phonesIn(ctx, { cursor: next ?? undefined })).toHaveLength(120);
  });

  test('what opts out while the file is written is not in it, and the count is that of the file', async () => {
    const { ctx } = await newAccount();
    await optOut(ctx, { phones: manyPhones(12_000), channels: BOTH, source: 'manual' });
    const { rows, body } = await exported(ctx, { sort: 'phone.asc' });
    await optOut(ctx, { phones: manyPhones(50, 20_000), channels: BOTH, source: 'manual' });
    const lines = (await new Response(body).text()).trim().split('\r\n');
    expect([rows, lines.length - 1]).toEqual([12_000, 12_000]);
    expect(await phonesIn(ctx)).toHaveLength(12_050);
  });
});

describe('who may, and whose', () => {
  test('a messenger without the grant may not', async () => {
    const { ctx, asRole } = await newAccount();
    const messenger = asRole('messenger', { ...ctx.grants, export: false });
    await expect(exported(messenger)).rejects.toThrow(NotAllowed);
    await expect(exported(asRole('messenger')))
      .resolves.toMatchObject({ rows: 0 })
      .then(() => undefined);
  });

  test('account B’s export holds nothing of account A', async () => {
    const [a, b] = [await newAccount(), await newAccount()];
    await optOut(a.ctx, { phones: manyPhones(20), channels: BOTH, source: 'manual' });
    expect(await csvRows(b.ctx)).toHaveLength(1);
    expect(await csvRows(b.ctx, { search: '2127' })).toHaveLength(1);
  });
});

describe('a reader that goes away', () => {
  /** So that an export that nobody reads has to wait in the middle. */
  const MORE_THAN_BUFFERED = 16_000;

  async function busyAccount() {
    const { ctx } = await newAccount();
    await optOut(ctx, { phones: manyPhones(MORE_THAN_BUFFERED), channels: BOTH, source: 'manual' });
    return ctx;
  }

  test('thirty cancelled downloads leave the pool as it was', async () => {
    const ctx = await busyAccount();
    for (let n = 0; n < 30; n++) {
      const { body } = await exported(ctx, {}, n % 2 ? 'csv' : 'xlsx');
      if (n % 3 === 0) {
        await body.cancel();
        continue;
      }
      const reader = body.getReader();
      await reader.read();
      await reader.cancel();
    }
    expect(await eventually(async () => (await inTransaction()) === 0)).toBe(true);
    const pages = Array.from({ length: 12 }, () => listOptOuts(ctx, { sort: DEFAULT_SORT }));
    expect(await Promise.all(pages)).toHaveLength(12);
    expect(await phonesIn(ctx)).toHaveLength(MORE_THAN_BUFFERED);
  });

  test('exports that nobody reads do not take all connections: the next one is refused until one ends', async () => {
    const ctx = await busyAccount();
    const open = await Promise.all(Array.from({ length: 3 }, () => exported(ctx)));
    expect(await exportOptOuts(ctx, { sort: DEFAULT_SORT }, 'csv')).toMatchObject({
      ok: false,
      reason: 'busy',
    });
    const other = (await newAccount()).ctx;
    expect(await csvRows(other)).toHaveLength(1);
    await open[0]?.body.cancel();
    expect(
      await eventually(async () => (await exportOptOuts(ctx, { sort: DEFAULT_SORT, search: 'x' }, 'csv')).ok),
    ).toBe(true);
    await Promise.all(open.slice(1).map(({ body }) => body.cancel()));
    expect(await eventually(async () => (await inTransaction()) === 0)).toBe(true);
  });

  test('an export whose connection is lost breaks off, it does not end early in peace', async () => {
    const ctx = await busyAccount();
    const { body } = await exported(ctx);
    const reader = body.getReader();
    await reader.read();
    expect(await eventually(async () => (await inTransaction()) === 1)).toBe(true);
    await database('app').transaction(async (tx) => {
      await tx.execute(sql`set local role none`);
      await tx.execute(sql`
        select pg_terminate_backend(pid) from pg_stat_activity
        where application_name = current_setting('application_name') and pid <> pg_backend_pid() and state <> 'idle'`);
    });
    await expect(async () => {
      for (let read = await reader.read(); !read.done;) read = await reader.read();
    }).rejects.toThrow();
    expect(await phonesIn(ctx)).toHaveLength(MORE_THAN_BUFFERED);
    expect(await inTransaction()).toBe(0);
  });

  test('every way an export ends frees its place', async () => {
    const ctx = await busyAccount();
    const { asRole } = await newAccount();
    const forbidden = asRole('messenger', { ...ctx.grants, export: false });
    for (let n = 0; n < 8; n++) {
      await expect(eachOptOut(forbidden, { sort: DEFAULT_SORT })).rejects.toThrow(NotAllowed);
      await expect(exported(forbidden)).rejects.toThrow(NotAllowed);
      await csvRows(ctx, { search: 'nobody' });
    }
    const { rows, body } = await exported(ctx);
    await body.cancel();
    expect(rows).toBe(MORE_THAN_BUFFERED);
  });
});

describe('the file’s name', () => {
  test.each([
    ['', 'csv', 'riverside-school-opt-outs-2026-11-23.csv'],
    ['type=text&added=7d', 'csv', 'riverside-school-opt-outs-2026-11-23-text-last-7-days.csv'],
    [
      'source=text_reply&added=year',
      'xlsx',
      'riverside-school-opt-outs-2026-11-23-texted-stop-this-year.xlsx',
    ],
    [
      'added_from=2026-01-01&added_to=2026-01-31',
      'csv',
      'riverside-school-opt-outs-2026-11-23-2026-01-01-to-2026-01-31.csv',
    ],
    ['added_from=2026-01-01', 'csv', 'riverside-school-opt-outs-2026-11-23-from-2026-01-01.csv'],
    ['added_to=2026-01-31', 'csv', 'riverside-school-opt-outs-2026-11-23-until-2026-01-31.csv'],
    ['search=(512) 555', 'csv', 'riverside-school-opt-outs-2026-11-23-with-512555.csv'],
    ['search=../../x', 'csv', 'riverside-school-opt-outs-2026-11-23-with-no-number.csv'],
    ['source=keypress&sort=phone.asc', 'csv', 'riverside-school-opt-outs-2026-11-23-pressed-3-on-a-call.csv'],
  ] as const)('%s as %s is %s', async (query, format, name) => {
    const { ctx, account } = await newAccount({ at: '2026-11-24T03:00:00Z' }); // still the 23rd in Chicago
    const { filter } = parseFilter(Object.fromEntries(new URLSearchParams(query)));
    const named = { ...ctx, account: { ...account, slug: 'riverside-school' } };
    expect(fileNameOf(named, filter, format)).toBe(name);
  });
});
