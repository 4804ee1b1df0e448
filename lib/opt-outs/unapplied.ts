import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import type { AccountId } from '@/db/vocabulary';

/**
 * What was said about phones and is not applied yet, as `(phone, since, source)`: texts, keys pressed in calls,
 * blocks of the carrier. A phone may be there more than once; nothing is sent to it until all of it is applied.
 */
export const unapplied = (account: AccountId): SQL => sql`
  select phone, received_at as since, 'text_reply' as source from messages
  where account_id = ${account}::bigint and applied_at is null
  union all
  select phone, received_at, source from carrier_callbacks
  where account_id = ${account}::bigint and applied_at is null`;
