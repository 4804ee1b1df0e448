'use client';

import { Plus } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { MOST_NAME, MOST_NOTES, PHONE_FIELDS } from '@/lib/contacts/policy';
import { Button } from '../ui/button';
import { TextArea, TextField } from '../ui/field';

type Info = { name: string; notes: string; phones: string[] };
const LABELS = ['Phone number', 'Second phone number', 'Third phone number'] as const;

/** Name, phones and notes. A further phone has its field when it is asked for. */
export function InfoTab({
  info,
  onChange,
  problemOf,
}: {
  info: Info;
  onChange: (info: Info) => void;
  problemOf: (field: string) => string | null;
}) {
  const [shown, setShown] = useState(() => Math.max(1, info.phones.filter(Boolean).length));
  const phones = useRef<HTMLDivElement>(null);
  const [added, setAdded] = useState(false);
  useEffect(() => {
    if (added) [...(phones.current?.querySelectorAll('input') ?? [])].at(-1)?.focus();
  }, [added, shown]);
  return (
    <div className="grid gap-3">
      <TextField
        label="Name"
        name="name"
        autoComplete="off"
        maxLength={MOST_NAME}
        value={info.name}
        onChange={(event) => onChange({ ...info, name: event.target.value })}
        problem={problemOf('name')}
      />
      <div ref={phones} className="grid gap-3">
        {PHONE_FIELDS.slice(0, shown).map((field, i) => (
          <TextField
            key={field}
            label={LABELS[i] ?? ''}
            name={field}
            inputMode="tel"
            autoComplete="off"
            value={info.phones[i] ?? ''}
            onChange={(event) => onChange({ ...info, phones: info.phones.with(i, event.target.value) })}
            problem={problemOf(field)}
          />
        ))}
      </div>
      {shown < PHONE_FIELDS.length && (
        <Button
          look="ghost"
          size="small"
          className="justify-self-start"
          onClick={() => {
            setShown(shown + 1);
            setAdded(true);
          }}
        >
          <Plus size={14} aria-hidden /> Add another number
        </Button>
      )}
      <TextArea
        label="Notes"
        name="notes"
        rows={3}
        maxLength={MOST_NOTES}
        value={info.notes}
        onChange={(event) => onChange({ ...info, notes: event.target.value })}
        problem={problemOf('notes')}
      />
    </div>
  );
}
