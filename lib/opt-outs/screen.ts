import 'server-only';
import { sql } from 'drizzle-orm';
import { setImmediate as breathe } from 'node:timers/promises';
import { arrayOf } from '@/db/array';
import { transaction } from '@/db/client';
import type { Channel, E164, Source, SuppressionReason } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { authorize } from '@/lib/permissions';
import { parsePhone } from '@/lib/phone';
import { screened } from './screened';

/** What may be done with one phone of a list. Every input has exactly one verdict. */
export type Verdict =
  | { verdict: 'allowed'; input: string; phone: E164 }
  | {
      verdict: 'suppressed';
      input: string;
      phone: E164;
      reason: SuppressionReason;
      since: Date;
      source: Source;
    }
  | { verdict: 'invalid'; input: string; reason: string };

const BATCH = 10_000;
/** Phones between two breaths, so that reading never holds the event loop for long. */
const PHONES_A_BREATH = 1_000;

/**
 * Splits a list of phones into allowed, suppressed and invalid for one channel: the one place that screens.
 * In the order of the list; each batch looks at the state afresh. When the state can't be read it throws:
 * there is no verdict without a look.
 */
export async function screen(
  ctx: Context,
  channel: Channel,
  inputs: readonly (string | number)[],
): Promise<Verdict[]> {
  authorize(ctx, 'opt_outs.view');
  const verdicts: Verdict[] = [];
  for (let from = 0; from < inputs.length; from += BATCH) {
    const batch = await screenBatch(ctx, channel, inputs.slice(from, from + BATCH));
    for (const verdict of batch) verdicts.push(verdict);
  }
  return verdicts;
}

async function screenBatch(
  ctx: Context,
  channel: Channel,
  inputs: readonly (string | number)[],
): Promise<Verdict[]> {
  const readings = await readPhones(ctx, inputs);
  const phones = readings.flatMap((reading) => (reading.ok ? [reading.phone] : []));
  const states = (await listStates(ctx, channel, phones)).values();
  return readings.map((reading, i) => {
    const input = String(inputs[i]);
    if (!reading.ok) return { verdict: 'invalid', input, reason: reading.problem };
    return verdictOf(input, reading.phone, states.next().value);
  });
}

async function readPhones(ctx: Context, inputs: readonly (string | number)[]) {
  const readings = [];
  for (const [i, input] of inputs.entries()) {
    if (i % PHONES_A_BREATH === 0) await breathe();
    readings.push(parsePhone(input, ctx.account.country));
  }
  return readings;
}

type State = { phone: string; reason: SuppressionReason | null; since: string | null; source: Source | null };

/** How each phone stands, in the order of the phones, each as often as it is listed. */
async function listStates(ctx: Context, channel: Channel, phones: readonly E164[]): Promise<State[]> {
  if (phones.length === 0) return [];
  const digits = arrayOf(
    phones.map((phone) => phone.slice(1)),
    'bigint',
  );
  const states = await transaction(ctx.account.id, (tx) =>
    tx.execute<State>(sql`
      with listed as materialized (select phone, n from unnest(${digits}) with ordinality w(phone, n)),
        screened as materialized (${screened(ctx, channel, sql`select distinct phone from listed`)})
      select l.phone::text, s.reason, s.since, s.source
      from listed l join screened s using (phone)
      order by l.n`),
  );
  if (states.length !== phones.length) throw new Error('not every phone was looked at');
  return states;
}

function verdictOf(input: string, phone: E164, state: State | undefined): Verdict {
  if (!state || `+${state.phone}` !== phone) throw new Error('a verdict without its state');
  const { reason, since, source } = state;
  if (reason === null && since === null && source === null) return { verdict: 'allowed', input, phone };
  if (reason === null || since === null || source === null) throw new Error('half a closing');
  return { verdict: 'suppressed', input, phone, reason, since: new Date(since), source };
}
