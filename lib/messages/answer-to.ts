import 'server-only';
import { findCarrier } from '@/lib/carriers/find-carrier';
import type { Context } from '@/lib/context';
import { textNumberOf } from '@/lib/opt-outs/opt-in';
import { ANSWER_WITHIN_MS, answerToHelp, answerToStart, answerToStop } from './answers';

type Asked = { optOutType: string | null; sentAt: Date | null; receivedAt: Date };

/**
 * The one answer to a stop, start or help word; null where it would be the second, because the carrier
 * answers itself, or where it would come too late.
 */
export function answerTo(
  ctx: Context,
  { optOutType, sentAt, receivedAt }: Asked,
  word: 'stop' | 'start' | 'help',
  { voiceClosed = false } = {},
): string | null {
  const { name, carrierAnswersStop, helpContact } = ctx.account;
  if (optOutType || (carrierAnswersStop ?? findCarrier().answersStop)) return null;
  if (ctx.now().getTime() - (sentAt ?? receivedAt).getTime() > ANSWER_WITHIN_MS) return null;
  switch (word) {
    case 'stop':
      return answerToStop(name);
    case 'start':
      return answerToStart(name, { voiceClosed });
    case 'help':
      return answerToHelp(name, helpContact ?? textNumberOf(ctx));
  }
}
