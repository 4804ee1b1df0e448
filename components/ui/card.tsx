import type { ComponentProps } from 'react';
import { cx } from './class-names';

export const Card = ({ className, ...rest }: ComponentProps<'div'>) => (
  <div
    {...rest}
    className={cx('overflow-clip rounded-xl border border-line bg-surface shadow-card', className)}
  />
);
