/** What handsets are answered, word for word. */

/** An answer to a word comes at once or not at all: one confirmation, within this time. */
export const ANSWER_WITHIN_MS = 5 * 60_000;

export const answerToStop = (account: string) =>
  `${account}: You will get no more calls or texts from us. To get texts again, text UNSTOP.`;

export const answerToStart = (account: string, { voiceClosed }: { voiceClosed: boolean }) =>
  `${account}: You will get our texts again. ${voiceClosed ? 'Calls stay off. ' : ''}Text STOP to end.`;

export const answerToHelp = (account: string, contact: string) =>
  `${account}: contact ${contact}. Text STOP to end calls and texts.`;
