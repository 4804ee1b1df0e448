'use client';

import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import type { GroupView } from '@/lib/contacts/view';
import { tooLong } from '@/lib/broadcasts/input';
import { Card } from '../ui/card';
import { PageHead } from '../ui/page-head';
import { useIsAlive } from '../ui/use-is-alive';
import { ask } from './ask';
import { ChannelChoice } from './channel-choice';
import { ComposerSkeleton } from './composer-skeleton';
import { aboutChosen, audienceOf, type Draft } from './draft';
import { MessageField } from './message-field';
import { RecipientsField } from './recipients-field';
import { ScreeningPanel } from './screening-panel';
import { SendPanel } from './send-panel';
import { useDraft } from './use-draft';
import { useScreening } from './use-screening';
import { WhenField } from './when-field';

export type ComposerAccount = {
  name: string;
  timeZone: string;
  today: string;
  tomorrow: string;
  /** What a call says after its message. */
  keypressOffer: string;
};

type Props = { account: ComposerAccount; groups: GroupView[] };

/** Composes a broadcast: what it says, to whom, when; and who of them will not get it. */
export function Composer(props: Props) {
  const isAlive = useIsAlive();
  return (
    <>
      <PageHead crumbs={[{ name: 'Broadcasts', href: '/broadcasts' }]} title="New broadcast">
        Nothing goes out before you press Send.
      </PageHead>
      {isAlive ? <Form {...props} /> : <ComposerSkeleton />}
    </>
  );
}

function Form({ account, groups }: Props) {
  const router = useRouter();
  const { draft, key, isUnsure, wasUnsure, change, begin, haveLooked, forget } = useDraft();
  const screened = useScreening(draft);
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [refusal, setRefusal] = useState<string | null>(null);
  const [sending, setSending] = useState(false);
  const isSending = useRef(false);
  const root = useRef<HTMLDivElement>(null);

  const edit: typeof change = (patch) => {
    change(patch);
    setRefusal(null);
    setProblems({});
  };
  const refuse = (found: Record<string, string>, message: string | null = null) => {
    setProblems(found);
    setRefusal(message);
    const [field] = Object.keys(found);
    if (field) root.current?.querySelector<HTMLElement>(`[name="${field}"]`)?.focus();
  };

  const send = async () => {
    if (isSending.current) return;
    const wrong = problemsOf(draft);
    if (Object.keys(wrong).length > 0) return refuse(wrong);
    isSending.current = true;
    setSending(true);
    refuse({});
    const settle = begin();
    const { channel, message, when, day, time } = draft;
    const sent = await ask<{ id: number }>('/api/broadcasts', {
      key,
      body: {
        channel,
        message,
        later: when === 'later' ? { day, time } : null,
        audience: audienceOf(draft),
      },
    });
    if (sent?.ok) {
      forget();
      return router.push(`/broadcasts/${sent.body.id}`);
    }
    isSending.current = false;
    setSending(false);
    if (!sent) return;
    settle(sent.verdict);
    const found: Record<string, string> = {};
    for (const error of sent.errors) {
      const field = fieldOf(error.path);
      found[field] = [found[field], aboutChosen(draft, error)].filter(Boolean).join(' ');
    }
    refuse(found, sent.errors.length > 0 ? null : sent.message);
  };

  return (
    <div ref={root}>
      <form
        noValidate
        className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_400px]"
        // Enter in a field sends nothing: so much is only done by the button.
        onSubmit={(event) => event.preventDefault()}
      >
        {/* What the search finds may reach beyond the card. */}
        <Card className="grid grid-cols-1 gap-6 !overflow-visible p-5 sm:p-6">
          <ChannelChoice channel={draft.channel} onChange={(channel) => edit({ channel })} />
          <MessageField
            channel={draft.channel}
            message={draft.message}
            offer={account.keypressOffer}
            onChange={(message) => edit({ message })}
            problem={problems.message ?? null}
          />
          <RecipientsField
            draft={draft}
            groups={groups}
            onChange={edit}
            problem={problems.recipients ?? null}
          />
          <WhenField draft={draft} account={account} onChange={edit} problem={problems.day ?? null} />
        </Card>
        <div className="grid grid-cols-1 gap-5 lg:sticky lg:top-5">
          <ScreeningPanel screened={screened} timeZone={account.timeZone} />
          <SendPanel
            draft={draft}
            screened={screened}
            timeZone={account.timeZone}
            sending={sending}
            refusal={refusal}
            isUnsure={isUnsure}
            wasUnsure={wasUnsure}
            onLooked={haveLooked}
            onSend={() => void send()}
          />
        </div>
      </form>
    </div>
  );
}

function problemsOf({ channel, message, when, day, time }: Draft) {
  const problem = message.trim() === '' ? 'Write a message.' : tooLong(channel, message.trim());
  return {
    ...(problem && { message: problem }),
    ...(when === 'later' && !(day && time) && { day: 'Choose a day and a time.' }),
  };
}

/** The field of the form that a part of the request comes from. */
function fieldOf(path: string): string {
  if (path.startsWith('later')) return 'day';
  return path.startsWith('audience') ? 'recipients' : path;
}
