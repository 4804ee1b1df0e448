import type { MessageId } from '@/db/vocabulary';

/** When a handset's words were said: by the provider's own clock where it says, and in which order they came in. */
export type Said = { id: MessageId; sentAt: Date | null; receivedAt: Date };

/**
 * Whether a text asks to be texted again after words to stop, so that it is the one that counts. Where the
 * provider says when both were sent, that decides, and on a tie the opt-out wins; else the order of arrival does.
 */
export const isLaterThanStop = (start: Said, stop: Said): boolean =>
  start.sentAt && stop.sentAt ? start.sentAt > stop.sentAt : start.id > stop.id;

/** Clocks differ; a time further ahead of our own is none. */
const SKEW_MS = 5 * 60_000;

/** The provider's time of a message, where it can be believed: nothing is sent after it has arrived. */
export const credibleTime = (sentAt: Date | null | undefined, receivedAt: Date): Date | null =>
  sentAt && !Number.isNaN(sentAt.getTime()) && sentAt.getTime() <= receivedAt.getTime() + SKEW_MS
    ? sentAt
    : null;
