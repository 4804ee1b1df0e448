import { Lock } from 'lucide-react';
import Link from 'next/link';
import { Blank } from '../ui/blank';
import { buttonClass } from '../ui/button';
import { Card } from '../ui/card';

/** For whoever may not work with contacts. */
export const ContactsNotAllowed = () => (
  <Card>
    <Blank
      level={1}
      icon={<Lock size={22} />}
      title="You may not see contacts"
      actions={
        <Link href="/reports/opt-outs" className={buttonClass()}>
          Back to the report
        </Link>
      }
    >
      The master of this account can allow it.
    </Blank>
  </Card>
);
