import { torture } from '@/bench/torture/torture';

/** `npm run torture`: the promise under load, with killed workers and a killed database. Ends by itself. */
torture().catch((error) => {
  console.error(error);
  process.exit(1);
});
