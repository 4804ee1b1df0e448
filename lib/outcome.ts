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
