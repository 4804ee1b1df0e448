import 'server-only';

/**
 * What is wrong with a file, in words for the person who chose it. Thrown only from inside a stream
 * of rows, where no value can be returned any more; `openFile` and `detectLayout` return it.
 */
export class FileProblem extends Error {
  override name = 'FileProblem';
}

/** A row with more columns than we read: it may still tell how the file is divided. */
export class TooManyColumns extends FileProblem {}

export type Unreadable = { ok: false; problem: string };

/** Runs `read`; a FileProblem becomes a value, everything else is a bug or an outage. */
export async function orProblem<T extends { ok: true }>(read: () => Promise<T>): Promise<T | Unreadable> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof FileProblem) return { ok: false, problem: error.message };
    throw error;
  }
}
