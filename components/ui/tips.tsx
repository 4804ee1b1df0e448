'use client';

import { useCallback, useEffect, useId, useRef, useState, type ReactNode } from 'react';

type Shown = { text: string; top: number; left: number; below: boolean };

/**
 * Shows the `data-tip` of whatever inside it is hovered or focused: one element for a whole table, so that
 * fifty rows do not cost two hundred. Escape puts it away; it can be hovered itself.
 */
export function Tips({ children }: { children: ReactNode }) {
  const id = useId();
  const [shown, setShown] = useState<Shown | null>(null);
  const root = useRef<HTMLDivElement>(null);
  const described = useRef<HTMLElement | null>(null);
  const leaving = useRef<ReturnType<typeof setTimeout>>(undefined);

  const hide = useCallback(() => {
    clearTimeout(leaving.current);
    described.current?.removeAttribute('aria-describedby');
    described.current = null;
    setShown(null);
  }, []);

  useEffect(() => {
    const element = root.current;
    if (!element) return;
    const show = (event: Event) => {
      if (event.target instanceof Element && event.target.closest('[role=tooltip]'))
        return clearTimeout(leaving.current);
      const tipped = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-tip]') : null;
      if (!tipped || (event.type === 'focusin' && !tipped.matches(':focus-visible, :focus:not(button)')))
        return;
      if (tipped === described.current) return clearTimeout(leaving.current);
      hide();
      described.current = tipped;
      tipped.setAttribute('aria-describedby', id);
      setShown({ text: tipped.dataset.tip ?? '', ...placeOf(tipped) });
    };
    const leave = (event: Event) => {
      if (described.current && event.type === 'focusout') return hide();
      clearTimeout(leaving.current);
      leaving.current = setTimeout(hide, 120);
    };
    const press = (event: KeyboardEvent) => event.key === 'Escape' && hide();
    const listeners = [
      ['pointerover', show],
      ['focusin', show],
      ['pointerout', leave],
      ['focusout', leave],
    ] as const;
    for (const [name, listener] of listeners) element.addEventListener(name, listener);
    document.addEventListener('keydown', press);
    window.addEventListener('scroll', hide, true);
    return () => {
      for (const [name, listener] of listeners) element.removeEventListener(name, listener);
      document.removeEventListener('keydown', press);
      window.removeEventListener('scroll', hide, true);
      clearTimeout(leaving.current);
    };
  }, [hide, id]);

  return (
    <div ref={root} className="contents">
      {children}
      {shown && (
        <div
          role="tooltip"
          id={id}
          style={{ top: shown.top, left: shown.left }}
          className={`fixed z-50 w-max max-w-[min(20rem,calc(100vw-1.5rem))] -translate-x-1/2 rounded-lg bg-ink px-2.5 py-1.5 text-[13px] whitespace-pre-line text-surface shadow-pop ${shown.below ? '' : '-translate-y-full'}`}
        >
          {shown.text}
        </div>
      )}
    </div>
  );
}

const GAP = 6;
const HALF_WIDTH = 110;

function placeOf(element: HTMLElement): Omit<Shown, 'text'> {
  const { top, bottom, left, width } = element.getBoundingClientRect();
  const below = top < 90;
  const middle = left + width / 2;
  return {
    top: below ? bottom + GAP : top - GAP,
    left: Math.min(Math.max(middle, HALF_WIDTH + GAP), window.innerWidth - HALF_WIDTH - GAP),
    below,
  };
}
