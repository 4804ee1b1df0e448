'use client';

import type { Channel } from '@/db/vocabulary';
import { LONGEST_SCRIPT, roomForText } from '@/lib/broadcasts/input';
import { firstTextNotice, sizeOfText, STOP_NOTICE } from '@/lib/broadcasts/policy';
import { formatCount } from '@/lib/format';
import { TextArea } from '../ui/field';

/** What it says, how long that is, and what is added so that people know how to end it. */
export const MessageField = ({
  channel,
  message,
  offer,
  onChange,
  problem,
}: {
  channel: Channel;
  message: string;
  /** What a call says after the message. */
  offer: string;
  onChange: (message: string) => void;
  problem: string | null;
}) => (
  <TextArea
    label="Message"
    name="message"
    rows={5}
    value={message}
    onChange={(event) => onChange(event.target.value)}
    problem={problem}
    hint={
      channel === 'text' ? <TextSize message={message} /> : <CallScript message={message} offer={offer} />
    }
  />
);

function TextSize({ message }: { message: string }) {
  const trimmed = message.trim();
  const size = sizeOfText(trimmed);
  const first = sizeOfText(firstTextNotice(trimmed));
  const isAdded = firstTextNotice(trimmed) !== trimmed;
  return (
    <>
      <span className="block tabular-nums">
        {characters(trimmed)}
        {trimmed.length > WORTH_SAYING && ` of ${formatCount(roomForText(trimmed))}`}
        {trimmed && `, ${segments(size.segments)} a person`}
        {size.alphabet === 'unicode' &&
          `. Characters like ${size.unusual.slice(0, 3).join(' ')} make it ${formatCount(70)} to a text instead of 160`}
      </span>
      {isAdded && (
        <span className="mt-1 block">
          Whoever gets their first text from you also reads “{STOP_NOTICE}”
          {trimmed && first.segments > size.segments && `, which makes it ${segments(first.segments)}`}.
        </span>
      )}
    </>
  );
}

const CallScript = ({ message, offer }: { message: string; offer: string }) => (
  <>
    <span className="block tabular-nums">
      {characters(message.trim())} of {formatCount(LONGEST_SCRIPT)}
    </span>
    <span className="mt-1 block">It is read out. After it they hear: “{offer}”</span>
  </>
);

/** From so many on it is said how many there may be. */
const WORTH_SAYING = 1_000;

/** As a carrier counts them: an emoji takes two. */
const characters = ({ length: n }: string) => `${formatCount(n)} ${n === 1 ? 'character' : 'characters'}`;
const segments = (n: number) => `${formatCount(n)} ${n === 1 ? 'text' : 'texts'}`;
