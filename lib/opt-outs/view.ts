import type { ActorKind, E164, Lock, OptOutType, Source } from '@/db/vocabulary';
import type { HistoryLine } from '@/lib/ledger/view';

export type { HistoryLine };

/** A closed channel as the screens show it. */
export type ClosedChannel = { since: Date; source: Source };

export type PhoneView = {
  phone: E164;
  /** Null when nothing is closed. */
  type: OptOutType | null;
  voice: ClosedChannel | null;
  text: (ClosedChannel & { lock: Lock | null; lockedAt: Date | null }) | null;
};

/** One row of the report. */
export type OptOutRow = PhoneView & {
  type: OptOutType;
  /** As people write it: `(512) 555-0142`. */
  shown: string;
  /** Of the earliest closed channel. */
  source: Source;
  /** The file, where the source is an upload. */
  uploadName: string | null;
  addedAt: Date;
  /** `YYYY-MM-DD`, the day a file or a user says the person asked. */
  askedOn: string | null;
  addedBy: { kind: ActorKind; name: string };
};

export type OptOutPage = {
  rows: OptOutRow[];
  /** How many match; `atLeast` when counting further would take too long. */
  count: { matches: number; atLeast: boolean };
  /** How many are on the whole report. */
  total: number;
  previous: string | null;
  next: string | null;
};

/** Everything the edit dialog shows of a phone. */
export type PhoneDetail = PhoneView & {
  shown: string;
  /** The last event; a save names it, so that a newer closing is noticed. */
  seq: number;
  /** `YYYY-MM-DD` of the latest recorded closing per channel, in the account's zone. */
  latestClosing: { voice: string | null; text: string | null };
  /** Which channels whoever looks may open as "Added by mistake". */
  mayCorrect: { voice: boolean; text: boolean };
  history: HistoryLine[];
};

/** So many rows of the report can be selected, and exported as a selection. */
export const MOST_SELECTED = 1_000;
