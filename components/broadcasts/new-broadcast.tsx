'use client';

import { Plus } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { Button } from '../ui/button';

const COMPOSER = '/broadcasts/new';

export function NewBroadcast({ name = 'New broadcast' }: { name?: string }) {
  const router = useRouter();
  return (
    <Button
      look="primary"
      onClick={() => router.push(COMPOSER)}
      onPointerEnter={() => router.prefetch(COMPOSER)}
    >
      <Plus size={16} aria-hidden /> {name}
    </Button>
  );
}
