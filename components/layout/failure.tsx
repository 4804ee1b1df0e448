'use client';

import { CloudOff } from 'lucide-react';
import { Blank } from '../ui/blank';
import { Button } from '../ui/button';

/** An outage, in words: what happened, what was kept, what to do. */
export function Failure({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <div role="alert">
      <Blank
        level={1}
        icon={<CloudOff size={22} />}
        title="This page could not be loaded"
        actions={
          <Button look="primary" onClick={retry}>
            Try again
          </Button>
        }
      >
        <p>Something went wrong on our side. Nothing was changed, and every opt-out is still in force.</p>
        {digestOf(error) && (
          <p className="mt-2 text-[13px] text-ink-3">Reference for support: {digestOf(error)}</p>
        )}
      </Blank>
    </div>
  );
}

const digestOf = (error: unknown) =>
  error && typeof error === 'object' && 'digest' in error ? String(error.digest) : null;
