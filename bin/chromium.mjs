import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import { run, runNode } from './children.mjs';
import { at, Problem } from './root.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const ON_MACOS = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/** The Chromium to test with: the given one, an installed one, Playwright's own, or one from Debian. */
export async function findChromium() {
  return given() ?? installed() ?? (await playwrights()) ?? (await debians()) ?? giveUp();
}

function given() {
  const file = process.env.PLAYWRIGHT_CHROMIUM_PATH;
  if (file && !existsSync(file))
    throw new Problem(`PLAYWRIGHT_CHROMIUM_PATH names ${file}, which is not there.`);
  return file || undefined;
}

function installed() {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const files = folders.flatMap((folder) => NAMES.map((name) => path.join(folder, name)));
  return [...files, ON_MACOS].find(isExecutable);
}

async function playwrights() {
  const { chromium } = await import('@playwright/test');
  if (!existsSync(chromium.executablePath())) {
    console.log('Getting a Chromium …');
    await runNode([at('node_modules/@playwright/test/cli.js'), 'install', '--no-shell', 'chromium'], {
      output: 'keep',
      env: { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000' },
    });
  }
  return [chromium.executablePath()].find(existsSync);
}

async function debians() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
  console.log('Getting a Chromium from Debian …');
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update'], { output: 'keep', env });
  await run('apt-get', ['install', '-y', 'chromium'], { output: 'keep', env });
  return installed();
}

function giveUp() {
  throw new Problem(
    'No Chromium was found and none could be got: install one (`apt-get install chromium`, `npx playwright install --with-deps chromium`) or set PLAYWRIGHT_CHROMIUM_PATH.',
  );
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
