import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { transaction } from '@/db/client';
import { accounts, uploads, type Upload } from '@/db/schema';
import type { AccountId, UploadId } from '@/db/vocabulary';
import type { Account } from '@/db/schema';
import { applyUpload } from './apply-upload';
import { stageUpload } from './stage-upload';
import { undoUpload } from './undo-upload';

const MOST_ATTEMPTS = 3;

/** Goes on with an upload from wherever it is. What dies half-way is begun again, three times at most. */
export async function workOnUpload(
  accountId: AccountId,
  id: UploadId,
  now = () => new Date(),
): Promise<void> {
  const begun = await begin(accountId, id);
  if (!begun) return;
  const { account, upload } = begun;
  if (upload.attempts > MOST_ATTEMPTS) return giveUp(accountId, upload);
  if (upload.status === 'staging') await stageUpload(account, upload, now());
  if (upload.status === 'applying') await applyUpload(account, upload, now());
  if (upload.status === 'undoing') await undoUpload(account, upload, now());
}

function begin(accountId: AccountId, id: UploadId): Promise<{ account: Account; upload: Upload } | null> {
  return transaction(accountId, async (tx) => {
    const [upload] = await tx
      .update(uploads)
      .set({ attempts: sql`${uploads.attempts} + 1` })
      .where(
        and(
          eq(uploads.accountId, accountId),
          eq(uploads.id, id),
          sql`status in ('staging', 'applying', 'undoing')`,
        ),
      )
      .returning();
    const [account] = await tx.select().from(accounts).where(eq(accounts.id, accountId));
    return upload && account ? { upload, account } : null;
  });
}

/** What never ends well goes back to where it was, with nothing changed; reading that does is a failed file. */
const GIVEN_UP = {
  staging: {
    status: 'failed',
    problem:
      'Reading this file was broken off three times. Nothing was changed. Save it as CSV and upload that.',
  },
  applying: {
    status: 'staged',
    attempts: 0,
    problem: 'Applying was broken off three times. Nothing was changed; try again.',
  },
  undoing: {
    status: 'applied',
    attempts: 0,
    problem: 'Undoing was broken off three times. Nothing was changed; try again.',
  },
} as const;

function giveUp(accountId: AccountId, upload: Upload): Promise<void> {
  const to = GIVEN_UP[upload.status as keyof typeof GIVEN_UP];
  return transaction(accountId, async (tx) => {
    await tx
      .update(uploads)
      .set(to)
      .where(
        and(eq(uploads.accountId, accountId), eq(uploads.id, upload.id), eq(uploads.status, upload.status)),
      );
  });
}
