import { createHash, createHmac, randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { StartProblem } from './problem';
import type { Runner } from './runner';

/** Where everything of one embedded database lies. */
export type Place = { folder: string; cluster: string; log: string; secretFile: string };

/** The places under `dataDir`, which is made when it is missing. */
export function openPlace(dataDir: string): Place {
  try {
    mkdirSync(dataDir, { recursive: true, mode: privateMode() });
    const folder = realpathSync(dataDir);
    if (process.getuid?.() === 0) chmodSync(folder, statSync(folder).mode | 0o011);
    return {
      folder,
      cluster: path.join(folder, 'postgres'),
      log: path.join(folder, 'postgres.log'),
      secretFile: keptFile(folder, 'database-secret'),
    };
  } catch (error) {
    throw new StartProblem(`The data folder ${dataDir} cannot be used: ${(error as Error).message}`);
  }
}

/** As root the server runs as somebody else, who must be able to pass through. */
const privateMode = () => (process.getuid?.() === 0 ? 0o711 : 0o700);

/** A file under DATA_DIR that only we may read. */
export function keptFile(folder: string, name: string): string {
  const secrets = path.join(folder, 'secrets');
  mkdirSync(secrets, { recursive: true, mode: 0o700 });
  return path.join(secrets, name);
}

/** The secret kept in `file`, made on first use. */
export function keptSecret(file: string, make = () => randomBytes(32).toString('base64url')): string {
  if (!existsSync(file)) {
    try {
      writeFileSync(file, make(), { mode: 0o600, flag: 'wx' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  return readFileSync(file, 'utf8').trim();
}

/** The password of a login, derived so that one secret is all there is to keep. */
export const passwordOf = (login: string, secret: string): string =>
  createHmac('sha256', secret).update(`postgres login ${login}`).digest('base64url');

/** A folder for the socket that only Postgres and we may enter; elsewhere when the path is too long. */
export function openSocketFolder({ folder }: Place, { owner }: Runner): string {
  const near = path.join(folder, 'run');
  const far = path.join(
    os.tmpdir(),
    `opt-out-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`,
  );
  const sockets = Buffer.byteLength(near) <= LONGEST_SOCKET_FOLDER ? near : far;
  mkdirSync(sockets, { recursive: true, mode: 0o700 });
  const found = lstatSync(sockets);
  const ours = [process.getuid?.(), owner?.uid].includes(found.uid);
  if (!found.isDirectory() || !ours) throw new StartProblem(`${sockets} is not ours. Remove it.`);
  chmodSync(sockets, 0o700);
  if (owner) chownSync(sockets, owner.uid, owner.gid);
  return sockets;
}

/** 104 bytes on macOS and 108 on Linux, less `/.s.PGSQL.5432.lock` and the final zero. */
const LONGEST_SOCKET_FOLDER = 80;
