'use client';

import { useId, useState } from 'react';
import type { GroupId } from '@/db/vocabulary';
import type { GroupView } from '@/lib/contacts/view';
import { Button } from '../ui/button';
import { Problem, TextField, Tick } from '../ui/field';

type Chosen = { ids: GroupId[]; made: string[] };

/** Which groups the contact is in; a new one is made with Save. */
export function GroupsTab({
  groups,
  chosen,
  onChange,
  problemOf,
}: {
  groups: GroupView[];
  chosen: Chosen;
  onChange: (chosen: Chosen) => void;
  problemOf: (field: string) => string | null;
}) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const add = () => {
    const name = typed.replace(/\s+/g, ' ').trim();
    if (!name) return;
    const known = groups.find((group) => isSame(group.name, name));
    if (known) onChange({ ...chosen, ids: [...new Set([...chosen.ids, known.id])] });
    else if (!chosen.made.some((made) => isSame(made, name)))
      onChange({ ...chosen, made: [...chosen.made, name] });
    setTyped('');
  };
  return (
    <div className="grid gap-3">
      <div role="group" aria-labelledby={id}>
        <h3 id={id} className="font-medium">
          Groups
        </h3>
        {groups.length + chosen.made.length === 0 && (
          <p className="text-ink-2">There is no group yet. Write the name of the first one below.</p>
        )}
        <div className="mt-1 max-h-64 overflow-y-auto">
          {groups.map((group) => (
            <Tick
              key={group.id}
              label={group.name}
              checked={chosen.ids.includes(group.id)}
              onChange={({ target }) =>
                onChange({
                  ...chosen,
                  ids: target.checked
                    ? [...chosen.ids, group.id]
                    : chosen.ids.filter((each) => each !== group.id),
                })
              }
            />
          ))}
          {chosen.made.map((name) => (
            <Tick
              key={name}
              label={name}
              checked
              onChange={() => onChange({ ...chosen, made: chosen.made.filter((each) => each !== name) })}
            />
          ))}
        </div>
        <Problem text={problemOf('group_ids')} />
      </div>
      <div className="flex items-start gap-2">
        <TextField
          className="min-w-0 flex-1"
          label="New group"
          name="new_groups"
          autoComplete="off"
          maxLength={80}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            add();
          }}
          problem={problemOf('new_groups')}
        />
        <Button className="mt-6" onClick={add}>
          Add
        </Button>
      </div>
    </div>
  );
}

const isSame = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
