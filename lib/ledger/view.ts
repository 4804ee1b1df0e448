import type { ActorKind, Channel, EventAction, Role, Source } from '@/db/vocabulary';

/** One line of a phone's history, newest first. */
export type HistoryLine = {
  seq: number;
  action: EventAction;
  source: Source;
  /** What the event speaks of, and what it really changed. */
  channels: Channel[];
  changed: Channel[];
  changedLock: boolean;
  actor: { kind: ActorKind; name: string; role: Role | null };
  recordedAt: Date;
  askedOn: string | null;
  upload: { name: string; row: number | null } | null;
  note: string | null;
  /** E.g. `{ words: 'Stop.' }`, `{ method: 'phone', day: '2026-03-03', statement: '…' }`. */
  evidence: Record<string, unknown> | null;
};
