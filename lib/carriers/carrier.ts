import type { AccountId, BroadcastId, Channel, E164 } from '@/db/vocabulary';

/** One message or call for the carrier to deliver. */
export type Delivery = {
  account: AccountId;
  phone: E164;
  channel: Channel;
  /** The account's number that it comes from. */
  from: E164 | null;
  /** The text; of a call, what is said before "press 3 …". */
  message: string;
  /** Null: an answer to STOP, UNSTOP or HELP, the only ones that pass by the gate. */
  broadcastId: BroadcastId | null;
};

/**
 * What a carrier will not take: this message; anything for the person, who replied STOP to it; whatever the account
 * sends, so that no other phone would fare better; or anything at this moment, because it was asked too much.
 */
export type Refused = 'message' | 'person' | 'account' | 'moment';

/** What the carrier answered: it has it under this id, or it has not taken it, and says why in words. */
export type CarrierAnswer =
  { ok: true; id: string } | { ok: false; code: string; problem: string; refuses: Refused };

/**
 * The provider that delivers. `handOff` answers within the signal's time or throws: what it throws on is
 * unknown, for it may have been delivered, and is never sent again by itself.
 */
export type Carrier = {
  name: 'simulator' | 'twilio';
  /** It answers STOP itself unless an account says otherwise. */
  answersStop: boolean;
  handOff(delivery: Delivery, signal: AbortSignal): Promise<CarrierAnswer>;
};
