import { spawnSync, type SpawnOptions } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { StartProblem } from './problem';

/** As whom Postgres runs. Null `owner`: as ourselves. */
export type Runner = {
  owner: { uid: number; gid: number } | null;
  command(program: string, args: string[]): { file: string; args: string[]; options: SpawnOptions };
};

/**
 * Postgres refuses to run as root: then it runs as the owner of the data, else `postgres`, else
 * `nobody`. Where that user may not pass the folders above (a project under /root), it gets the one
 * capability to do so, so that nobody's folders have to be opened.
 */
export function chooseRunner(place: { folder: string; cluster: string }, program: string): Runner {
  if (process.getuid?.() !== 0) return asOurselves;
  const owner = ownerOf(place.cluster) ?? unprivilegedUser();
  const candidates = [
    asUser(owner),
    asUserWith('dac_read_search', owner),
    asUserWith('dac_override', owner), // all that a container usually has
  ];
  const runner = candidates.find((candidate) => mayWork(candidate, place.folder, program));
  if (runner) return runner;
  const closed = closedFolder(place.folder) ?? closedFolder(program) ?? place.folder;
  throw new StartProblem(
    `Postgres may not run as root, and the user ${owner.uid} it runs as instead may not enter ${closed}. ` +
      `Run \`chmod o+x ${closed}\`, or start as an ordinary user, or set DATABASE_URL.`,
  );
}

/** What the programs see of our environment: no secrets, no locale of the machine. */
const options: SpawnOptions = {
  cwd: '/',
  env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC', NODE_ENV: 'production' },
};

const asOurselves: Runner = { owner: null, command: (file, args) => ({ file, args, options }) };

const asUser = (owner: { uid: number; gid: number }): Runner => ({
  owner,
  command: (file, args) => ({ file, args, options: { ...options, ...owner } }),
});

/** `no_setuid_fixup`, because access(2), which Postgres asks, else ignores capabilities. */
const asUserWith = (capability: string, owner: { uid: number; gid: number }): Runner => ({
  owner,
  command: (program, args) => ({
    file: 'setpriv',
    args: [
      `--securebits=+no_setuid_fixup`,
      `--reuid=${owner.uid}`,
      `--regid=${owner.gid}`,
      '--clear-groups',
      ...['inh-caps', 'ambient-caps', 'bounding-set'].map((set) => `--${set}=-all,+${capability}`),
      program,
      ...args,
    ],
    options,
  }),
});

function mayWork(runner: Runner, folder: string, program: string): boolean {
  const { file, args, options } = runner.command('/bin/sh', [
    '-c',
    'cd -- "$1" && exec "$2" --version',
    'sh',
    folder,
    program,
  ]);
  return spawnSync(file, args, { ...options, stdio: 'ignore' }).status === 0;
}

function ownerOf(cluster: string): { uid: number; gid: number } | null {
  const found = statSync(cluster, { throwIfNoEntry: false });
  return found && found.uid !== 0 ? { uid: found.uid, gid: found.gid } : null;
}

function unprivilegedUser(): { uid: number; gid: number } {
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const [, , uid, gid] =
    users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody') ?? [];
  if (!uid || !gid) {
    throw new StartProblem(
      'Postgres may not run as root, and this machine has neither a user `postgres` nor `nobody`. Start as an ordinary user, or set DATABASE_URL.',
    );
  }
  return { uid: Number(uid), gid: Number(gid) };
}

/** The first folder above `file` that others may not enter. */
function closedFolder(file: string): string | undefined {
  const parts = file.split(path.sep);
  return parts
    .map((_, end) => parts.slice(0, end + 1).join(path.sep) || path.sep)
    .find((folder) => ((statSync(folder, { throwIfNoEntry: false })?.mode ?? 0) & 0o001) === 0);
}
