import { spawn } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';
import path from 'node:path';
import type { Logins } from '@/db/connection';
import { attachOrStart } from '@/db/embedded';
import { ensureLogins } from '@/db/roles';

export type Server = { url: string; pid: number; logins: Logins; stop(): Promise<void> };

/**
 * The production server, as `npm start` runs it, on a free port with the data of `dataDir`; for browser
 * tests and measurements. It ends with this process.
 */
export async function startServer(dataDir: string, env: NodeJS.ProcessEnv | object = {}): Promise<Server> {
  const port = await findFreePort();
  const child = spawn(process.execPath, [path.resolve('bin/start.mjs')], {
    env: {
      ...process.env,
      DATA_DIR: dataDir,
      PORT: String(port),
      BIND: '127.0.0.1',
      OPT_OUT_TIED: '1',
      ...env,
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const said = await untilReady(child);
  if (child.exitCode !== null) throw new Error(`The server did not start:\n${said}`);
  child.stderr.pipe(process.stderr);
  const { owner, secret } = await attachOrStart({ dataDir });
  return {
    url: `http://localhost:${port}`,
    pid: child.pid ?? 0,
    logins: await ensureLogins(owner, secret, console.warn),
    async stop() {
      const exited = once(child, 'exit');
      child.stdin.end();
      await exited;
    },
  };
}

function untilReady(child: ReturnType<typeof spawn>): Promise<string> {
  let said = '';
  return new Promise((resolve) => {
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('is ready at')) resolve(said);
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('exit', () => resolve(said));
  });
}

async function findFreePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
