'use client';

import { useRefreshEachSecond } from '../ui/use-refresh-each-second';

/** Reads the page again each second for as long as it is there. */
export function Live() {
  useRefreshEachSecond();
  return null;
}
