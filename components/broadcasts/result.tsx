'use client';

import { useState } from 'react';
import type { E164 } from '@/db/vocabulary';
import type { Shown } from '@/lib/broadcasts/filter';
import type { BroadcastLine, RecipientLine } from '@/lib/broadcasts/view';
import type { FormAction } from '@/lib/web/form-state';
import { ChannelIcon } from '../opt-outs/channel-icon';
import { Card } from '../ui/card';
import { Moment, type Clock } from '../ui/moment';
import { Notice } from '../ui/notice';
import { PageHead } from '../ui/page-head';
import { Tips } from '../ui/tips';
import { useFocusReturn } from '../ui/use-focus-return';
import { InvalidLines } from './invalid-lines';
import { Live } from './live';
import { OptOutDialog } from './opt-out-dialog';
import { RecipientTable } from './recipient-table';
import { ResultGroups } from './result-groups';
import { ResultProgress } from './result-progress';
import { StatusBadge } from './status-badge';
import { Steer } from './steer';
import { listed, recipients } from './words';

export type ResultActions = Record<
  'pauseBroadcast' | 'resumeBroadcast' | 'cancelBroadcast' | 'optOutRecipient',
  FormAction
>;
export type RecipientPage = { recipients: RecipientLine[]; previous: E164 | null; next: E164 | null };

/** For so long after its end a carrier still says what arrived. */
const NEWS_MS = 10 * 60_000;

/** What became of a broadcast, while it goes out and afterwards. */
export function Result({
  broadcast,
  shown,
  page,
  invalid,
  clock,
  actions,
}: {
  broadcast: BroadcastLine;
  shown: Shown;
  page: RecipientPage | null;
  invalid: { input: string; reason: string }[] | null;
  clock: Clock;
  actions: ResultActions;
}) {
  const { id, channel, message, status, problem, by, createdAt, counts } = broadcast;
  const [leaving, setLeaving] = useState<RecipientLine | null>(null);
  const { root, remember, giveBack } = useFocusReturn(broadcast);
  const optOut = (recipient: RecipientLine) => {
    remember();
    setLeaving(recipient);
  };
  return (
    <div ref={root}>
      {hasNews(broadcast, clock.now) && <Live />}
      <Tips>
        <PageHead
          crumbs={[{ name: 'Broadcasts', href: '/broadcasts' }]}
          title={`${channel === 'text' ? 'Text' : 'Call'} to ${recipients(listed(counts))}`}
        >
          {by} · <Moment at={createdAt} clock={clock} />
        </PageHead>
        <Card className="mb-5 grid gap-5 p-5">
          <div className="flex flex-wrap items-start justify-between gap-3">
            <StatusBadge status={status} />
            <Steer broadcast={broadcast} actions={actions} />
          </div>
          {problem && (
            <Notice tone="warning" role="alert" title={`Paused by itself: ${problem}`}>
              Nobody was left out: whoever was not messaged yet is waiting. Resume it once that is settled.
            </Notice>
          )}
          <ResultProgress broadcast={broadcast} timeZone={clock.timeZone} />
          <div className="flex gap-2.5 rounded-[10px] bg-sunken px-3.5 py-3">
            <ChannelIcon channel={channel} closed={false} className="mt-0.5" />
            <p className="max-h-40 min-w-0 flex-1 overflow-y-auto break-words whitespace-pre-wrap">
              {message}
            </p>
          </div>
        </Card>
        <ResultGroups id={id} counts={counts} shown={shown} />
        <Card>
          {page && (
            <RecipientTable
              id={id}
              counts={counts}
              shown={shown}
              page={page}
              clock={clock}
              onOptOut={optOut}
            />
          )}
          {invalid && <InvalidLines lines={invalid} all={counts.invalid} />}
        </Card>
      </Tips>
      {leaving && (
        <OptOutDialog
          broadcast={broadcast}
          recipient={leaving}
          onClose={() => setLeaving(null)}
          onClosed={giveBack}
          optOutRecipient={actions.optOutRecipient}
        />
      )}
    </div>
  );
}

/** Whether more is about to become known by itself. */
function hasNews({ status, scheduledAt, finishedAt, counts }: BroadcastLine, now: Date): boolean {
  if (status === 'sending') return true;
  if (status === 'scheduled') return scheduledAt !== null && scheduledAt.getTime() - now.getTime() < 60_000;
  const since = finishedAt ? now.getTime() - finishedAt.getTime() : 0;
  return counts.sent + counts.handing_off > 0 && since < NEWS_MS;
}
