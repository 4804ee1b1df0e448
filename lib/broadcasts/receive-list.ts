import 'server-only';
import { sql } from 'drizzle-orm';
import { arrayOf } from '@/db/array';
import { transaction } from '@/db/client';
import { audienceLists } from '@/db/schema';
import { storable } from '@/db/storable';
import type { AudienceListId, UserId } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { FileProblem } from '@/lib/files/file-problem';
import { arrivalPlace, discard } from '@/lib/files/on-disk';
import { receiveFile } from '@/lib/files/receive-file';
import type { Outcome } from '@/lib/outcome';
import { authorize } from '@/lib/permissions';
import { MOST_RECIPIENTS } from './input';
import { eachListed, type Listed } from './read-list';
import type { AudienceList } from './view';

/** Takes a file of recipients and reads its phones; kept until a day has gone. */
export async function receiveList(ctx: Context, request: Request): Promise<Outcome<{ list: AudienceList }>> {
  authorize(ctx, 'broadcasts.send');
  const place = await arrivalPlace();
  try {
    const received = await receiveFile(request, place);
    if (!received.ok) return received;
    return await readAndKeep(ctx, received);
  } finally {
    await discard(place);
  }
}

async function readAndKeep(
  ctx: Context,
  { place, fileName }: { place: string; fileName: string },
): Promise<Outcome<{ list: AudienceList }>> {
  try {
    const { columns, batches } = await eachListed(place, fileName, ctx.account.country);
    const listed: Listed[] = [];
    for await (const batch of batches) {
      for (const one of batch) listed.push(one);
      if (listed.length > MOST_RECIPIENTS)
        return unreadable('This file has more than 100,000 numbers. Split it, and send to each part.');
    }
    if (!listed.some(({ phone }) => phone !== null))
      return unreadable('This file holds no phone number that can be read.');
    return { ok: true, list: { ...(await keep(ctx, fileName, listed)), columns } };
  } catch (error) {
    if (error instanceof FileProblem) return unreadable(error.message);
    throw error;
  }
}

async function keep(
  ctx: Context,
  fileName: string,
  listed: Listed[],
): Promise<Omit<AudienceList, 'columns'>> {
  const phones = new Set(listed.flatMap(({ phone }) => phone ?? [])).size;
  const invalid = listed.filter(({ phone }) => phone === null).length;
  return transaction(ctx.account.id, async (tx) => {
    const [made] = await tx
      .insert(audienceLists)
      .values({
        accountId: ctx.account.id,
        userId: ctx.actor.kind === 'user' ? (ctx.actor.id as UserId) : null,
        fileName: storable(fileName),
        createdAt: ctx.now(),
        phones,
        invalid,
      })
      .returning({ id: audienceLists.id });
    if (!made) throw new Error('no list came back');
    await tx.execute(sql`
      insert into audience_list_phones (account_id, list_id, n, input, phone, reason)
      select ${ctx.account.id}::bigint, ${made.id}::bigint, n::int, input, phone, reason
      from unnest(
        ${arrayOf(
          listed.map(({ input }) => storable(input)),
          'text',
        )},
        ${arrayOf(
          listed.map(({ phone }) => phone && phone.slice(1)),
          'bigint',
        )},
        ${arrayOf(
          listed.map(({ reason }) => reason),
          'text',
        )}
      ) with ordinality as t (input, phone, reason, n)`);
    return { id: made.id as AudienceListId, fileName, phones, invalid };
  });
}

const unreadable = (message: string) => ({ ok: false, reason: 'unreadable', message }) as const;
