import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { database } from '@/db/client';
import type { E164, Source } from '@/db/vocabulary';
import { newAccount, phoneOf } from '@/lib/testing/account';
import { findPhone } from './find-phone';
import { optIn, optInFromHandset } from './opt-in';
import { optOut } from './opt-out';
import { verify } from './verify';

/** The rules again, as simply as they can be said, to compare with the real thing. */
class Model {
  voice: Source | null = null;
  text: Source | null = null;
  locked = false;
  events = 0;

  close(source: Source, chosen: { voice: boolean; text: boolean }) {
    const byLaw = ['text_reply', 'reply_detected', 'carrier'].includes(source);
    const closes = byLaw
      ? { voice: true, text: true }
      : source === 'keypress'
        ? { voice: true, text: false }
        : chosen;
    if (!closes.voice && !closes.text) return;
    this.events++;
    if (closes.voice) this.voice ??= source;
    if (closes.text) this.text ??= source;
    if (source === 'text_reply' || source === 'carrier') this.locked = true;
  }

  reopen(channels: { voice: boolean; text: boolean }): string {
    const opens = { voice: channels.voice && this.voice !== null, text: channels.text && this.text !== null };
    if (!opens.voice && !opens.text) return 'not_opted_out';
    if (opens.text && this.locked) return 'recipient_must_text_unstop';
    this.events++;
    if (opens.voice) this.voice = null;
    if (opens.text) this.text = null;
    return 'ok';
  }

  unstop() {
    if (this.text === null) return;
    this.events++;
    this.text = null;
    this.locked = false;
  }
}

const channels = fc.record({ voice: fc.boolean(), text: fc.boolean() });
const phone = fc.nat(3);
const step = fc.oneof(
  fc.record({
    kind: fc.constant('close' as const),
    phones: fc.uniqueArray(phone, { minLength: 1, maxLength: 3 }),
    source: fc.constantFrom<Source[]>(
      'text_reply',
      'reply_detected',
      'carrier',
      'keypress',
      'manual',
      'upload',
      'contact',
      'api',
      'web',
    ),
    channels,
  }),
  fc.record({ kind: fc.constant('reopen' as const), phone, channels }),
  fc.record({ kind: fc.constant('unstop' as const), phone }),
);

test('random histories: the report, the ledger and the model agree, and verify proves it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
      const { ctx, clock, recipient, account } = await newAccount();
      const models = Array.from({ length: 4 }, () => new Model());
      const model = (n: number) => models[n] as Model;
      for (const each of steps) {
        clock.pass(60_000);
        if (each.kind === 'close') {
          await optOut(ctx, {
            phones: each.phones.map(phoneOf),
            channels: each.channels,
            source: each.source,
          });
          each.phones.forEach((n) => model(n).close(each.source, each.channels));
        } else if (each.kind === 'reopen') {
          const seen = (await findPhone(ctx, phoneOf(each.phone)))?.seq ?? 0;
          const consent = {
            method: 'phone' as const,
            day: '2026-11-23',
            note: null,
            accepted: true as const,
          };
          const answer = await optIn(ctx, {
            phone: phoneOf(each.phone),
            channels: each.channels,
            consent,
            seen,
          });
          expect(answer.ok ? 'ok' : answer.reason).toBe(model(each.phone).reopen(each.channels));
        } else {
          await optInFromHandset(recipient, { phone: phoneOf(each.phone), words: 'UNSTOP', to: null });
          model(each.phone).unstop();
        }
      }
      for (const [n, expected] of models.entries()) {
        const state = await findPhone(ctx, phoneOf(n));
        expect({
          voice: state?.voice?.source ?? null,
          text: state?.text?.source ?? null,
          locked: Boolean(state?.text?.lock),
          events: state?.history.length ?? 0,
        }).toEqual({
          voice: expected.voice,
          text: expected.text,
          locked: expected.locked,
          events: expected.events,
        });
      }
      expect((await verify(account.id)).differences).toEqual([]);
    }),
    { numRuns: 60 },
  );
}, 180_000);

test('many at once: whatever order they commit in, state and ledger agree', async () => {
  const { ctx, recipient, account } = await newAccount();
  const some = [0, 1, 2, 3].map(phoneOf);
  const consent = { method: 'phone' as const, day: '2026-11-23', note: null, accepted: true as const };
  const sources: Source[] = ['manual', 'text_reply', 'upload', 'keypress', 'api'];
  await Promise.all(
    Array.from({ length: 120 }, async (_, i) => {
      const one = some[i % 4] as E164;
      if (i % 6 === 4) return optInFromHandset(recipient, { phone: one, words: 'UNSTOP', to: null });
      if (i % 6 === 5)
        return optIn(ctx, {
          phone: one,
          channels: { voice: true, text: true },
          consent,
          seen: (await findPhone(ctx, one))?.seq ?? 0,
        });
      const phones = i % 2 ? some : [...some].reverse();
      return optOut(ctx, {
        phones,
        channels: { voice: i % 3 > 0, text: true },
        source: sources[i % 5] as Source,
      });
    }),
  );
  expect((await verify(account.id)).differences).toEqual([]);
});

test('verify names the row that was changed by hand', async () => {
  const { ctx, account } = await newAccount();
  await optOut(ctx, {
    phones: [phoneOf(1), phoneOf(2)],
    channels: { voice: true, text: true },
    source: 'manual',
  });
  const byHand = (change: string) =>
    database('owner').execute(
      sql.raw(`update phones set ${change} where account_id = ${account.id} and phone = 15125550102`),
    );
  for (const [change, undo] of [
    ["voice_source = 'api'", "voice_source = 'manual'"],
    ['seq = 7', 'seq = 1'],
    [
      "text_closed_at = text_closed_at - interval '1 day'",
      "text_closed_at = text_closed_at + interval '1 day'",
    ],
  ] as const) {
    await byHand(change);
    const { differences } = await verify(account.id);
    expect(
      differences.filter((it) => it.what === 'state').map((it) => it.phone),
      change,
    ).toEqual(['+15125550102']);
    await byHand(undo);
    expect((await verify(account.id)).differences).toEqual([]);
  }
});

test('verify names an event without its state, and a state without its event', async () => {
  const { ctx, account } = await newAccount();
  await optOut(ctx, { phones: [phoneOf(1)], channels: { voice: true, text: false }, source: 'manual' });
  await database('owner').execute(sql`
    insert into phones (account_id, phone, seq, voice_closed_at, voice_source, voice_seq)
    values (${account.id}, 15125550103, 1, now(), 'manual', 1)`);
  await database('owner').execute(sql`
    insert into consent_events (account_id, phone, seq, action, source, voice, text, changed_voice, changed_text, changed_lock, actor_kind, actor_name, recorded_at)
    values (${account.id}, 15125550104, 1, 'opt_out', 'manual', true, false, true, false, false, 'user', 'x', now())`);
  const { differences } = await verify(account.id);
  expect(differences).toContainEqual(expect.objectContaining({ phone: '+15125550103', ledger: 'no events' }));
  expect(differences).toContainEqual(expect.objectContaining({ phone: '+15125550104', stored: 'no row' }));
});
