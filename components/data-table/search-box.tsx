'use client';

import { Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';

const PAUSE_MS = 300;

/** Searches when typing pauses, and at once on Enter. What is typed and the focus stay while rows load. */
export function SearchBox({
  label,
  value,
  onSearch,
}: {
  label: string;
  value: string;
  onSearch: (search: string) => void;
}) {
  const [typed, setTyped] = useState(value);
  /** What we searched for, oldest first, from the last that has come back as `value`. */
  const sent = useRef([value]);
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined);
  const input = useRef<HTMLInputElement>(null);

  const send = (text: string) => {
    clearTimeout(pause.current);
    const search = text.trim();
    if (search === sent.current.at(-1)) return;
    sent.current.push(search);
    onSearch(search);
  };
  const type = (text: string) => {
    setTyped(text);
    clearTimeout(pause.current);
    pause.current = setTimeout(() => send(text), PAUSE_MS);
  };

  // An answer to an earlier search must not undo what was typed since; any other change of the URL (Back,
  // Clear filters) is shown.
  useEffect(() => {
    const answered = sent.current.lastIndexOf(value);
    if (answered >= 0) {
      sent.current = sent.current.slice(answered);
      return;
    }
    clearTimeout(pause.current);
    sent.current = [value];
    setTyped(value);
  }, [value]);

  // Something may have been typed before the page came alive.
  useEffect(() => {
    if (input.current && input.current.value !== value) type(input.current.value);
    return () => clearTimeout(pause.current);
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  return (
    <form
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        send(typed);
      }}
      className="relative w-full sm:w-80"
    >
      <Search
        size={16}
        aria-hidden
        className="pointer-events-none absolute top-2.5 left-3 text-ink-3 max-md:top-3"
      />
      <input
        ref={input}
        type="search"
        name="search"
        aria-label={label}
        placeholder={label}
        value={typed}
        onChange={(event) => type(event.target.value)}
        maxLength={60}
        autoComplete="off"
        spellCheck={false}
        className="h-9 w-full rounded-lg border border-control bg-surface pr-3 pl-[34px] focus-visible:outline-offset-0 max-md:h-10 max-md:text-base"
      />
    </form>
  );
}
