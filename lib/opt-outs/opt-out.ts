import 'server-only';
import { transaction, type Transaction } from '@/db/client';
import type { BroadcastId, E164, Source } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { localDay } from '@/lib/format';
import { authorize } from '@/lib/permissions';
import { askedForAll, closeChannels, type Closing } from './close-channels';
import { channelsClosedBy, closedByKeypress, lockedBy, type Channels } from './policy';

export type OptOutRequest = {
  phones: readonly E164[];
  /** What was chosen; a recipient's own words close what the law says instead. */
  channels: Channels;
  source: Source;
  note?: string | null;
  /** `YYYY-MM-DD`, where the user says when the person asked. */
  askedOn?: string | null;
  evidence?: Record<string, unknown>;
  /** The broadcast that it answers. */
  broadcastId?: BroadcastId | null;
  /** Of a key, when it was pressed: the rule of that day says what it closes. */
  pressedAt?: Date;
  /** Recipient's words that came late: they asked for texts again since, so only their calls still close. */
  textsWantedSince?: boolean;
};

/**
 * Closes channels of phones: the one door to an opt-out, whoever asks. Twice is once on the report and
 * twice in the ledger.
 */
export async function optOut(ctx: Context, request: OptOutRequest): Promise<Closing[]> {
  authorize(ctx, 'opt_outs.add');
  return transaction(ctx.account.id, (tx) => optOutWithin(tx, ctx, request));
}

/** The same as part of a greater change, of which all or nothing is done. */
export async function optOutWithin(
  tx: Transaction,
  ctx: Context,
  request: OptOutRequest,
): Promise<Closing[]> {
  authorize(ctx, 'opt_outs.add');
  const { phones, channels: chosen, source, pressedAt = ctx.now(), textsWantedSince = false } = request;
  const keypress = closedByKeypress(ctx.account.keypressRule, localDay(pressedAt, ctx.account.timeZone));
  const { voice, text } = channelsClosedBy(source, chosen, keypress);
  const channels = { voice, text: text && !textsWantedSince };
  if (phones.length === 0 || !(channels.voice || channels.text)) return [];

  return closeChannels(tx, ctx, askedForAll(phones, channels, request), {
    source,
    lock: lockedBy(source),
    broadcastId: request.broadcastId,
    evidence: { ...request.evidence, ...ctx.from },
  });
}

/** True where the opt-out changed the report, not only the ledger. */
export const changed = (closing: Closing) => closing.closedVoice || closing.closedText || closing.locked;
