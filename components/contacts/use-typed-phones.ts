'use client';

import { unstable_rethrow } from 'next/navigation';
import { useCallback, useEffect, useMemo, useRef, useState, useTransition } from 'react';
import type { TypedPhone } from '@/lib/contacts/view';
import type { PhoneDetail } from '@/lib/opt-outs/view';

type Read = { of: string; phones: TypedPhone[] } | { of: string; failed: true };

/**
 * What is known of the phones as they stand in the form, read when somebody looks and again when asked. `known`
 * keeps by number what was last shown, also of phones that were read before the form was changed.
 */
export function useTypedPhones(
  fields: readonly string[],
  isShown: boolean,
  find: (typed: string[]) => Promise<TypedPhone[]>,
) {
  const of = JSON.stringify(fields.map((text) => text.trim()).filter(Boolean));
  const [read, setRead] = useState<Read | null>(null);
  const [known, setKnown] = useState<Record<string, PhoneDetail>>({});
  const latest = useRef(0);
  const [, startTransition] = useTransition();
  const reread = useCallback(
    () =>
      startTransition(async () => {
        const turn = (latest.current += 1);
        const next = await find(JSON.parse(of) as string[]).then(
          (phones): Read => ({ of, phones }),
          (error: unknown): Read => {
            unstable_rethrow(error);
            return { of, failed: true };
          },
        );
        if (turn !== latest.current) return;
        setRead(next);
        if ('phones' in next) setKnown((all) => ({ ...all, ...detailsOf(next.phones) }));
      }),
    [of, find],
  );
  useEffect(() => {
    if (isShown) reread();
  }, [isShown, reread]);

  const shown = read?.of === of ? read : null;
  const phones = useMemo(() => (shown && 'phones' in shown ? once(shown.phones) : null), [shown]);
  return { phones, known, failed: Boolean(shown && 'failed' in shown), reread };
}

const detailsOf = (phones: TypedPhone[]): Record<string, PhoneDetail> =>
  Object.fromEntries(phones.flatMap((phone) => (phone.ok ? [[phone.detail.phone, phone.detail]] : [])));

/** A phone that was typed twice has one state; that it stands there twice is said when it is saved. */
const once = (phones: TypedPhone[]) =>
  phones.filter(
    (phone, i) =>
      !phone.ok || phones.findIndex((other) => other.ok && other.detail.phone === phone.detail.phone) === i,
  );
