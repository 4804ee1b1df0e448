'use client';

import { useId } from 'react';
import { CONSENT_METHOD_WORDS, inRecipientsWords, type Channels } from '@/lib/opt-outs/policy';
import { SelectField, TextArea, TextField, Tick } from '../ui/field';

export type ConsentDraft = { method: string; day: string; note: string; accepted: boolean };

/** How the person asked to be reached again, and the statement to tick. Never pre-ticked. */
export function ConsentFields({
  opens,
  statement,
  shown,
  draft,
  onChange,
  prefix = '',
  problemOf,
}: {
  opens: Channels;
  statement: string;
  /** The phone as the statement writes it. */
  shown: string;
  draft: ConsentDraft;
  onChange: (patch: Partial<ConsentDraft>) => void;
  /** In front of the names of its fields, where one form holds several phones. */
  prefix?: string;
  problemOf: (field: string) => string | null;
}) {
  const id = useId();
  return (
    <section
      role="group"
      aria-labelledby={id}
      className="-mx-6 mt-3.5 animate-[appear_150ms_ease-out] border-t border-line px-6 pt-3.5"
    >
      <h3 id={id} className="font-semibold">
        Consent
      </h3>
      <p className="mb-3 text-ink-2">
        {capitalised(inRecipientsWords(opens))} will reach this number again, so we keep a record of how the
        person asked.
      </p>
      <div className="grid gap-3 sm:grid-cols-2">
        <SelectField
          label="How did they ask?"
          name={`${prefix}method`}
          value={draft.method}
          onChange={(event) => onChange({ method: event.target.value })}
          problem={problemOf(`${prefix}method`)}
        >
          <option value="" disabled hidden>
            Choose…
          </option>
          {Object.entries(CONSENT_METHOD_WORDS).map(([method, words]) => (
            <option key={method} value={method}>
              {words}
            </option>
          ))}
        </SelectField>
        <TextField
          label="When did they ask?"
          name={`${prefix}day`}
          autoComplete="off"
          value={draft.day}
          onChange={(event) => onChange({ day: event.target.value })}
          problem={problemOf(`${prefix}day`)}
        />
      </div>
      <TextArea
        className="mt-3"
        label="Note"
        name={`${prefix}consent_note`}
        rows={1}
        maxLength={2000}
        value={draft.note}
        onChange={(event) => onChange({ note: event.target.value })}
        problem={problemOf(`${prefix}consent_note`) ?? problemOf(`${prefix}note`)}
      />
      <div className="mt-2">
        <Tick
          label={statement}
          labelParts={<Unbroken text={statement} part={shown} />}
          name={`${prefix}accepted`}
          checked={draft.accepted}
          onChange={(event) => onChange({ accepted: event.target.checked })}
          problem={problemOf(`${prefix}accepted`)}
        />
      </div>
    </section>
  );
}

/** A text whose one part never breaks across lines. */
const Unbroken = ({ text, part }: { text: string; part: string }) => {
  const at = text.lastIndexOf(part);
  return (
    <>
      {text.slice(0, at)}
      <span className="whitespace-nowrap">{part}</span>
      {text.slice(at + part.length)}
    </>
  );
};

const capitalised = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
