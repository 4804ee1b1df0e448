'use client';

import { useEffect, useRef } from 'react';
import type { E164 } from '@/db/vocabulary';
import type { FormAction } from '@/lib/web/form-state';

/** Says that somebody is looking; a page that a browser fetched ahead of time must not. */
export function MarkRead({ phone, unread, markRead }: { phone: E164; unread: number; markRead: FormAction }) {
  const said = useRef(0);
  useEffect(() => {
    if (unread === 0 || said.current === unread) return;
    said.current = unread;
    const form = new FormData();
    form.set('phone', phone);
    // What stays unread by an outage is marked at the next visit.
    markRead({ status: 'idle' }, form).catch(() => {});
  }, [phone, unread, markRead]);
  return null;
}
