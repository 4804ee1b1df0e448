import 'server-only';
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';

/** Where files that people sent lie until they are used or cancelled. */
const folder = () =>
  path.join(process.env.DATA_DIR ?? path.join(process.env.OPT_OUT_ROOT ?? process.cwd(), '.data'), 'uploads');

/** The place of a file that is kept; its name on disk is ours, never the user's. */
export const keptPlace = (name: string) => path.join(folder(), name);

/** A place for a file that is still arriving. */
export async function arrivalPlace(): Promise<string> {
  await mkdir(folder(), { recursive: true, mode: 0o700 });
  return path.join(folder(), `arriving-${randomUUID()}`);
}

export const isKept = (place: string): Promise<boolean> =>
  stat(place).then(
    () => true,
    () => false,
  );

export const discard = (place: string) => rm(place, { force: true });

const DAY_MS = 86_400_000;
/** A file that was never applied can be read again, in another way, for so long. */
const KEPT_DAYS = 30;

/** Files that were arriving when a process died (nothing takes a day to arrive), and those nobody came back to. */
export async function discardAbandoned(now: Date): Promise<void> {
  const names = await readdir(folder()).catch(() => []);
  for (const name of names) {
    const place = path.join(folder(), name);
    const arrived = await stat(place).catch(() => null);
    const days = name.startsWith('arriving-') ? 1 : KEPT_DAYS;
    if (arrived && now.getTime() - arrived.mtimeMs > days * DAY_MS) await discard(place);
  }
}
