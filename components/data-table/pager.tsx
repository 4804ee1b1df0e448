'use client';

import { Button } from '../ui/button';

/** Previous and Next. They keep focus when there is no further page, so that it does not jump away. */
export function Pager({
  words,
  previous,
  next,
  onTurn,
}: {
  words: string;
  previous: string | null;
  next: string | null;
  onTurn: (cursor: string) => void;
}) {
  const turn = (name: string, cursor: string | null) => (
    <Button
      size="small"
      className="max-md:h-9 max-md:px-4"
      aria-disabled={cursor === null || undefined}
      onClick={() => cursor !== null && onTurn(cursor)}
    >
      {name}
    </Button>
  );
  return (
    <nav
      aria-label="Pages"
      className="flex items-center justify-between gap-3 border-t border-line px-4 py-2.5 text-[13px] text-ink-2"
    >
      <span>{words}</span>
      <div className="flex gap-1.5">
        {turn('Previous', previous)}
        {turn('Next', next)}
      </div>
    </nav>
  );
}
