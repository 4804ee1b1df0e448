'use client';

import Form from 'next/form';
import Link from 'next/link';
import { useState } from 'react';
import type { AskedPhone } from '@/lib/simulator/read-phone';
import { Button } from '../ui/button';
import { TextField } from '../ui/field';
import type { ShownPhone } from './phone-simulator';

/** Opens a phone by its number, or one of those that were messaged lately. */
export function ChoosePhone({ asked, recent }: { asked: AskedPhone; recent: ShownPhone[] }) {
  return (
    <div className="grid gap-5">
      <Form action="/simulator" className="flex items-start gap-2">
        <TextField
          className="min-w-0 flex-1"
          label="Phone number"
          name="phone"
          inputMode="tel"
          autoComplete="off"
          required
          defaultValue={asked.typed}
          problem={asked.problem}
        />
        <Button type="submit" className="mt-6 max-md:h-10">
          Open
        </Button>
      </Form>
      <RecentPhones recent={recent} open={asked.phone} />
    </div>
  );
}

/** New ones are added at the end, so that none moves under the hand. */
function RecentPhones({ recent, open }: { recent: ShownPhone[]; open: string | null }) {
  const [phones, setPhones] = useState(recent);
  const added = recent.filter(({ phone }) => !phones.some((known) => known.phone === phone));
  if (added.length > 0) setPhones([...phones, ...added]);
  if (phones.length === 0) {
    return <p className="text-ink-2">Phones that you text or call will be listed here.</p>;
  }
  return (
    <nav aria-label="Recent phones">
      <h2 className="mb-1.5 font-medium">Recent phones</h2>
      <ul className="grid grid-cols-2 gap-1 md:grid-cols-1">
        {phones.map(({ phone, shown }) => (
          <li key={phone}>
            <Link
              href={`/simulator?phone=${encodeURIComponent(phone)}`}
              aria-current={phone === open ? 'page' : undefined}
              className="block rounded-lg px-2.5 py-1.5 text-ink-2 hover:bg-sunken hover:text-ink aria-[current]:bg-accent-soft aria-[current]:font-medium aria-[current]:text-accent"
            >
              {shown}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
