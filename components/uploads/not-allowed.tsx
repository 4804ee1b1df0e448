import { Lock } from 'lucide-react';
import Link from 'next/link';
import { Blank } from '../ui/blank';
import { buttonClass } from '../ui/button';
import { Card } from '../ui/card';

/** For a messenger whose master has switched uploads off. */
export const UploadNotAllowed = () => (
  <Card>
    <Blank
      icon={<Lock size={22} />}
      title="You may not upload files"
      actions={
        <Link href="/reports/opt-outs" className={buttonClass()}>
          Back to the report
        </Link>
      }
    >
      The master of this account can allow it. You can still add numbers one by one on the report.
    </Blank>
  </Card>
);
