'use client';

import type { OptOutType, Source } from '@/db/vocabulary';
import { CLOSING_SOURCES, SOURCE_WORDS } from '@/lib/opt-outs/policy';
import { FilterChip } from '../data-table/filter-chip';
import { Menu, MenuChoices } from '../ui/menu';
import { DateFilter } from './date-filter';
import type { ReportView } from './report-view';

const TYPES = [
  ['voice', 'Voice only'],
  ['text', 'Text only'],
  ['both', 'Voice and text'],
] as const satisfies [OptOutType, string][];

const SOURCES = CLOSING_SOURCES.map((source) => [source, SOURCE_WORDS[source]] as const);

/** What narrows the report: type, date and source, each a chip that shows what it is set to. */
export function Filters({ view, change, now, timeZone }: ReportView & { now: Date; timeZone: string }) {
  const type = chosen(TYPES, view.type);
  const source = chosen<Source>(SOURCES, view.source);
  return (
    <div role="group" aria-label="Filters" className="flex min-w-0 flex-wrap gap-2">
      <FilterChip name="Opt out type" value={type?.[1] ?? null} onClear={() => change({ type: null })}>
        {(button) => (
          <Menu button={button}>
            <MenuChoices
              value={type?.[0] ?? null}
              choices={TYPES}
              onChoose={(next) => change({ type: next })}
            />
          </Menu>
        )}
      </FilterChip>
      <DateFilter view={view} change={change} now={now} timeZone={timeZone} />
      <FilterChip name="Source" value={source?.[1] ?? null} onClear={() => change({ source: null })}>
        {(button) => (
          <Menu button={button}>
            <MenuChoices
              value={source?.[0] ?? null}
              choices={SOURCES}
              onChoose={(next) => change({ source: next })}
            />
          </Menu>
        )}
      </FilterChip>
    </div>
  );
}

/** Only what is on offer: an unreadable word in the URL chooses nothing. */
const chosen = <T extends string>(choices: readonly (readonly [T, string])[], word: string | null) =>
  choices.find(([choice]) => choice === word) ?? null;
