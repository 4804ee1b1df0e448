'use client';

import { useState } from 'react';
import type { FileReading } from '@/lib/files/view';
import type { FormAction } from '@/lib/web/form-state';
import { Button } from '../ui/button';
import { SelectField, TextField } from '../ui/field';
import { Notice } from '../ui/notice';
import { useFormAction } from '../ui/use-form-action';

/** Where a file was understood wrongly: sheet, row of names, separator, and what each column holds. */
export function ReadOtherwise<Role extends string>({
  id,
  reading,
  roles: roleWords,
  reread,
  isOpen = false,
}: {
  id: number;
  reading: FileReading<Role>;
  /** What a column can hold, in words, in the order in which it is offered. */
  roles: Record<Role, string>;
  reread: FormAction;
  isOpen?: boolean;
}) {
  const [sheet, setSheet] = useState(reading.sheet);
  const [delimiter, setDelimiter] = useState(reading.delimiter);
  const [encoding, setEncoding] = useState(reading.encoding);
  const [header, setHeader] = useState(reading.headerRow === null ? '' : String(reading.headerRow));
  const [roles, setRoles] = useState<Record<number, Role>>({});
  const [order, setOrder] = useState<string | null>(null);
  const { form, pending, submit, message, problemOf, refuse } = useFormAction(reread, {
    onDone: () => undefined,
  });
  const roleOf = (column: FileReading<Role>['columns'][number]) => roles[column.index] ?? column.role;
  const dates = reading.columns.find((column) => roleOf(column) === 'date');
  // Another sheet or separator has other columns: they are found anew, and can be settled then.
  const isOtherTable =
    sheet !== reading.sheet || delimiter !== reading.delimiter || encoding !== reading.encoding;
  const isOtherHeader = header.trim() !== String(reading.headerRow ?? '');

  const read = () => {
    if (header.trim() !== '' && !/^[1-9]\d{0,6}$/.test(header.trim())) {
      return refuse('Give the row of the column names as a number, or leave it blank where there is none.');
    }
    const chosen = {
      ...(sheet !== null && { sheet }),
      ...(delimiter !== null && { delimiter }),
      ...(encoding !== null && { encoding }),
      ...(isOtherHeader && { headerRow: header.trim() === '' ? null : Number(header) }),
      ...(!isOtherTable && {
        headerRow: header.trim() === '' ? null : Number(header),
        roles: Object.fromEntries(reading.columns.map((column) => [column.index, roleOf(column)])),
      }),
      ...(!isOtherTable && order && { dateOrder: order }),
    };
    submit({ id: String(id), chosen: JSON.stringify(chosen) });
  };

  return (
    <details open={isOpen} className="group border-t border-line">
      <summary className="cursor-pointer px-4 py-2.5 text-[13px] text-ink-2 hover:text-ink">
        Not read right? Say how
      </summary>
      <form
        ref={form}
        noValidate
        className="px-4 pb-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!pending) read();
        }}
      >
        <div className="grid gap-3 sm:grid-cols-3">
          {reading.sheets.length > 1 && (
            <SelectField label="Sheet" value={sheet ?? ''} onChange={({ target }) => setSheet(target.value)}>
              {reading.sheets.map(({ name, hidden }) => (
                <option key={name} value={name}>
                  {name}
                  {hidden ? ' (hidden)' : ''}
                </option>
              ))}
            </SelectField>
          )}
          {reading.kind === 'csv' && (
            <>
              <SelectField
                label="Between columns"
                value={delimiter ?? ''}
                onChange={({ target }) => setDelimiter(target.value)}
              >
                {DELIMITER_WORDS.map(([value, words]) => (
                  <option key={value} value={value}>
                    {words}
                  </option>
                ))}
              </SelectField>
              <SelectField
                label="Encoding"
                value={encoding ?? ''}
                onChange={({ target }) => setEncoding(target.value)}
              >
                {ENCODING_WORDS.map(([value, words]) => (
                  <option key={value} value={value}>
                    {words}
                  </option>
                ))}
              </SelectField>
            </>
          )}
          <TextField
            label="Row of the column names"
            inputMode="numeric"
            value={header}
            placeholder="none"
            onChange={({ target }) => setHeader(target.value)}
            problem={problemOf('headerRow')}
          />
        </div>
        {!isOtherTable && (
          <ul aria-label="Columns" className="mt-4 grid grid-cols-1 gap-x-6 gap-y-2 sm:grid-cols-2">
            {reading.columns.map((column) => (
              <li key={column.index} className="flex items-start gap-3 border-t border-line pt-2">
                <div className="min-w-0 flex-1">
                  <p className="truncate font-medium">{column.name}</p>
                  <p className="truncate text-[13px] text-ink-2">{column.sample.join(' · ') || 'blank'}</p>
                </div>
                <select
                  aria-label={`What “${column.name}” holds`}
                  value={roleOf(column)}
                  onChange={({ target }) => setRoles({ ...roles, [column.index]: target.value as Role })}
                  className="h-8 max-w-44 shrink-0 rounded-lg border border-control bg-surface px-2 text-[13px] max-md:h-10 max-md:text-base"
                >
                  {Object.entries<string>(roleWords).map(([role, words]) => (
                    <option key={role} value={role}>
                      {words}
                    </option>
                  ))}
                </select>
              </li>
            ))}
          </ul>
        )}
        {!isOtherTable && dates && (
          <SelectField
            className="mt-4 sm:w-72"
            label={`Dates in “${dates.name}” are written`}
            value={order ?? dates.dateOrder ?? 'mdy'}
            onChange={({ target }) => setOrder(target.value)}
          >
            <option value="mdy">month first: 03/04 is March 4</option>
            <option value="dmy">day first: 03/04 is April 3</option>
            <option value="ymd">year first: 2025-03-04</option>
          </SelectField>
        )}
        {message && (
          <div className="mt-3">
            <Notice tone="danger" role="alert">
              {message}
            </Notice>
          </div>
        )}
        <div className="mt-4 flex items-center justify-between gap-3">
          <p className="text-[13px] text-ink-2">
            {isOtherTable
              ? 'Its columns are found anew; you can settle them then.'
              : 'The file is read again. Nothing changes until you apply it.'}
          </p>
          <Button type="submit" aria-disabled={pending || undefined}>
            {pending ? 'Reading…' : 'Read again'}
          </Button>
        </div>
      </form>
    </details>
  );
}

const DELIMITER_WORDS = [
  [',', 'Commas'],
  [';', 'Semicolons'],
  ['\t', 'Tabs'],
  ['|', 'Bars'],
  ['', 'Nothing: one column'],
] as const;

const ENCODING_WORDS = [
  ['utf-8', 'UTF-8'],
  ['windows-1252', 'Windows-1252'],
  ['utf-16le', 'UTF-16'],
  ['utf-16be', 'UTF-16 (big-endian)'],
] as const;
