'use client';

import { useContext } from 'react';
import { cx } from '../ui/class-names';
import { SelectionContext } from './use-selection';

/** Selects a row. */
export function SelectRow({ id, label, className }: { id: string; label: string; className?: string }) {
  const selection = useContext(SelectionContext);
  return (
    <SelectBox
      label={label}
      checked={selection?.has(id) ?? false}
      onChange={(selected) => selection?.set([id], selected)}
      className={className}
    />
  );
}

/** Selects all rows of a page, or none of them. */
export function SelectPage({ ids, className }: { ids: string[]; className?: string }) {
  const selection = useContext(SelectionContext);
  const selected = ids.filter((id) => selection?.has(id)).length;
  return (
    <SelectBox
      label="Select all on this page"
      checked={selected > 0 && selected === ids.length}
      isPart={selected > 0 && selected < ids.length}
      onChange={(all) => selection?.set(ids, all)}
      className={className}
    />
  );
}

function SelectBox({
  label,
  checked,
  isPart = false,
  onChange,
  className,
}: {
  label: string;
  checked: boolean;
  isPart?: boolean;
  onChange: (checked: boolean) => void;
  className?: string;
}) {
  return (
    <label className={cx('grid size-7 cursor-pointer place-items-center', className)}>
      <input
        type="checkbox"
        aria-label={label}
        checked={checked}
        ref={(box) => {
          if (box) box.indeterminate = isPart;
        }}
        onChange={(event) => onChange(event.target.checked)}
        className="size-4 cursor-pointer accent-accent"
      />
    </label>
  );
}
