import 'server-only';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { randomUUID } from 'node:crypto';
import type { AccountId, UploadId } from '@/db/vocabulary';

/** Where uploaded files lie until they are applied or cancelled. */
const folder = () =>
  path.join(process.env.DATA_DIR ?? path.join(process.env.OPT_OUT_ROOT ?? process.cwd(), '.data'), 'uploads');

/** The place of an upload's file; its name on disk is ours, never the user's. */
export const placeOf = (account: AccountId, id: UploadId) => path.join(folder(), `${account}-${id}`);

/** A place for a file that is still arriving. */
export async function arrivalPlace(): Promise<string> {
  await mkdir(folder(), { recursive: true, mode: 0o700 });
  return path.join(folder(), `arriving-${randomUUID()}`);
}

export const discard = (place: string) => rm(place, { force: true });

/** Files that were arriving when a process died. Nothing takes a day to arrive. */
export async function discardAbandoned(now: Date): Promise<void> {
  const names = await readdir(folder()).catch(() => []);
  for (const name of names.filter((it) => it.startsWith('arriving-'))) {
    const place = path.join(folder(), name);
    const arrived = await stat(place).catch(() => null);
    if (arrived && now.getTime() - arrived.mtimeMs > 86_400_000) await discard(place);
  }
}
