/** The queues of jobs. Each is a table of its own, so only the owner makes them, when the app is prepared. */
export const QUEUES = [
  /** `{account, broadcast}`: hands over what waits in a broadcast, for some seconds. */
  'deliver-broadcast',
  /** Applies replies that came in while their phone's state was being changed. */
  'apply-messages',
  /** Closes what nobody decided in time. */
  'expire-reviews',
  /** What has to be tidied now and then. */
  'housekeeping',
] as const;
export type Queue = (typeof QUEUES)[number];

/** Where the queue's own tables live, apart from those of the product. */
export const QUEUE_SCHEMA = 'pgboss';
