import { formatCount } from '@/lib/format';
import type { OptOutPage } from '@/lib/opt-outs/view';

/** "1,204 opt-outs", never claiming more than is true. */
export function countInWords({ matches, atLeast }: OptOutPage['count']): string {
  const words = `${formatCount(matches)} ${matches === 1 ? 'opt-out' : 'opt-outs'}`;
  return atLeast ? `More than ${words}` : words;
}

/** "2,500 numbers opted out of calls, texts or both" */
export const totalInWords = (total: number): string =>
  total === 0
    ? 'No number has opted out of calls or texts'
    : `${formatCount(total)} ${total === 1 ? 'number' : 'numbers'} opted out of calls, texts or both`;
