'use client';

import { useCallback, useMemo, useState } from 'react';
import type { OptOutFilter } from '@/lib/opt-outs/filter';
import { MOST_SELECTED, type OptOutPage, type OptOutRow } from '@/lib/opt-outs/view';
import type { FieldProblem } from '@/lib/outcome';
import type { FormAction } from '@/lib/web/form-state';
import { DataTable } from '../data-table/data-table';
import { Pager } from '../data-table/pager';
import { SearchBox } from '../data-table/search-box';
import { SelectionContext, useSelection } from '../data-table/use-selection';
import { useView } from '../data-table/use-view';
import { Button } from '../ui/button';
import { Card } from '../ui/card';
import { PageHead } from '../ui/page-head';
import { Tips } from '../ui/tips';
import { useFocusReturn } from '../ui/use-focus-return';
import { AddDialog } from './add-dialog';
import { columnsOf } from './columns';
import { countInWords, totalInWords } from './count-words';
import { EditDialog, type EditAccount } from './edit-dialog';
import { exportQueryOf, scopeOf } from './export-query';
import { FirstSteps, NoMatch, UnreadableView } from './empty-states';
import { Filters } from './filters';
import { ReportActions } from './report-actions';
import { SelectionBar } from './selection-bar';
import { UNFILTERED, VIEW_KEYS } from './report-view';
import type { FindPhone } from './use-phone-detail';

/** The Opt Out Report: who must not be called or texted, and everything one can do about it. */
export function OptOutReport({
  account,
  may,
  filter,
  problems,
  page,
  now,
  actions,
}: {
  account: EditAccount & { timeZone: string };
  may: { optIn: boolean; export: boolean; upload: boolean };
  filter: OptOutFilter;
  /** Parts of the URL that could not be read. */
  problems: FieldProblem[];
  page: OptOutPage;
  now: Date;
  actions: { addOptOut: FormAction; editOptOut: FormAction; correctOptOut: FormAction; findPhone: FindPhone };
}) {
  const { view, change, pending } = useView(VIEW_KEYS);
  const [adding, setAdding] = useState(false);
  const [editing, setEditing] = useState<OptOutRow | null>(null);
  const { root, remember, giveBack } = useFocusReturn(page);

  const clock = useMemo(() => ({ timeZone: account.timeZone, now }), [account.timeZone, now]);
  const open = useCallback(
    (row: OptOutRow) => {
      remember();
      setEditing(row);
    },
    [remember],
  );
  const selection = useSelection(scopeOf(filter), MOST_SELECTED);
  const columns = useMemo(
    () => columnsOf({ clock, onOpen: open, selectable: may.export }),
    [clock, open, may.export],
  );
  const add = () => {
    remember();
    setAdding(true);
  };
  const isNarrowed = Object.keys(UNFILTERED).some((key) => filter[key as keyof typeof UNFILTERED]);
  const clear = () => change(UNFILTERED);

  return (
    <div ref={root}>
      <PageHead
        crumbs={[{ name: 'Reports', href: '/reports' }]}
        title="Opt Out Report"
        actions={<ReportActions may={may} query={exportQueryOf(filter)} onAdd={add} />}
      >
        {totalInWords(page.total)}
      </PageHead>
      {problems.length > 0 && <UnreadableView problems={problems} />}
      {page.total === 0 && !isNarrowed ? (
        <FirstSteps mayUpload={may.upload} onAdd={add} />
      ) : (
        <>
          <div className="mb-3 flex flex-wrap items-center gap-2">
            <SearchBox
              label="Search phone numbers"
              value={view.search ?? ''}
              onSearch={(search) =>
                change({ search: search || null }, { replace: Boolean(view.search && search) })
              }
            />
            <Filters view={view} change={change} now={now} timeZone={account.timeZone} />
            <div className="flex min-h-8 items-center gap-2 sm:ml-auto">
              {isNarrowed && page.rows.length > 0 && (
                <Button look="ghost" size="small" onClick={clear}>
                  Clear filters
                </Button>
              )}
              <p role="status" className="text-ink-2">
                {countInWords(page.count)}
              </p>
            </div>
          </div>
          <Card>
            {page.rows.length === 0 ? (
              <NoMatch onClear={clear} />
            ) : (
              <SelectionContext value={selection}>
                <Tips>
                  <DataTable
                    label="Opt-outs"
                    columns={columns}
                    rows={page.rows}
                    rowId={(row) => row.phone}
                    sort={pending && view.sort ? view.sort : filter.sort}
                    onSort={(sort) => change({ sort })}
                    busy={pending}
                  />
                </Tips>
              </SelectionContext>
            )}
            <SelectionBar selection={selection} sort={filter.sort} />
            {(page.previous || page.next) && (
              <Pager
                words={`${page.rows.length} on this page`}
                previous={page.previous}
                next={page.next}
                onTurn={(cursor) => {
                  change({ cursor });
                  root.current?.scrollIntoView({ block: 'start' });
                }}
              />
            )}
          </Card>
        </>
      )}
      <AddDialog
        open={adding}
        onClose={() => setAdding(false)}
        onClosed={giveBack}
        addOptOut={actions.addOptOut}
      />
      {editing && (
        <EditDialog
          view={editing}
          onClose={() => setEditing(null)}
          onClosed={giveBack}
          account={account}
          mayOptIn={may.optIn}
          clock={clock}
          editOptOut={actions.editOptOut}
          correctOptOut={actions.correctOptOut}
          findPhone={actions.findPhone}
        />
      )}
    </div>
  );
}
