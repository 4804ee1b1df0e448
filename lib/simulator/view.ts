import type { E164 } from '@/db/vocabulary';

/** What a handset shows, oldest first. */
export type HandsetLine =
  | { kind: 'text'; id: string; at: Date; body: string }
  | { kind: 'call'; id: string; at: Date; body: string; howToStop: string; pressed: boolean }
  /** Typed on the handset. */
  | { kind: 'reply'; id: string; at: Date; body: string };

export type Handset = { phone: E164; lines: HandsetLine[] };
