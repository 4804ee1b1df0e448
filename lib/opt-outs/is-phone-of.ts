import 'server-only';
import type { E164 } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { parsePhone } from '@/lib/phone';

/** Whether a form's phone is one that the normaliser hands out: a hand-made request may hold anything. */
export function isPhoneOf({ account }: Context, text: string): text is E164 {
  const read = parsePhone(text, account.country);
  return read.ok && read.phone === text;
}
