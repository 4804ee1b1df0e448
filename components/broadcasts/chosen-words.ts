import { splitPasted } from '@/lib/broadcasts/input';
import type { AudienceList } from '@/lib/broadcasts/view';
import { formatCount } from '@/lib/format';

/** "1,200 numbers in “Mobile”, 3 not readable" */
export function numbersOf({ phones, invalid, columns }: AudienceList): string {
  const numbers = `${formatCount(phones)} ${phones === 1 ? 'number' : 'numbers'}`;
  const read = columns.filter(Boolean).map((name) => `“${name}”`);
  return [
    `${numbers}${read.length > 0 ? ` in ${read.join(' and ')}` : ''}`,
    invalid > 0 && `${formatCount(invalid)} not readable`,
  ]
    .filter(Boolean)
    .join(', ');
}

/** "12,000 pasted numbers" */
export const linesOf = (text: string): string => `${formatCount(splitPasted(text).length)} pasted numbers`;
