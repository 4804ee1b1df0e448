import { cx } from './class-names';

/** A grey bar where something is about to be. */
export const Bone = ({ className }: { className?: string }) => (
  <span aria-hidden className={cx('block h-3.5 animate-pulse rounded bg-line', className)} />
);
