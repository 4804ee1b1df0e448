'use client';

import type { TypedPhone } from '@/lib/contacts/view';
import type { PhoneDetail } from '@/lib/opt-outs/view';
import type { EditAccount } from '../opt-outs/edit-dialog';
import { stateInWords } from '../opt-outs/channel-words';
import { History } from '../opt-outs/history';
import type { PhoneDraft } from '../opt-outs/phone-draft';
import { PhoneEdit } from '../opt-outs/phone-edit';
import { Button } from '../ui/button';
import type { Clock } from '../ui/moment';
import { Notice } from '../ui/notice';
import { Bone } from '../ui/skeleton';

/** Each phone of the contact with its switches and its history, as the report's edit dialog has them. */
export function OptOutsTab({
  read,
  left,
  account,
  mayOptIn,
  clock,
  draftOf,
  onDraft,
  onToggle,
  onForget,
  onMistake,
  problemOf,
}: {
  read: { phones: TypedPhone[] | null; failed: boolean; reread: () => void };
  /** Phones that were switched here and are not the contact's any more. */
  left: PhoneDetail[];
  account: EditAccount;
  mayOptIn: boolean;
  clock: Clock;
  draftOf: (phone: string) => PhoneDraft;
  onDraft: (phone: string, draft: PhoneDraft) => void;
  onToggle: () => void;
  onForget: (detail: PhoneDetail) => void;
  onMistake: (detail: PhoneDetail) => void;
  problemOf: (field: string) => string | null;
}) {
  if (read.failed) {
    return (
      <Notice tone="danger" role="alert" title="We could not read these numbers just now">
        Nothing was changed, and what you typed is still here.{' '}
        <Button size="small" onClick={read.reread} className="mt-2">
          Try again
        </Button>
      </Notice>
    );
  }
  if (!read.phones) return <Skeleton />;
  const lost = left.map((detail) => <Left key={detail.phone} detail={detail} onForget={onForget} />);
  if (read.phones.length === 0) {
    if (lost.length > 0) return <div className="grid gap-5">{lost}</div>;
    return (
      <p className="py-6 text-center text-ink-2">
        This contact has no phone number yet. Write one in Info; what it opted out of then stands here.
      </p>
    );
  }
  const several = read.phones.length > 1;
  return (
    <div className="grid gap-5">
      {lost}
      {read.phones.map((phone) =>
        phone.ok ? (
          <OnePhone
            key={phone.detail.phone}
            detail={phone.detail}
            isOneOfSeveral={several}
            problem={problemOf(phone.detail.phone)}
            clock={clock}
          >
            <PhoneEdit
              detail={phone.detail}
              account={account}
              mayOptIn={mayOptIn}
              clock={clock}
              draft={draftOf(phone.detail.phone)}
              onDraft={(draft) => onDraft(phone.detail.phone, draft)}
              onToggle={onToggle}
              onMistake={() => onMistake(phone.detail)}
              prefix={`${phone.detail.phone}.`}
              problemOf={problemOf}
            />
          </OnePhone>
        ) : (
          <Notice key={phone.typed} tone="warning" title={`“${phone.typed}” is no phone number`}>
            {phone.problem} Mend it in Info.
          </Notice>
        ),
      )}
    </div>
  );
}

/** A switch that was moved is saved, or somebody has said that it is not to be. */
const Left = ({ detail, onForget }: { detail: PhoneDetail; onForget: (detail: PhoneDetail) => void }) => (
  <Notice tone="warning" title={`${detail.shown} is not a number of this contact any more`}>
    What you switched for it cannot be saved with this contact. Write the number in Info again, or opt it out
    on the Opt Out Report.
    <div className="mt-2">
      <Button size="small" onClick={() => onForget(detail)}>
        Leave {detail.shown} as it is
      </Button>
    </div>
  </Notice>
);

const OnePhone = ({
  detail,
  isOneOfSeveral,
  problem,
  clock,
  children,
}: {
  detail: PhoneDetail;
  isOneOfSeveral: boolean;
  problem: string | null;
  clock: Clock;
  children: React.ReactNode;
}) => (
  <section
    role="group"
    aria-label={detail.shown}
    data-field={detail.phone}
    tabIndex={-1}
    className="outline-none not-first:-mx-6 not-first:border-t-8 not-first:border-sunken not-first:px-6 not-first:pt-5"
  >
    <h3 className="font-semibold">{detail.shown}</h3>
    <p className="mb-2.5 text-ink-2">{stateInWords(detail, clock.timeZone)}</p>
    {children}
    {problem && (
      <div className="mt-3">
        <Notice tone="danger" role="alert">
          {problem}
        </Notice>
      </div>
    )}
    <History
      lines={detail.history}
      total={detail.seq}
      of={isOneOfSeveral ? detail.shown : undefined}
      timeZone={clock.timeZone}
    />
  </section>
);

const Skeleton = () => (
  <div aria-busy="true" aria-label="Loading">
    <Bone className="w-32" />
    <Bone className="mt-2 w-52" />
    {[0, 1].map((row) => (
      <div
        key={row}
        className="mt-2 flex h-[66px] items-center gap-3 rounded-[10px] border border-line px-3.5"
      >
        <Bone className="size-4" />
        <div className="grid flex-1 gap-2">
          <Bone className="w-36" />
          <Bone className="w-52" />
        </div>
        <Bone className="h-[22px] w-[38px] rounded-full" />
      </div>
    ))}
  </div>
);
