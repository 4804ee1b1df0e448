import Link from 'next/link';
import type { Conversation } from '@/lib/messages/view';
import { LOCK_WORDS } from '@/lib/opt-outs/policy';
import type { FormAction } from '@/lib/web/form-state';
import { LockNote } from '../opt-outs/lock-note';
import { Card } from '../ui/card';
import type { Clock } from '../ui/moment';
import { Notice } from '../ui/notice';
import { PageHead } from '../ui/page-head';
import { MarkRead } from './mark-read';
import { OptOutPerson } from './opt-out-person';
import { OPTED_OUT_WORDS } from './reading-words';
import { ReplyBox } from './reply-box';
import { Thread } from './thread';

export type ConversationActions = {
  decideReview: FormAction;
  optOutPerson: FormAction;
  correctReading: FormAction;
  markRead: FormAction;
  /** Absent: nobody can reply from here yet. */
  sendAnswer?: FormAction;
};

/** One person: what was said both ways, and what to do about it. */
export const ConversationPage = ({
  conversation,
  textNumber,
  clock,
  actions,
}: {
  conversation: Conversation;
  /** As it is shown; null where the account has none. */
  textNumber: string | null;
  clock: Clock;
  actions: ConversationActions;
}) => {
  const { phone, shown, name, optedOut, textLock, review, unread } = conversation;
  return (
    <>
      <MarkRead phone={phone} unread={unread} markRead={actions.markRead} />
      <PageHead crumbs={[{ name: 'Inbox', href: '/inbox' }]} title={shown}>
        {name}
      </PageHead>
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_340px]">
        <Card className="max-lg:order-2">
          <Thread conversation={conversation} clock={clock} correctReading={actions.correctReading} />
          {actions.sendAnswer && (
            <ReplyBox
              phone={phone}
              sendAnswer={actions.sendAnswer}
              blocked={optedOut === 'both' || optedOut === 'text' ? 'opted_out' : review ? 'review' : null}
            />
          )}
        </Card>
        <div className="grid gap-3">
          {optedOut && (
            <Notice title={OPTED_OUT_WORDS[optedOut]}>
              {textLock && `${LOCK_WORDS[textLock]}. `}
              <Link
                href={`/reports/opt-outs?search=${phone.slice(1)}`}
                className="underline underline-offset-3"
              >
                See it in the report
              </Link>
            </Notice>
          )}
          {textLock && <LockNote lock={textLock} textNumber={textNumber} />}
          {(review || optedOut !== 'both') && (
            <OptOutPerson
              key={review?.id ?? 'none'}
              phone={phone}
              optedOut={optedOut}
              review={review}
              optOutPerson={actions.optOutPerson}
              decideReview={actions.decideReview}
            />
          )}
        </div>
      </div>
    </>
  );
};
