import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import { transaction, type Transaction } from '@/db/client';
import { accounts, carrierCallbacks } from '@/db/schema';
import type { E164 } from '@/db/vocabulary';
import { lockPhone } from '@/lib/opt-outs/opt-in';
import { BLOCKED, optOutBlocked } from '@/lib/opt-outs/opt-out-blocked';
import type { Hand } from './hand-off';

/** Phones, ascending, that a carrier refused because they replied STOP to it. */
type Blocks = { phones: readonly E164[]; handedOffAt: Date };

/** Kept with the hand-off that met them: should the process die now, the job that applies callbacks closes them. */
export async function keepBlocks(
  tx: Transaction,
  hand: Hand,
  { phones, handedOffAt }: Blocks,
): Promise<void> {
  if (phones.length === 0) return;
  const { account: accountId, broadcast: broadcastId } = hand;
  await tx
    .insert(carrierCallbacks)
    .values(
      phones.map((phone) => ({
        accountId,
        key: keyOf(hand, phone),
        source: 'carrier' as const,
        phone,
        broadcastId,
        receivedAt: handedOffAt,
      })),
    )
    .onConflictDoNothing();
}

/** Closed and locked at once, as their own doing, unless the job was quicker. */
export async function closeBlocked(hand: Hand, { phones, handedOffAt }: Blocks): Promise<void> {
  if (phones.length === 0) return;
  const { account: id, broadcast: broadcastId, now, carrier } = hand;
  const actor = { kind: 'carrier', id: null, name: carrier.name, role: null } as const;
  const grants = { export: false, optIn: false, upload: false, all: false };
  await transaction(id, async (tx) => {
    const [account] = await tx.select().from(accounts).where(eq(accounts.id, id));
    if (!account) return;
    const ctx = { account, actor, grants, now };
    for (const phone of phones) {
      await lockPhone(tx, ctx, phone);
      const mine = await tx
        .update(carrierCallbacks)
        .set({ appliedAt: now() })
        .where(
          and(
            eq(carrierCallbacks.accountId, id),
            eq(carrierCallbacks.key, keyOf(hand, phone)),
            isNull(carrierCallbacks.appliedAt),
          ),
        )
        .returning({ key: carrierCallbacks.key });
      if (mine.length > 0) await optOutBlocked(tx, ctx, { phone, broadcastId, carrierId: null, handedOffAt });
    }
  });
}

const keyOf = ({ broadcast }: Hand, phone: E164) => `${broadcast} ${phone} ${BLOCKED}`;
