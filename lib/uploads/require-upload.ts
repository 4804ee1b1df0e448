import 'server-only';
import { and, eq } from 'drizzle-orm';
import { transaction } from '@/db/client';
import { uploads, type Upload } from '@/db/schema';
import type { UploadId } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { NotFound } from '@/lib/outcome';

/** An upload of this account; another account's looks like one that does not exist. */
export async function requireUpload(ctx: Context, id: number): Promise<Upload> {
  const [upload] = isId(id)
    ? await transaction(ctx.account.id, (tx) =>
        tx
          .select()
          .from(uploads)
          .where(and(eq(uploads.accountId, ctx.account.id), eq(uploads.id, id))),
      )
    : [];
  if (!upload) throw new NotFound('upload', id);
  return upload;
}

const isId = (id: number): id is UploadId => Number.isSafeInteger(id) && id > 0;
