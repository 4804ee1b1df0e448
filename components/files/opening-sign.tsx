'use client';

import { LoaderCircle } from 'lucide-react';
import { useLinkStatus } from 'next/link';

/** Turns beside a link whose page is on its way. */
export function OpeningSign() {
  const { pending } = useLinkStatus();
  return pending ? (
    <LoaderCircle size={14} aria-label="Opening" className="ml-1.5 inline animate-spin" />
  ) : null;
}
