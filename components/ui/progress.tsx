/** Progress with its numbers in words; without `of` the end is not known yet. */
export function Progress({
  label,
  words,
  done,
  of,
}: {
  label: string;
  words: string;
  done: number;
  of: number | null;
}) {
  const share = of ? Math.min(100, Math.round((done / of) * 100)) : null;
  return (
    <div>
      <div className="mb-2 flex flex-wrap justify-between gap-x-4">
        <span className="min-w-0 font-medium break-words">{label}</span>
        <span className="text-ink-2">{words}</span>
      </div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share ?? undefined}
        aria-valuetext={words}
        className="h-1.5 overflow-hidden rounded-full bg-line"
      >
        {share === null ? (
          <div className="h-full w-2/5 animate-[to-and-fro_1.4s_ease-in-out_infinite] rounded-full bg-accent" />
        ) : (
          <div
            className="h-full rounded-full bg-accent transition-[width] duration-300"
            style={{ width: `${share}%` }}
          />
        )}
      </div>
    </div>
  );
}
