import type { ComponentProps } from 'react';
import { cx } from './class-names';

type Look = 'primary' | 'plain' | 'ghost';
type Size = 'normal' | 'small';

/** The classes of a button, for links that look like one. */
export const buttonClass = (look: Look = 'plain', size: Size = 'normal') =>
  cx(
    'inline-flex items-center justify-center gap-2 rounded-lg border font-medium whitespace-nowrap transition-colors duration-150 select-none',
    'disabled:cursor-default disabled:opacity-55 aria-disabled:cursor-default aria-disabled:opacity-55',
    LOOKS[look],
    SIZES[size],
  );

/** Says `type="button"` unless told otherwise, so that no button sends a form by accident. */
export function Button({
  look,
  size,
  className,
  ...rest
}: ComponentProps<'button'> & { look?: Look; size?: Size }) {
  return <button type="button" {...rest} className={cx(buttonClass(look, size), className)} />;
}

const LOOKS: Record<Look, string> = {
  primary:
    'border-accent bg-accent text-accent-ink shadow-card enabled:hover:border-accent-strong enabled:hover:bg-accent-strong',
  plain: 'border-line-strong bg-surface text-ink shadow-card hover:bg-sunken',
  ghost: 'border-transparent bg-transparent text-ink-2 hover:bg-sunken hover:text-ink',
};

const SIZES: Record<Size, string> = { normal: 'h-9 px-3.5', small: 'h-[30px] px-2.5 text-[13px]' };
