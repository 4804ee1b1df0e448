import type { Verdict } from './ask';
import { EMPTY, type Draft } from './draft';

/** What stands in the composer, and what is known of having sent it. */
export type Kept = {
  draft: Draft;
  /** The idempotency key. It stands for this very draft: sent twice it is one broadcast, changed it is another. */
  key: string;
  /** It was sent under this key, and no answer said what became of it. */
  isUnsure: boolean;
  /** The same of what stood here before it was changed: it may be on its way beside this one. */
  wasUnsure: boolean;
};

export const blank = (key: string): Kept => ({ draft: EMPTY, key, isUnsure: false, wasUnsure: false });

export const changed = (kept: Kept, patch: Partial<Draft>, key: string): Kept => ({
  draft: { ...kept.draft, ...patch },
  key,
  isUnsure: false,
  wasUnsure: kept.wasUnsure || kept.isUnsure,
});

/** From the moment it leaves until an answer has come: a page that is reloaded meanwhile does not know. */
export const sent = (kept: Kept): Kept => ({ ...kept, isUnsure: true });

/**
 * What an answer other than success leaves. Only a refusal of what it asks ends a key, for that answer is kept
 * and would be given again; with any other the next try must be the same request, or everybody gets it twice.
 */
export function answered(kept: Kept, verdict: Verdict, before: Pick<Kept, 'isUnsure'>, key: string): Kept {
  switch (verdict) {
    case 'refused':
      return { ...kept, key, isUnsure: false };
    case 'turned_away':
      return { ...kept, isUnsure: before.isUnsure };
    case 'unknown':
      return { ...kept, isUnsure: true };
  }
}
