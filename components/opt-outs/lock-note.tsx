import type { Lock } from '@/db/vocabulary';
import { CopyButton } from '../ui/copy-button';

/** Why nobody here can open text, and how the person can; `textNumber` as it is shown, null where there is none. */
export const LockNote = ({ lock, textNumber }: { lock: Lock; textNumber: string | null }) => (
  <p className="rounded-[10px] bg-lock-soft px-3 py-2.5 text-[13px] text-lock">
    {lock === 'carrier' && 'The carrier blocks our texts to this number. '}
    Only this person can lift it: they must text UNSTOP to{' '}
    {textNumber ? (
      <>
        <b className="font-semibold whitespace-nowrap">{textNumber}</b>{' '}
        <CopyButton text={textNumber} label={`Copy ${textNumber}`} />
      </>
    ) : (
      'the number that this account sends texts from'
    )}
  </p>
);
