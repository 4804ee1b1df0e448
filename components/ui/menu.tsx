'use client';

import { Check } from 'lucide-react';
import { DropdownMenu as Parts } from 'radix-ui';
import { useState, type ReactNode } from 'react';
import { mainLandmark } from './portal';

const PANEL =
  'z-50 min-w-44 animate-[appear_150ms_ease-out] rounded-[10px] border border-line bg-surface p-1 shadow-pop';
const ITEM =
  'flex h-9 cursor-pointer items-center gap-2.5 rounded-md px-2.5 outline-none select-none data-highlighted:bg-sunken data-disabled:opacity-50';

/** A menu that its button opens. */
export function Menu({ button, children }: { button: ReactNode; children: ReactNode }) {
  // Asked for when it opens: as this renders, the page that is just being left may still be the one that is there.
  const [main, setMain] = useState<HTMLElement>();
  return (
    <Parts.Root modal={false} onOpenChange={(isOpen) => isOpen && setMain(mainLandmark())}>
      <Parts.Trigger asChild>{button}</Parts.Trigger>
      <Parts.Portal container={main}>
        <Parts.Content
          // A long menu scrolls, and what scrolls must be reachable by keyboard.
          tabIndex={0}
          align="start"
          sideOffset={6}
          collisionPadding={12}
          className={`${PANEL} max-h-(--radix-dropdown-menu-content-available-height) overflow-y-auto`}
        >
          {children}
        </Parts.Content>
      </Parts.Portal>
    </Parts.Root>
  );
}

export const MenuItem = ({ onSelect, children }: { onSelect: () => void; children: ReactNode }) => (
  <Parts.Item onSelect={onSelect} className={ITEM}>
    {children}
  </Parts.Item>
);

/** One of several to choose from; choosing the chosen one again takes it back. */
export function MenuChoices<T extends string>({
  value,
  choices,
  onChoose,
}: {
  value: T | null;
  choices: readonly (readonly [T, string])[];
  onChoose: (value: T | null) => void;
}) {
  return (
    <Parts.RadioGroup
      value={value ?? ''}
      onValueChange={(next) => onChoose(next === value ? null : (next as T))}
    >
      {choices.map(([choice, words]) => (
        <Parts.RadioItem key={choice} value={choice} className={ITEM}>
          <span className="grid size-4 place-items-center text-accent">
            <Parts.ItemIndicator>
              <Check size={16} aria-hidden />
            </Parts.ItemIndicator>
          </span>
          {words}
        </Parts.RadioItem>
      ))}
    </Parts.RadioGroup>
  );
}
