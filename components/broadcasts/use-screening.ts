'use client';

import { useCallback, useEffect, useState } from 'react';
import { MOST_RECIPIENTS } from '@/lib/broadcasts/input';
import type { AudienceScreening } from '@/lib/broadcasts/view';
import { ask } from './ask';
import { audienceOf, isToNobody, type Draft } from './draft';

const QUIET_MS = 400;

/** `shown` is of an earlier choice while the present one is looked at. */
export type Screened = {
  state: 'nobody' | 'looking' | 'ready' | 'failed';
  shown: AudienceScreening | null;
  problem: string | null;
};

const NOBODY: Screened = { state: 'nobody', shown: null, problem: null };

/** Who of the draft's audience may be messaged, looked at again whenever it changes and has been still a moment. */
export function useScreening(draft: Draft): Screened & { again: () => void } {
  const [screened, setScreened] = useState(NOBODY);
  const [turn, setTurn] = useState(0);
  const { channel, pasted, contacts, groups, lists } = draft;
  const again = useCallback(() => setTurn((n) => n + 1), []);

  useEffect(() => {
    const chosen = { ...draft, channel, pasted, contacts, groups, lists };
    if (isToNobody(chosen)) return setScreened(NOBODY);
    const stop = new AbortController();
    setScreened(({ shown }) => ({ state: 'looking', shown, problem: null }));
    const look = async () => {
      const audience = audienceOf(chosen);
      if (audience.phones.length > MOST_RECIPIENTS) return failed('Send to at most 100,000 phones at once.');
      const asked = await ask<Wired>('/api/broadcasts/screening', {
        signal: stop.signal,
        body: { channel, audience },
      });
      if (!asked || stop.signal.aborted) return;
      if (asked.ok) setScreened({ state: 'ready', shown: revived(asked.body), problem: null });
      else failed(asked.message);
    };
    const failed = (problem: string) => setScreened({ state: 'failed', shown: null, problem });
    const timer = setTimeout(() => void look(), QUIET_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
    // Of the draft only what decides who gets it.
    // eslint-disable-next-line react/exhaustive-deps
  }, [channel, pasted, contacts, groups, lists, turn]);

  return { ...screened, again };
}

type Wired = Omit<AudienceScreening, 'notMessaged'> & {
  notMessaged: (Omit<AudienceScreening['notMessaged'][number], 'since'> & { since: string })[];
};

const revived = (wired: Wired): AudienceScreening => ({
  ...wired,
  notMessaged: wired.notMessaged.map((line) => ({ ...line, since: new Date(line.since) })),
});
