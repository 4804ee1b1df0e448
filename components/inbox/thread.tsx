import type { Conversation, Received } from '@/lib/messages/view';
import type { FormAction } from '@/lib/web/form-state';
import { cx } from '../ui/class-names';
import { Moment, type Clock } from '../ui/moment';
import { Tips } from '../ui/tips';
import { NotARequest } from './not-a-request';
import { readingInWords } from './reading-words';
import { sentInWords } from './sent-words';

/** What was said both ways, oldest first. */
export const Thread = ({
  conversation: { phone, items },
  clock,
  correctReading,
}: {
  conversation: Conversation;
  clock: Clock;
  correctReading: FormAction;
}) => (
  <Tips>
    <ol aria-label="Messages" className="grid gap-4 p-4">
      {items.map((item) =>
        item.kind === 'received' ? (
          <li key={`received-${item.id}`} className="grid max-w-[85%] justify-items-start gap-1">
            <Bubble who="They" body={item.body} />
            <Reading item={item} />
            {item.mayCorrect && item.reading === 'opt_out' && (
              <NotARequest phone={phone} message={item.id} correctReading={correctReading} />
            )}
            <Moment at={item.at} clock={clock} className="rounded px-1 text-xs text-ink-3" />
          </li>
        ) : (
          <li key={item.id} className="grid max-w-[85%] justify-items-end gap-1 justify-self-end">
            <Bubble who="We" ours body={item.body} />
            <p className="px-1 text-right text-xs text-ink-2">{sentInWords(item)}</p>
            <Moment at={item.at} clock={clock} className="rounded px-1 text-xs text-ink-3" />
          </li>
        ),
      )}
    </ol>
  </Tips>
);

const Bubble = ({ who, body, ours = false }: { who: string; body: string; ours?: boolean }) => (
  <p
    className={cx(
      'min-w-0 rounded-2xl px-3.5 py-2 break-words whitespace-pre-wrap [overflow-wrap:anywhere]',
      ours ? 'rounded-br-md bg-accent-soft' : 'rounded-bl-md border border-line bg-sunken',
    )}
  >
    <span className="sr-only">{who}: </span>
    {body || <em className="text-ink-2">An empty message</em>}
  </p>
);

const Reading = ({ item }: { item: Received }) => {
  const words = readingInWords(item);
  if (words === null) return null;
  const asks = item.reading === 'stop' || item.reading === 'opt_out';
  const open = item.reading === 'needs_review' && !item.decision;
  return (
    <p className={cx('px-1 text-[13px]', asks ? 'text-danger' : open ? 'text-lock' : 'text-ink-2')}>
      {words}
    </p>
  );
};
