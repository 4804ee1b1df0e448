import 'server-only';
import { transaction, type Transaction } from '@/db/client';
import type { E164, Source } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import type { Outcome } from '@/lib/outcome';
import { authorize } from '@/lib/permissions';
import { askedForAll, closeChannels } from './close-channels';
import type { Consent } from './input';
import { lockPhone, reopenWithConsent } from './opt-in';
import type { Channels } from './policy';

export type Edit = {
  phone: E164;
  /** The state the user wants; undefined: leave the channel as it is. */
  voice?: 'opted_out' | 'allowed';
  text?: 'opted_out' | 'allowed';
  /** Required where a channel opens. */
  consent?: Consent;
  note: string | null;
  seen: number;
};

/** What an edit did to a phone. */
export type Edited = { closed: Channels; reopened: Channels };

/**
 * Saves the edit dialog: closes what was switched on and reopens, with consent, what was switched off,
 * in one transaction. Refused whole when any part is.
 */
export const editOptOut = (ctx: Context, edit: Edit): Promise<Outcome<Edited>> =>
  transaction(ctx.account.id, (tx) => editPhone(tx, ctx, edit, 'manual'));

/** The same as a part of a transaction that changes more; whoever refuses writes nothing. */
export async function editPhone(
  tx: Transaction,
  ctx: Context,
  edit: Edit,
  source: Extract<Source, 'manual' | 'contact'>,
): Promise<Outcome<Edited>> {
  const state = await lockPhone(tx, ctx, edit.phone);
  const isClosed = { voice: Boolean(state?.voiceClosedAt), text: Boolean(state?.textClosedAt) };
  const opening = {
    voice: edit.voice === 'allowed' && isClosed.voice,
    text: edit.text === 'allowed' && isClosed.text,
  };
  const closing = {
    voice: edit.voice === 'opted_out' && !isClosed.voice,
    text: edit.text === 'opted_out' && !isClosed.text,
  };
  if (!any(opening) && !any(closing)) {
    return {
      ok: false,
      reason: 'nothing_changed',
      message: 'Nothing has changed, so there is nothing to save.',
    };
  }
  if (any(opening)) {
    authorize(ctx, 'opt_outs.opt_in');
    if (!edit.consent) {
      return {
        ok: false,
        reason: 'consent_missing',
        message: 'Say how and when they asked, and tick the statement.',
      };
    }
    const { phone, consent, seen } = edit;
    const request = { phone, channels: opening, consent, seen, source };
    const reopened = await reopenWithConsent(tx, ctx, state, request);
    if (!reopened.ok) return reopened;
  }
  if (any(closing)) {
    authorize(ctx, 'opt_outs.add');
    await closeChannels(tx, ctx, askedForAll([edit.phone], closing, { note: edit.note }), {
      source,
      lock: null,
      evidence: { ...ctx.from },
    });
  }
  return { ok: true, closed: closing, reopened: opening };
}

const any = (channels: Channels) => channels.voice || channels.text;
