import type { Metadata } from 'next';
import { NoSimulator } from '@/components/simulator/no-simulator';
import { PhoneSimulator } from '@/components/simulator/phone-simulator';
import { findCarrier } from '@/lib/carriers/find-carrier';
import { formatPhone } from '@/lib/phone';
import { findHandset } from '@/lib/simulator/find-handset';
import { listHandsets } from '@/lib/simulator/list-handsets';
import { readPhone } from '@/lib/simulator/read-phone';
import { requireContext } from '@/lib/web/context';
import { pressThree, sendReply } from './actions';

export const metadata: Metadata = { title: 'Phone simulator' };

export default async function SimulatorPage({ searchParams }: PageProps<'/simulator'>) {
  const ctx = await requireContext();
  if (findCarrier().name !== 'simulator') return <NoSimulator />;
  const { country, timeZone, textNumber } = ctx.account;
  const asked = readPhone(ctx, (await searchParams).phone);
  const phones = await listHandsets(ctx);
  const shown = (phone: (typeof phones)[number]) => ({ phone, shown: formatPhone(phone, country) });
  return (
    <PhoneSimulator
      asked={asked}
      handset={asked.phone && { ...(await findHandset(ctx, asked.phone)), ...shown(asked.phone) }}
      recent={phones.map(shown)}
      textNumber={textNumber && formatPhone(textNumber, country)}
      clock={{ timeZone, now: ctx.now() }}
      actions={{ sendReply, pressThree }}
    />
  );
}
