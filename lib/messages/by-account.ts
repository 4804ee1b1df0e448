import type { AccountId } from '@/db/vocabulary';

/** Ids that a look-up across accounts gave, by account, in its order. */
export function byAccount<Id>(rows: readonly { account_id: string; id: string }[]): Map<AccountId, Id[]> {
  const ids = new Map<AccountId, Id[]>();
  for (const row of rows) {
    const account = Number(row.account_id) as AccountId;
    ids.set(account, [...(ids.get(account) ?? []), Number(row.id) as Id]);
  }
  return ids;
}
