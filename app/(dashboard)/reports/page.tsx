import { PhoneOff } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { Card } from '@/components/ui/card';
import { PageHead } from '@/components/ui/page-head';

export const metadata: Metadata = { title: 'Reports' };

export default function ReportsPage() {
  return (
    <>
      <PageHead title="Reports" />
      <Card className="relative flex max-w-xl items-center gap-4 px-5 py-4 hover:bg-sunken">
        <span
          className="grid size-10 shrink-0 place-items-center rounded-[10px] bg-accent-soft text-accent"
          aria-hidden
        >
          <PhoneOff size={20} />
        </span>
        <div>
          <Link
            href="/reports/opt-outs"
            aria-describedby="opt-out-report"
            className="font-medium before:absolute before:inset-0 before:rounded-xl"
          >
            Opt Out Report
          </Link>
          <p id="opt-out-report" className="text-ink-2">
            Who asked not to be called or texted, since when, and how we know.
          </p>
        </div>
      </Card>
    </>
  );
}
