'use client';

import { Smartphone } from 'lucide-react';
import type { E164 } from '@/db/vocabulary';
import type { AskedPhone } from '@/lib/simulator/read-phone';
import type { Handset } from '@/lib/simulator/view';
import type { FormAction } from '@/lib/web/form-state';
import { Blank } from '../ui/blank';
import { Card } from '../ui/card';
import type { Clock } from '../ui/moment';
import { PageHead } from '../ui/page-head';
import { useRefresh } from '../ui/use-refresh';
import { ChoosePhone } from './choose-phone';
import { HandsetFrame } from './handset-frame';

export type ShownPhone = { phone: E164; shown: string };
export type SimulatorActions = { sendReply: FormAction; pressThree: FormAction };

const REFRESH_MS = 1_500;

/** Any phone that the account messages, as its owner holds it: what came in, and a way to answer. */
export function PhoneSimulator({
  asked,
  handset,
  recent,
  textNumber,
  clock,
  actions,
}: {
  asked: AskedPhone;
  handset: (Handset & ShownPhone) | null;
  recent: ShownPhone[];
  /** The account's own, as shown; without one nobody can text it. */
  textNumber: string | null;
  clock: Clock;
  actions: SimulatorActions;
}) {
  useRefresh(REFRESH_MS);
  return (
    <>
      <PageHead title="Phone simulator">
        What people see on their phones. Nothing leaves this computer: no real phone is called or texted.
      </PageHead>
      <div className="grid items-start gap-6 md:grid-cols-[minmax(0,300px)_minmax(0,1fr)]">
        <ChoosePhone key={asked.typed} asked={asked} recent={recent} />
        {handset ? (
          <HandsetFrame
            key={handset.phone}
            handset={handset}
            textNumber={textNumber}
            clock={clock}
            actions={actions}
          />
        ) : (
          <Card>
            <Blank icon={<Smartphone size={22} />} title="Choose a phone">
              Enter any phone number, or pick one that was messaged lately, to hold that phone in your hand.
            </Blank>
          </Card>
        )}
      </div>
    </>
  );
}
