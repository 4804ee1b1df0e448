import { LOGINS_VARIABLE, type Login } from '@/db/connection';
import { migrate } from '@/db/migrate';
import { ensureLogins } from '@/db/roles';
import { StartProblem } from '@/db/server/problem';

type Request = {
  owner: Login;
  secret: string;
  /** Only with the embedded database. */
  demo?: { password: string; isChanged: boolean };
};

/** Run by the launcher before anything else uses the database; answers with the logins to use. */
async function prepare({ owner, secret, demo }: Request) {
  await migrate(owner);
  const logins = await ensureLogins(owner, secret, (line) => console.error(line));
  process.env[LOGINS_VARIABLE] = JSON.stringify(logins);
  if (demo) await ensureDemo(demo);
  return { logins };
}

async function ensureDemo({ password, isChanged }: { password: string; isChanged: boolean }) {
  const { closeDatabase } = await import('@/db/client');
  const { createDemo, setDemoPassword } = await import('@/lib/demo/create-demo');
  try {
    await createDemo({ password, now: new Date() });
    if (isChanged) await setDemoPassword(password);
  } finally {
    await closeDatabase();
  }
}

const request = JSON.parse(process.env.OPT_OUT_PREPARE ?? '') as Request;
delete process.env.OPT_OUT_PREPARE;
prepare(request)
  .catch((error: Error) => {
    if (error instanceof StartProblem) return { problem: error.message };
    const cause = error.cause instanceof Error ? error.cause : error;
    if (!isRefusal(cause)) throw error;
    return { problem: `The database cannot be used: ${cause.message}` };
  })
  .then((answer) => process.send?.(answer, () => process.disconnect()))
  .catch((error) => {
    console.error(error);
    process.exit(1);
  });

/** What the database or the network answers, as opposed to a mistake of ours. */
function isRefusal(error: Error): boolean {
  const { code = '' } = error as { code?: string };
  return /^(ECONN|ENOTFOUND|EAI_|ETIMEDOUT|CONNECT_|CONNECTION_|28|3D|42501)/.test(code);
}
