'use client';

import { Tabs } from 'radix-ui';
import { useState } from 'react';
import { toast } from 'sonner';
import { PHONE_FIELDS } from '@/lib/contacts/policy';
import type { E164 } from '@/db/vocabulary';
import type { ContactDetail, GroupView, TypedPhone } from '@/lib/contacts/view';
import type { PhoneDetail } from '@/lib/opt-outs/view';
import type { EditAccount } from '../opt-outs/edit-dialog';
import { MistakeForm } from '../opt-outs/mistake-form';
import { editOf, emptyDraft, withoutTick, type PhoneDraft } from '../opt-outs/phone-draft';
import { Button } from '../ui/button';
import { DialogBody, DialogFooter } from '../ui/dialog';
import type { Clock } from '../ui/moment';
import { Notice } from '../ui/notice';
import { useFormAction } from '../ui/use-form-action';
import type { ContactActions } from './contact-actions';
import { GroupsTab } from './groups-tab';
import { InfoTab } from './info-tab';
import { OptOutsTab } from './opt-outs-tab';
import { useTypedPhones } from './use-typed-phones';

const TABS = { info: 'Info', groups: 'Groups', opt_outs: 'Opt In/Out' } as const;
type Tab = keyof typeof TABS;
const OF_INFO = ['name', 'notes', ...PHONE_FIELDS] as readonly string[];
const OF_GROUPS = ['group_ids', 'new_groups'] as readonly string[];

/** All tabs of a contact; Save applies them together. */
export function ContactForm({
  contact,
  groups,
  account,
  mayOptIn,
  clock,
  actions,
  onDelete,
  onClose,
}: {
  /** Null: a new one. */
  contact: ContactDetail | null;
  groups: GroupView[];
  account: EditAccount;
  mayOptIn: boolean;
  clock: Clock;
  actions: ContactActions;
  onDelete?: () => void;
  onClose: () => void;
}) {
  const [tab, setTab] = useState<Tab>('info');
  const [info, setInfo] = useState(() => ({
    name: contact?.name ?? '',
    notes: contact?.notes ?? '',
    phones: PHONE_FIELDS.map((_, i) => contact?.phones[i]?.shown ?? ''),
  }));
  const [chosen, setChosen] = useState(() => ({
    ids: contact?.groups.map(({ id }) => id) ?? [],
    made: [] as string[],
  }));
  const [drafts, setDrafts] = useState<Record<string, PhoneDraft>>({});
  const [mistake, setMistake] = useState<PhoneDetail | null>(null);
  const read = useTypedPhones(info.phones, tab === 'opt_outs', actions.findTypedPhones);

  const { form, pending, submit, message, problemOf, forget } = useFormAction(actions.saveContact, {
    onDone: (said) => {
      toast.success(said);
      onClose();
    },
    onRefused: (reason, fields) => {
      const first = fields[0]?.field;
      if (first !== undefined) setTab(tabOf(first));
      if (reason === 'not_their_phone') setTab('opt_outs');
      if (reason !== 'newer_opt_out' && reason !== 'recipient_must_text_unstop') return;
      setDrafts((all) => Object.fromEntries(Object.entries(all).map(([key, it]) => [key, withoutTick(it)])));
      read.reread();
    },
  });
  const draftOf = (phone: string) => drafts[phone] ?? emptyDraft(clock, account.country);
  /** By what was shown when they were switched, whatever tab is looked at and whatever was typed since. */
  const switched = Object.values(read.known).filter(
    (detail) => editOf(detail, draftOf(detail.phone)) !== null,
  );
  const { phones } = read;
  const left = phones ? switched.filter(({ phone }) => !isAmong(phones, phone)) : [];
  const save = () => {
    if (pending) return;
    const edits = switched.flatMap((detail) => editOf(detail, draftOf(detail.phone)) ?? []);
    submit({
      id: contact && String(contact.id),
      name: info.name,
      notes: info.notes,
      ...Object.fromEntries(PHONE_FIELDS.map((field, i) => [field, info.phones[i]])),
      group_ids: JSON.stringify(chosen.ids),
      new_groups: JSON.stringify(chosen.made),
      opt_outs: JSON.stringify(edits),
    });
  };

  return (
    <>
      {mistake && (
        <MistakeForm
          detail={mistake}
          clock={clock}
          correctOptOut={actions.correctOptOut}
          onBack={() => setMistake(null)}
          onClose={() => {
            setMistake(null);
            read.reread();
          }}
          onOutdated={read.reread}
        />
      )}
      <form
        ref={form}
        noValidate
        className={mistake ? 'hidden' : 'flex min-h-0 flex-1 flex-col'}
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Tabs.Root
          value={tab}
          onValueChange={(next) => setTab(next as Tab)}
          className="flex min-h-0 flex-1 flex-col"
        >
          <Tabs.List
            aria-label="Parts of the contact"
            className="mt-2 flex shrink-0 gap-5 border-b border-line px-6"
          >
            {Object.entries(TABS).map(([value, words]) => (
              <Tabs.Trigger
                key={value}
                value={value}
                className="-mb-px h-10 border-b-2 border-transparent text-ink-2 hover:text-ink data-[state=active]:border-accent data-[state=active]:font-medium data-[state=active]:text-ink"
              >
                {words}
              </Tabs.Trigger>
            ))}
          </Tabs.List>
          <DialogBody>
            <Panel value="info">
              <InfoTab info={info} onChange={setInfo} problemOf={problemOf} />
            </Panel>
            <Panel value="groups">
              <GroupsTab groups={groups} chosen={chosen} onChange={setChosen} problemOf={problemOf} />
            </Panel>
            <Panel value="opt_outs">
              <OptOutsTab
                read={read}
                left={left}
                account={account}
                mayOptIn={mayOptIn}
                clock={clock}
                draftOf={draftOf}
                onDraft={(phone, draft) => setDrafts({ ...drafts, [phone]: draft })}
                onToggle={forget}
                onForget={({ phone }) => {
                  forget();
                  setDrafts((all) =>
                    Object.fromEntries(Object.entries(all).filter(([key]) => key !== phone)),
                  );
                }}
                onMistake={setMistake}
                problemOf={problemOf}
              />
            </Panel>
            {(message ?? problemOf('opt_outs')) && (
              <div className="mt-3">
                <Notice tone="danger" role="alert">
                  {message ?? problemOf('opt_outs')}
                </Notice>
              </div>
            )}
          </DialogBody>
        </Tabs.Root>
        <DialogFooter>
          {onDelete && (
            <Button look="ghost" className="mr-auto !text-danger" onClick={onDelete}>
              Delete
            </Button>
          )}
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" aria-disabled={pending || undefined}>
            {pending ? 'Saving…' : 'Save'}
          </Button>
        </DialogFooter>
      </form>
    </>
  );
}

/** Stays where it is when another tab is looked at, and so does what was typed in it. */
const Panel = ({ value, children }: { value: Tab; children: React.ReactNode }) => (
  <Tabs.Content value={value} forceMount tabIndex={-1} className="outline-none data-[state=inactive]:hidden">
    {children}
  </Tabs.Content>
);

const isAmong = (phones: TypedPhone[], phone: E164) =>
  phones.some((typed) => typed.ok && typed.detail.phone === phone);

function tabOf(field: string): Tab {
  if (OF_INFO.includes(field)) return 'info';
  return OF_GROUPS.includes(field) ? 'groups' : 'opt_outs';
}
