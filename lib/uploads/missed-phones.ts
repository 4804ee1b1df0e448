import 'server-only';
import type { Country } from '@/db/vocabulary';
import type { Cell, Row } from '@/lib/files/cells';
import { isPlaceName, phoneName, placeName, saysWhosePhone } from '@/lib/files/column-names';
import type { DetectedColumn } from '@/lib/files/detect-columns';
import { parsePhone } from '@/lib/phone';
import type { Reading, StagedPhone } from './read-row';

/** A column that is not read. Bare digits in it count only under a name like "Spouse": elsewhere they are ids. */
export type UnreadColumn = { index: number; name: string; mayBeBare: boolean };

export function unreadColumn(column: DetectedColumn): UnreadColumn | null {
  const { index, name, role, mayHoldPhones = false } = column;
  const says = phoneName(name);
  if ((role !== 'other' && role !== 'note') || says === 'fax') return null;
  const mayBeBare = mayHoldPhones || saysWhosePhone(name) || says === 'phone' || isPlaceName(name);
  return { index, name, mayBeBare };
}

/** The names of the columns that hold a certain phone of a row which is not among those read, `phones`. */
export function missedIn(
  { cells }: Row,
  { unread, width }: Reading,
  phones: readonly StagedPhone[],
  country: Country,
): string[] {
  const isMissed = (cell: Cell | undefined, mayBeBare: boolean) => {
    const found = certainPhone(cell, mayBeBare, country);
    return found !== null && !phones.some(({ phone }) => phone === found);
  };
  const missed: string[] = [];
  for (const { index, name, mayBeBare } of unread) if (isMissed(cells[index], mayBeBare)) missed.push(name);
  for (let at = width; at < cells.length; at++) if (isMissed(cells[at], true)) missed.push(placeName(at));
  return missed;
}

function certainPhone(cell: Cell | undefined, mayBeBare: boolean, country: Country): string | null {
  if (typeof cell !== 'string' && typeof cell !== 'number') return null;
  if (!holdsSevenDigits(String(cell))) return null;
  const text = String(cell).trim();
  if (text.length < 8) return null;
  const [shown] = SHOWN_PHONE.exec(text.slice(0, 500)) ?? [];
  const meant = shown ?? (mayBeBare && /^\d{10,11}(\.0+)?$/.test(text) ? text : null);
  if (meant === null) return null;
  const read = parsePhone(meant, country);
  return read.ok && read.note === null ? read.phone : null;
}

/** Asked first of every cell, because it takes no time. */
function holdsSevenDigits(text: string): boolean {
  let digits = 0;
  for (let i = 0; i < text.length && digits < 7; i++) {
    const code = text.charCodeAt(i);
    if (code >= 48 && code <= 57) digits++;
  }
  return digits === 7;
}

/** As only phones are written: (512) 555-0142, 512-555-0142, +44 20 7946 0958. */
const SHOWN_PHONE =
  /(?<![\d.-])(?:\+\d[\d ().-]{6,18}\d|(?:1[-. ])?(?:\([2-9]\d\d\) ?|[2-9]\d\d[-. ])[2-9]\d\d[-. ]\d{4})(?![\d-])/;
