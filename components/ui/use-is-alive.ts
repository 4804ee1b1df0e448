'use client';

import { useSyncExternalStore } from 'react';

const never = () => () => {};

/** False on the server and until the page has come alive in the browser; then what only a browser knows can be read. */
export const useIsAlive = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
