'use client';

import { X } from 'lucide-react';

type Chip = { key: string; name: string; detail?: string; remove: () => void };

/** What was chosen, each to be taken back. */
export const Chips = ({ label, chips }: { label: string; chips: Chip[] }) => (
  <ul aria-label={label} className="flex flex-wrap gap-2 empty:hidden">
    {chips.map(({ key, name, detail, remove }) => (
      <li
        key={key}
        className="flex max-w-full items-center gap-1 rounded-lg border border-accent-line bg-accent-soft py-0.5 pr-0.5 pl-2.5"
      >
        <span className="min-w-0 truncate">
          {name}
          {detail && <span className="text-ink-2"> · {detail}</span>}
        </span>
        <button
          type="button"
          aria-label={`Remove ${name}`}
          onClick={remove}
          className="grid size-7 shrink-0 place-items-center rounded-md text-ink-2 hover:bg-surface hover:text-ink"
        >
          <X size={14} aria-hidden />
        </button>
      </li>
    ))}
  </ul>
);
