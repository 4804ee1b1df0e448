/** A problem with one field of what the user gave; `field` is a form field's name or a JSON path. */
export type FieldProblem = { field: string; message: string };

/** What a verb answers: what it did, or the reason why not. Only bugs and outages throw. */
export type Outcome<Done extends object = object> =
  ({ ok: true } & Done) | { ok: false; reason: string; message: string; fields?: FieldProblem[] };

/** Thrown for a thing that is not there, or is another account's: both look the same. */
export class NotFound extends Error {
  constructor(thing: string, id: unknown) {
    super(`No ${thing} ${String(id)}`);
  }
}

/** Thrown where the actor may not do this; the screen hides what it can, this is the check. */
export class NotAllowed extends Error {
  constructor(readonly permission: string) {
    super(`Not allowed: ${permission}`);
  }
}

/** Breaks a transaction off half-way for a reason that the user can mend; `unlessRefused` answers it as a value. */
export class Refused extends Error {
  constructor(readonly why: Extract<Outcome, { ok: false }>) {
    super(why.message);
  }
}

/** Runs what may be broken off by `Refused`. */
export async function unlessRefused<Done extends object>(
  work: () => Promise<Outcome<Done>>,
): Promise<Outcome<Done>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refused) return error.why;
    throw error;
  }
}
