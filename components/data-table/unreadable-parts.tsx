import type { FieldProblem } from '@/lib/outcome';
import { Notice } from '../ui/notice';

/** Says which parts of the address were left out because they could not be read. */
export const UnreadableParts = ({
  problems,
  parts,
}: {
  problems: FieldProblem[];
  /** What each part of the address is, in words. */
  parts: Record<string, string>;
}) => (
  <div className="mb-3">
    <Notice tone="quiet">
      We could not read all of this page’s address, so parts of it were left out:
      <ul className="list-disc pl-4.5">
        {problems.map(({ field, message }) => (
          <li key={field}>
            {parts[field] ?? field}: {message}
          </li>
        ))}
      </ul>
    </Notice>
  </div>
);
