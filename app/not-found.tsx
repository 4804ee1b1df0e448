import { SearchX } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { Blank } from '@/components/ui/blank';
import { buttonClass } from '@/components/ui/button';

export const metadata: Metadata = { title: 'Page not found' };

export default function NotFoundPage() {
  return (
    <main id="content">
      <Blank
        level={1}
        icon={<SearchX size={22} />}
        title="Page not found"
        actions={
          <Link href="/reports/opt-outs" className={buttonClass('primary')}>
            Open the report
          </Link>
        }
      >
        There is nothing at this address, or it belongs to another account.
      </Blank>
    </main>
  );
}
