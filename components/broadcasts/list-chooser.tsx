'use client';

import { FileUp, LoaderCircle } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import type { AudienceList } from '@/lib/broadcasts/view';
import { ACCEPTED, problemOfFile } from '../files/send-file';
import { Problem } from '../ui/field';
import { ask } from './ask';

/** Takes a file of recipients: sent, read at once, and listed among the chosen. */
export function ListChooser({ onList }: { onList: (list: AudienceList) => void }) {
  const id = useId();
  const [problem, setProblem] = useState<string | null>(null);
  const [reading, setReading] = useState<string | null>(null);
  const stop = useRef<AbortController>(undefined);
  useEffect(() => () => stop.current?.abort(), []);

  const take = async (file: File | undefined) => {
    if (!file || reading) return;
    const refused = problemOfFile(file);
    setProblem(refused);
    if (refused) return;
    stop.current = new AbortController();
    setReading(file.name);
    const body = new FormData();
    body.set('file', file);
    const taken = await ask<AudienceList>('/api/broadcasts/lists', { signal: stop.current.signal, body });
    setReading(null);
    if (taken?.ok) onList(taken.body);
    else if (taken)
      setProblem(`“${file.name}”: ${taken.message}${taken.verdict === 'unknown' ? ' Try again.' : ''}`);
  };
  const Icon = reading ? LoaderCircle : FileUp;
  return (
    <div className="min-w-0">
      <span className="mb-1 block font-medium">A list</span>
      <input
        id={id}
        type="file"
        accept={ACCEPTED}
        disabled={reading !== null}
        aria-describedby={`${id}-problem`}
        onChange={(event) => {
          void take(event.target.files?.[0]);
          event.target.value = '';
        }}
        className="peer sr-only"
      />
      <label
        htmlFor={id}
        className="inline-flex h-9 max-w-full cursor-pointer items-center gap-2 rounded-lg border border-line-strong bg-surface px-3.5 font-medium whitespace-nowrap shadow-card peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-accent hover:bg-sunken max-md:h-10"
      >
        <Icon size={16} aria-hidden className={reading ? 'motion-safe:animate-spin' : undefined} />
        <span className="truncate">{reading ? `Reading ${reading}…` : 'Choose a CSV or Excel file'}</span>
      </label>
      <Problem id={`${id}-problem`} text={problem} />
    </div>
  );
}
