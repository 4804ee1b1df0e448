import 'server-only';
import { and, eq } from 'drizzle-orm';
import { transaction } from '@/db/client';
import { contactImports, type ContactImport } from '@/db/schema';
import type { ImportId, UserId } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { NotFound } from '@/lib/outcome';
import { seesAll } from '@/lib/permissions';
import { ownerOf } from './own';

/** An import that is theirs to see; any other looks like one that does not exist. */
export async function requireImport(ctx: Context, id: number): Promise<ContactImport> {
  const [found] =
    Number.isSafeInteger(id) && id > 0
      ? await transaction(ctx.account.id, (tx) =>
          tx
            .select()
            .from(contactImports)
            .where(and(theirImports(ctx), eq(contactImports.id, id as ImportId))),
        )
      : [];
  if (!found) throw new NotFound('import', id);
  return found;
}

export const theirImports = (ctx: Context) =>
  and(
    eq(contactImports.accountId, ctx.account.id),
    seesAll(ctx) ? undefined : eq(contactImports.userId, (ownerOf(ctx) ?? 0) as UserId),
  );
