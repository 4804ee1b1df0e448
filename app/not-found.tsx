import type { Metadata } from 'next';
import { NotThere } from '@/components/layout/not-there';

export const metadata: Metadata = { title: 'Page not found' };

export default function NotFoundPage() {
  return (
    <main id="content">
      <NotThere />
    </main>
  );
}
