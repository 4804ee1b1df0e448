import type { Account } from '@/db/schema';
import { listAccounts } from '@/lib/accounts/find-account';
import { formatCount } from '@/lib/format';
import { verify, type Difference } from '@/lib/opt-outs/verify';
import type { Answer } from './command';

export const USAGE = [
  'Usage: npm run verify',
  'Rebuilds the state of every phone from the ledger and compares.',
];

/** `npm run verify` */
export async function verifyAll(argv: string[]): Promise<Answer> {
  if (argv.length > 0) return { problems: USAGE };
  return verifyAccounts(await listAccounts());
}

/** One line for each account that agrees with its ledger; the first differences of each that does not. */
export async function verifyAccounts(accounts: readonly Account[]): Promise<Answer> {
  if (accounts.length === 0) return { lines: ['There is no account yet.'] };
  const lines: string[] = [];
  let differ = 0;
  for (const account of accounts) {
    const { phones, events, differences } = await verify(account.id);
    const read = `${account.slug}: ${formatCount(phones)} phones, ${formatCount(events)} events`;
    if (differences.length > 0) differ += 1;
    lines.push(
      `${read}: ${differences.length === 0 ? 'agrees' : 'DIFFERS'}`,
      ...differences.flatMap(inWords),
    );
  }
  if (differ === 0) return { lines };
  return {
    failed: true,
    lines: [...lines, `${differ} of ${accounts.length} accounts differ from their ledger.`],
  };
}

const inWords = ({ phone, what, stored, ledger }: Difference) => [
  `  ${phone ?? what}`,
  `    stored  ${stored}`,
  `    ledger  ${ledger}`,
];
