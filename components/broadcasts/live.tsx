'use client';

import { useRefresh } from '../ui/use-refresh';

const EVERY_MS = 1_000;

/** Reads the page again each second for as long as it is there. */
export function Live() {
  useRefresh(EVERY_MS);
  return null;
}
