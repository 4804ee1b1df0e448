import 'server-only';
import type { E164 } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { parsePhone } from '@/lib/phone';

/** The phone that an address asks for, as it was typed, read; or why it is none. */
export type AskedPhone = { typed: string; phone: E164 | null; problem: string | null };

export function readPhone({ account }: Context, asked: string | string[] | undefined): AskedPhone {
  const typed = (Array.isArray(asked) ? asked[0] : asked)?.trim() ?? '';
  if (typed === '') return { typed, phone: null, problem: null };
  const read = parsePhone(typed, account.country);
  return read.ok
    ? { typed, phone: read.phone, problem: null }
    : { typed, phone: null, problem: read.problem };
}
