'use client';

import { Check } from 'lucide-react';
import { useRef, useState, type FormEvent } from 'react';
import { formatDay, localDay, parseDay } from '@/lib/format';
import type { AddedPreset } from '@/lib/opt-outs/filter';
import { FilterChip } from '../data-table/filter-chip';
import { Button } from '../ui/button';
import { TextField } from '../ui/field';
import { Popover } from '../ui/popover';
import type { ReportView } from './report-view';

const PRESETS: Record<AddedPreset, string> = {
  today: 'Today',
  '7d': 'Last 7 days',
  '30d': 'Last 30 days',
  year: 'This year',
};

/** "Date added": a preset, or a range of days that may be open on one side. */
export function DateFilter({ view, change, now, timeZone }: ReportView & { now: Date; timeZone: string }) {
  const [open, setOpen] = useState(false);
  const choose = (patch: { added?: string | null; added_from?: string | null; added_to?: string | null }) => {
    change({ added: null, added_from: null, added_to: null, ...patch });
    setOpen(false);
  };
  return (
    <FilterChip name="Date added" value={wordsOf(view)} onClear={() => choose({})}>
      {(button) => (
        <Popover open={open} onOpenChange={setOpen} button={button} label="Date added">
          {Object.entries(PRESETS).map(([preset, words]) => (
            <button
              key={preset}
              type="button"
              aria-pressed={view.added === preset}
              onClick={() => choose({ added: view.added === preset ? null : preset })}
              className="flex h-9 w-full items-center gap-2.5 rounded-md px-2.5 text-left -outline-offset-2 hover:bg-sunken"
            >
              <span className="grid size-4 place-items-center text-accent">
                {view.added === preset && <Check size={16} aria-hidden />}
              </span>
              {words}
            </button>
          ))}
          <RangeForm
            from={view.added_from}
            to={view.added_to}
            today={localDay(now, timeZone)}
            onChoose={(added_from, added_to) => choose({ added_from, added_to })}
          />
        </Popover>
      )}
    </FilterChip>
  );
}

type Problems = { from?: string; to?: string };

function RangeForm({
  from,
  to,
  today,
  onChoose,
}: {
  from: string | null;
  to: string | null;
  today: string;
  onChoose: (from: string | null, to: string | null) => void;
}) {
  const [typed, setTyped] = useState({ from: from ?? '', to: to ?? '' });
  const [problems, setProblems] = useState<Problems>({});
  const form = useRef<HTMLFormElement>(null);

  const apply = (event: FormEvent) => {
    event.preventDefault();
    const read = readRange(typed);
    setProblems(read.problems);
    const wrong = Object.keys(read.problems)[0];
    if (wrong) form.current?.querySelector<HTMLElement>(`[name="${wrong}"]`)?.focus();
    else onChoose(read.from, read.to);
  };
  const field = (name: 'from' | 'to', label: string) => (
    <TextField
      label={label}
      name={name}
      autoComplete="off"
      placeholder={today}
      value={typed[name]}
      onChange={(event) => setTyped({ ...typed, [name]: event.target.value })}
      problem={problems[name]}
    />
  );
  return (
    <form ref={form} onSubmit={apply} noValidate className="mt-1 border-t border-line px-2.5 pt-3 pb-2">
      <div className="grid w-64 max-w-full grid-cols-2 gap-2">
        {field('from', 'From')}
        {field('to', 'To')}
      </div>
      <Button type="submit" className="mt-2.5 w-full">
        Apply range
      </Button>
    </form>
  );
}

/** Both days are inside the range; an empty field leaves that side open. */
function readRange(typed: { from: string; to: string }) {
  const problems: Problems = {};
  const read = (name: 'from' | 'to') => {
    if (!typed[name].trim()) return null;
    const day = parseDay(typed[name]);
    if (!day) problems[name] = 'Write it as 2026-01-31 or 01/31/2026.';
    return day;
  };
  const [from, to] = [read('from'), read('to')];
  if (!typed.from.trim() && !typed.to.trim()) problems.from = 'Give at least one of the two days.';
  if (from && to && from > to) problems.to = 'The range ends before it begins.';
  return { from, to, problems };
}

function wordsOf(view: ReportView['view']): string | null {
  const from = view.added_from && parseDay(view.added_from);
  const to = view.added_to && parseDay(view.added_to);
  if (from && to) return from === to ? formatDay(from) : `${formatDay(from)} – ${formatDay(to)}`;
  if (from) return `since ${formatDay(from)}`;
  if (to) return `until ${formatDay(to)}`;
  return PRESETS[view.added as AddedPreset] ?? null;
}
