import { formatCount } from '@/lib/format';

/** What was listed and is no phone number, and why. */
export const InvalidLines = ({ lines, all }: { lines: { input: string; reason: string }[]; all: number }) =>
  lines.length === 0 ? (
    <p className="px-5 py-10 text-center text-ink-2">All that was listed are phone numbers.</p>
  ) : (
    <ul aria-label="Invalid">
      {lines.map(({ input, reason }, index) => (
        // An input may stand there twice.
        // eslint-disable-next-line react/no-array-index-key
        <li key={index} className="border-b border-line px-4 py-2.5 last:border-b-0">
          <span className="block font-medium break-words tabular-nums">{input}</span>
          <span className="block text-[13px] text-ink-2">{reason}</span>
        </li>
      ))}
      {all > lines.length && (
        <li className="px-4 py-2.5 text-ink-2">and {formatCount(all - lines.length)} more</li>
      )}
    </ul>
  );
