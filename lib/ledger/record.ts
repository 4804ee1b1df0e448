import 'server-only';
import type { Transaction } from '@/db/client';
import { consentEvents, type ConsentEventRow } from '@/db/schema';
import type { Context } from '@/lib/context';

type Event = Pick<
  ConsentEventRow,
  'phone' | 'seq' | 'action' | 'source' | 'voice' | 'text' | 'changedLock' | 'note' | 'evidence'
>;

/** Writes the event of a change, in the transaction of the change; the actor and the time are the context's. */
export async function record(tx: Transaction, ctx: Context, event: Event): Promise<void> {
  await tx.insert(consentEvents).values({
    ...event,
    accountId: ctx.account.id,
    changedVoice: event.voice,
    changedText: event.text,
    actorKind: ctx.actor.kind,
    actorId: ctx.actor.id,
    actorName: ctx.actor.name,
    actorRole: ctx.actor.role,
    recordedAt: ctx.now(),
    evidence: { ...event.evidence, ...ctx.from },
  });
}
