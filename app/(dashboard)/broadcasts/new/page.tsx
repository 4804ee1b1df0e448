import type { Metadata } from 'next';
import { Composer } from '@/components/broadcasts/composer';
import { keypressOffer } from '@/lib/broadcasts/words';
import { listGroups } from '@/lib/contacts/list-groups';
import { localDay } from '@/lib/format';
import { closedByKeypress } from '@/lib/opt-outs/policy';
import { authorize } from '@/lib/permissions';
import { requireContext } from '@/lib/web/context';

const A_DAY_MS = 86_400_000;

export const metadata: Metadata = { title: 'New broadcast' };

export default async function NewBroadcastPage() {
  const ctx = await requireContext();
  authorize(ctx, 'broadcasts.send');
  const { name, timeZone, keypressRule } = ctx.account;
  const today = localDay(ctx.now(), timeZone);
  return (
    <Composer
      account={{
        name,
        timeZone,
        today,
        tomorrow: localDay(new Date(ctx.now().getTime() + A_DAY_MS), timeZone),
        keypressOffer: keypressOffer(name, closedByKeypress(keypressRule, today)),
      }}
      groups={(await listGroups(ctx)).filter(({ members }) => members > 0)}
    />
  );
}
