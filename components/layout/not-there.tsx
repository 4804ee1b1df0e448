import { SearchX } from 'lucide-react';
import Link from 'next/link';
import { Blank } from '../ui/blank';
import { buttonClass } from '../ui/button';

/** For an address that leads nowhere, or to what is another account's: both look the same. */
export const NotThere = () => (
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
);
