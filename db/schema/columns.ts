import { bigint, customType, timestamp } from 'drizzle-orm/pg-core';
import type { AccountId, E164 } from '../vocabulary';

/** A phone at rest: its E.164 digits as `bigint` (15 digits fit, and none begins with zero). */
export const phoneColumn = customType<{ data: E164; driverData: string }>({
  dataType: () => 'bigint',
  toDriver: (phone) => phone.slice(1),
  fromDriver: (digits) => `+${digits}` as E164,
});

export const accountId = () => bigint('account_id', { mode: 'number' }).$type<AccountId>().notNull();

/** Milliseconds, because a JS Date drops microseconds and a keyset cursor must not. */
export const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' });

/** To the microsecond: what is compared with the order of commits must not be rounded into the future. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
