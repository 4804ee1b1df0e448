/** Something the person who starts the app can put right; its message is the one line they see. */
export class StartProblem extends Error {
  readonly forPeople = true;
}
