'use client';

import { useId } from 'react';
import { formatAppointment, localMoment } from '@/lib/format';
import { Problem, TextField } from '../ui/field';
import type { Draft } from './draft';

/** At once, or at a time of the account's clock; said back in words. */
export function WhenField({
  draft: { when, day, time },
  account: { timeZone, today, tomorrow },
  onChange,
  problem,
}: {
  draft: Draft;
  account: { timeZone: string; today: string; tomorrow: string };
  onChange: (patch: Partial<Draft>) => void;
  problem: string | null;
}) {
  const id = useId();
  const moment = day && time ? localMoment(day, time, timeZone) : null;
  return (
    <fieldset>
      <legend className="mb-1 font-medium">When</legend>
      <div className="flex flex-wrap gap-x-6 gap-y-1">
        {(['now', 'later'] as const).map((each) => (
          <label key={each} className="flex min-h-7 cursor-pointer items-center gap-2.5">
            <input
              type="radio"
              name="when"
              checked={when === each}
              onChange={() => onChange({ when: each, day: day || tomorrow })}
              className="size-4 accent-accent"
            />
            {each === 'now' ? 'Send now' : 'Send later'}
          </label>
        ))}
      </div>
      {when === 'later' && (
        <>
          <div className="mt-2 flex flex-wrap gap-3">
            <TextField
              label="Day"
              name="day"
              type="date"
              min={today}
              value={day}
              aria-describedby={`${id}-words`}
              onChange={(event) => onChange({ day: event.target.value })}
              className="w-44"
            />
            <TextField
              label="Time"
              name="time"
              type="time"
              value={time}
              onChange={(event) => onChange({ time: event.target.value })}
              className="w-36"
            />
          </div>
          <p id={`${id}-words`} aria-live="polite" className="mt-1 text-[13px] text-ink-2">
            {moment
              ? `Goes out ${formatAppointment(moment, timeZone)}, by the clock of your account (${timeZone}).`
              : 'Choose a day and a time.'}
          </p>
          <Problem text={problem} />
        </>
      )}
    </fieldset>
  );
}
