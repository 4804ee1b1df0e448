import { consentStatement } from '@/lib/opt-outs/policy';
import type { PhoneDetail } from '@/lib/opt-outs/view';
import { TextArea } from '../ui/field';
import type { Clock } from '../ui/moment';
import { ConsentFields } from './consent-fields';
import { EditChannel } from './edit-channel';
import type { EditAccount } from './edit-dialog';
import { outcomeOf, withoutTick, type PhoneDraft } from './phone-draft';

/** The switches of a phone, and the consent or the note that goes with what they change. */
export function PhoneEdit({
  detail,
  account,
  mayOptIn,
  clock,
  draft,
  onDraft,
  onToggle,
  onMistake,
  prefix = '',
  problemOf,
}: {
  detail: PhoneDetail;
  account: EditAccount;
  mayOptIn: boolean;
  clock: Clock;
  draft: PhoneDraft;
  onDraft: (draft: PhoneDraft) => void;
  onToggle?: () => void;
  /** To the form that takes an opt-out back, because nobody had asked for it. */
  onMistake: () => void;
  /** In front of the names of its fields, where one form holds several phones. */
  prefix?: string;
  problemOf: (field: string) => string | null;
}) {
  const { is, opens, isOpening, isClosing } = outcomeOf(detail, draft);
  const channel = (name: 'voice' | 'text') => (
    <EditChannel
      channel={name}
      view={detail}
      isClosed={is[name]}
      onToggle={(on) => {
        onDraft(withoutTick({ ...draft, wanted: { ...draft.wanted, [name]: on } }));
        onToggle?.();
      }}
      mayOptIn={mayOptIn}
      textNumber={account.textNumber}
      timeZone={clock.timeZone}
    />
  );
  return (
    <>
      <div className="grid gap-2">
        {channel('voice')}
        {channel('text')}
      </div>
      {(detail.mayCorrect.voice || detail.mayCorrect.text) && (
        <p className="mt-2 text-right text-[13px]">
          <a
            href="#added-by-mistake"
            className="rounded py-1 text-ink-2 underline decoration-control underline-offset-3 hover:text-ink"
            onClick={(event) => {
              event.preventDefault();
              onMistake();
            }}
          >
            Added by mistake
          </a>
        </p>
      )}
      {isOpening && (
        <ConsentFields
          opens={opens}
          statement={consentStatement(opens, account.name, detail.shown)}
          shown={detail.shown}
          draft={draft.consent}
          onChange={(patch) => onDraft({ ...draft, consent: { ...draft.consent, ...patch } })}
          prefix={prefix}
          problemOf={problemOf}
        />
      )}
      {!isOpening && isClosing && (
        <TextArea
          className="mt-3"
          label="Note"
          name={`${prefix}note`}
          maxLength={2000}
          value={draft.note}
          onChange={(event) => onDraft({ ...draft, note: event.target.value })}
          problem={problemOf(`${prefix}note`)}
          hint="Optional. Kept in the history."
        />
      )}
    </>
  );
}
