import type { Metadata } from 'next';
import { OptOutReport } from '@/components/opt-outs/opt-out-report';
import { parseFilter } from '@/lib/opt-outs/filter';
import { listOptOuts } from '@/lib/opt-outs/list-opt-outs';
import { may } from '@/lib/permissions';
import { formatPhone } from '@/lib/phone';
import { requireContext } from '@/lib/web/context';
import { addOptOut, correctOptOut, editOptOut, findPhone } from '../actions';

export const metadata: Metadata = { title: { absolute: 'Opt Out Report' } };

export default async function OptOutReportPage({ searchParams }: PageProps<'/reports/opt-outs'>) {
  const ctx = await requireContext();
  const { filter, problems } = parseFilter(await searchParams);
  const page = await listOptOuts(ctx, filter);
  const { name, country, timeZone, textNumber } = ctx.account;
  return (
    <OptOutReport
      account={{ name, country, timeZone, textNumber: textNumber && formatPhone(textNumber, country) }}
      may={{
        optIn: may(ctx, 'opt_outs.opt_in'),
        export: may(ctx, 'opt_outs.export'),
        upload: may(ctx, 'opt_outs.upload'),
      }}
      filter={filter}
      problems={problems}
      page={page}
      now={ctx.now()}
      actions={{ addOptOut, editOptOut, correctOptOut, findPhone }}
    />
  );
}
