import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { generateApi } from 'swagger-typescript-api';

/** What the generated client gives back, or throws when the status is no 2xx. */
export type Answered = { status: number; headers: Headers; data: unknown; error: unknown } & Response;
type Call = (...args: unknown[]) => Promise<Answered>;
export type Client = Record<string, Call>;

/** A client made of nothing but the document that the server hands out, as a stranger would make one. */
export async function generateClient(url: string): Promise<(key: string) => Client> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'opt-out-client-'));
  try {
    const spec = (await (await fetch(`${url}/api/v1/openapi.json`)).json()) as never;
    const { files } = await generateApi({ spec, output: false, silent: true, httpClientType: 'fetch' });
    const source = path.join(folder, 'client.ts');
    await writeFile(source, files[0]?.fileContent ?? '');
    const outfile = path.join(folder, 'client.mjs');
    await build({ entryPoints: [source], outfile, format: 'esm', platform: 'node', bundle: true });
    const { Api } = (await import(pathToFileURL(outfile).href)) as {
      Api: new (config: object) => { api: Client };
    };
    return (key) =>
      new Api({
        baseUrl: url,
        securityWorker: () => ({ headers: { authorization: `Bearer ${key}` } }),
      }).api;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The answer of a call whether it is an error or not. */
export async function settled(call: Promise<Answered>): Promise<Answered> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof Response) return error as Answered;
    throw error;
  }
}
