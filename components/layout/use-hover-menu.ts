'use client';

import {
  useCallback,
  useEffect,
  useId,
  useRef,
  useState,
  type KeyboardEvent,
  type PointerEvent,
} from 'react';

const GRACE_MS = 220;

/**
 * A menu button that opens on hover, click, Enter and ArrowDown. A mouse click never closes what hover
 * opened; Escape, a press outside and leaving do. Touch toggles.
 */
export function useHoverMenu() {
  const id = useId();
  const [open, setOpen] = useState(false);
  const area = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const focusFirst = useRef(false);
  const pressedBy = useRef('');
  const leaving = useRef<ReturnType<typeof setTimeout>>(undefined);

  const close = useCallback(() => {
    clearTimeout(leaving.current);
    if (list.current?.contains(document.activeElement)) button.current?.focus();
    setOpen(false);
  }, []);

  const openByKey = () => {
    clearTimeout(leaving.current);
    focusFirst.current = true;
    setOpen(true);
    itemsOf(list.current)[0]?.focus();
  };

  useEffect(() => {
    if (!open) return;
    if (focusFirst.current) itemsOf(list.current)[0]?.focus();
    focusFirst.current = false;
    const pressOutside = (event: Event) => !area.current?.contains(event.target as Node) && close();
    const escape = (event: globalThis.KeyboardEvent) => event.key === 'Escape' && close();
    document.addEventListener('pointerdown', pressOutside);
    document.addEventListener('keydown', escape);
    return () => {
      document.removeEventListener('pointerdown', pressOutside);
      document.removeEventListener('keydown', escape);
    };
  }, [open, close]);

  return {
    open,
    close,
    area: {
      ref: area,
      onPointerEnter: (event: PointerEvent) => {
        clearTimeout(leaving.current);
        if (event.pointerType === 'mouse') setOpen(true);
      },
      onPointerLeave: (event: PointerEvent) => {
        if (event.pointerType === 'mouse') leaving.current = setTimeout(close, GRACE_MS);
      },
      onBlur: (event: React.FocusEvent) => {
        if (event.relatedTarget && !area.current?.contains(event.relatedTarget)) setOpen(false);
      },
    },
    button: {
      ref: button,
      type: 'button',
      'aria-haspopup': 'menu',
      'aria-expanded': open,
      'aria-controls': open ? id : undefined,
      onPointerDown: (event: PointerEvent) => {
        pressedBy.current = event.pointerType;
      },
      onClick: (event: React.MouseEvent) => {
        if (event.detail === 0) openByKey();
        else if (pressedBy.current === 'touch') setOpen(!open);
        else setOpen(true);
      },
      onKeyDown: (event: KeyboardEvent) => {
        if (event.key !== 'ArrowDown') return;
        event.preventDefault();
        openByKey();
      },
    },
    list: {
      ref: list,
      id,
      role: 'menu',
      onKeyDown: (event: KeyboardEvent) => {
        const items = itemsOf(list.current);
        const next = nextItem(event.key, items);
        if (!next) return;
        event.preventDefault();
        next.focus();
      },
    },
  } as const;
}

const itemsOf = (list: HTMLElement | null) => [
  ...(list?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? []),
];

function nextItem(key: string, items: HTMLElement[]): HTMLElement | undefined {
  const at = items.indexOf(document.activeElement as HTMLElement);
  switch (key) {
    case 'ArrowDown':
      return items[(at + 1) % items.length];
    case 'ArrowUp':
      return items.at(at < 1 ? -1 : at - 1);
    case 'Home':
      return items[0];
    case 'End':
      return items.at(-1);
  }
}
