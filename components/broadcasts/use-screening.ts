'use client';

import { useEffect, useMemo, useState } from 'react';
import { MOST_RECIPIENTS } from '@/lib/broadcasts/input';
import type { AudienceScreening } from '@/lib/broadcasts/view';
import { ask } from './ask';
import { aboutChosen, audienceOf, isToNobody, type Choice, type Draft } from './draft';

const QUIET_MS = 400;

/** `shown` is of an earlier choice while the present one is looked at. */
export type Screened = {
  state: 'nobody' | 'looking' | 'ready' | 'failed';
  shown: AudienceScreening | null;
  problem: string | null;
};

/** What was found out, and of which choice. */
type Found = { of: Choice | null; shown: AudienceScreening | null; problem: string | null };

const NOTHING: Found = { of: null, shown: null, problem: null };

/** Who of the draft's audience may be messaged, looked at again whenever it changes and has been still a moment. */
export function useScreening({
  channel,
  pasted,
  pastes,
  contacts,
  groups,
  lists,
}: Draft): Screened & { again: () => void } {
  const [found, setFound] = useState(NOTHING);
  const [turn, setTurn] = useState(0);
  // Each turn is a choice of its own, so that what failed is looked at again.
  const choice = useMemo(
    () => ({ channel, pasted, pastes, contacts, groups, lists, turn }),
    [channel, pasted, pastes, contacts, groups, lists, turn],
  );

  useEffect(() => {
    if (isToNobody(choice)) return;
    const stop = new AbortController();
    const look = async () => {
      const looked = await screen(choice, stop.signal);
      if (looked) setFound({ of: choice, ...looked });
    };
    const timer = setTimeout(() => void look(), QUIET_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [choice]);

  const again = () => setTurn((n) => n + 1);
  if (isToNobody(choice)) return { state: 'nobody', shown: null, problem: null, again };
  if (found.of !== choice) return { state: 'looking', shown: found.shown, problem: null, again };
  return { state: found.problem ? 'failed' : 'ready', shown: found.shown, problem: found.problem, again };
}

/** Null when it was stopped. */
async function screen(choice: Choice, signal: AbortSignal): Promise<Omit<Found, 'of'> | null> {
  const audience = audienceOf(choice);
  if (audience.phones.length > MOST_RECIPIENTS) {
    return { shown: null, problem: 'Send to at most 100,000 phones at once.' };
  }
  const body = { channel: choice.channel, audience };
  const asked = await ask<Wired>('/api/broadcasts/screening', { signal, body });
  if (!asked || signal.aborted) return null;
  if (asked.ok) return { shown: revived(asked.body), problem: null };
  const { message, errors } = asked;
  const about = errors.map((error) => aboutChosen(choice, error)).join(' ');
  return { shown: null, problem: about || message };
}

type Wired = Omit<AudienceScreening, 'notMessaged'> & {
  notMessaged: (Omit<AudienceScreening['notMessaged'][number], 'since'> & { since: string })[];
};

const revived = (wired: Wired): AudienceScreening => ({
  ...wired,
  notMessaged: wired.notMessaged.map((line) => ({ ...line, since: new Date(line.since) })),
});
