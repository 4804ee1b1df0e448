'use client';

import { useRefresh } from '../ui/use-refresh';

/** Reads the page again each second for as long as it is there. */
export function Live() {
  useRefresh(1000);
  return null;
}
