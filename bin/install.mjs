import { existsSync, readFileSync } from 'node:fs';
import { run, runNode } from './children.mjs';
import { at, Problem } from './root.mjs';

const OLDEST_NODE = [20, 19];

export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  throw new Problem(`Node ${OLDEST_NODE.join('.')} or newer is needed; this is ${process.versions.node}.`);
}

/** Installs what the lockfile says when node_modules says otherwise. */
export async function ensureInstalled() {
  if (isInstalled()) return;
  console.log('Installing packages (about a minute) …');
  const npm = process.env.npm_execpath?.endsWith('npm-cli.js')
    ? [process.execPath, process.env.npm_execpath]
    : ['npm'];
  const { code, output } = await run(
    npm[0],
    [...npm.slice(1), 'ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund'],
    { output: 'keep' },
  );
  if (code !== 0) throw new Problem(`${output.trim()}\nThe packages could not be installed: see above.`);
  await mendDriver();
}

/** npm does it too, unless it was told to run no scripts. */
async function mendDriver() {
  const { code, output } = await runNode(
    [at('node_modules/patch-package/index.js'), '--patch-dir', 'db/patches', '--error-on-fail'],
    { output: 'keep' },
  );
  if (code !== 0) throw new Problem(`${output.trim()}\nThe database driver could not be mended: see above.`);
}

/** npm writes this copy of the lockfile last, so it is there only after a whole install. */
function isInstalled() {
  const written = at('node_modules/.package-lock.json');
  if (!existsSync(written)) return false;
  const wanted = JSON.parse(readFileSync(at('package-lock.json'), 'utf8')).packages;
  const found = JSON.parse(readFileSync(written, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([name, { version, integrity, optional }]) =>
      name === '' ||
      // Those of other platforms are never there.
      (optional && !found[name]) ||
      (found[name]?.version === version && found[name]?.integrity === integrity),
  );
}
