import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder; everything runs in it. */
export const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
export const at = (...parts) => path.join(ROOT, ...parts);

/** Something a person can mend; its message is the one line they see, without a stack. */
export class Problem extends Error {
  forPeople = true;
}

export function fail(error) {
  console.error(error?.forPeople ? error.message : error);
  process.exitCode = 1;
}
