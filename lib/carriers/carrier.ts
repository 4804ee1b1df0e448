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

/** What the carrier answered: it has it under this id, or it will not take it. `blocked`: they replied STOP to it. */
export type CarrierAnswer =
  { ok: true; id: string } | { ok: false; code: string; problem: string; blocked: boolean };

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
