import { createWriteStream } from 'node:fs';
import http from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** A signed-in browser, as far as measuring needs one: it keeps its connection and its cookies. */
export type Browser = {
  /** Milliseconds from the request to the last byte of the answer, and its size. Throws unless it is a 200. */
  time: (path: string) => Promise<{ ms: number; bytes: number }>;
  /** Reads an answer of any size and keeps none of it. */
  drain: (path: string) => Promise<{ ms: number; bytes: number }>;
  /** Keeps an answer as a file. */
  download: (path: string, file: string) => Promise<void>;
  /** Sends a file as a browser does; the id of its upload. */
  upload: (path: string, file: Blob, name: string) => Promise<number>;
  /** Sends JSON; throws unless it is taken. */
  post: (path: string, body: unknown) => Promise<void>;
  status: (path: string) => Promise<{ status: string; error?: string }>;
};

export async function signIn(url: string, email: string, password: string): Promise<Browser> {
  const cookies = new Map<string, string>();
  const send = async (path: string, init: RequestInit = {}) => {
    const cookie = cookieHeader(cookies);
    const answer = await fetch(url + path, {
      ...init,
      redirect: 'manual',
      headers: { ...init.headers, cookie, origin: url },
    });
    for (const line of answer.headers.getSetCookie()) keep(cookies, line);
    return answer;
  };
  const { csrfToken } = (await (await send('/api/auth/csrf')).json()) as { csrfToken: string };
  const body = new URLSearchParams({ csrfToken, email, password, json: 'true' });
  await send('/api/auth/callback/credentials', { method: 'POST', body });
  if (![...cookies.keys()].some((name) => name.endsWith('session-token')))
    throw new Error('Could not sign in.');
  return browser(url, cookieHeader(cookies));
}

function browser(url: string, cookie: string): Browser {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const ask = (path: string, encoding: string) =>
    new Promise<{ ms: number; bytes: number }>((resolve, reject) => {
      const started = performance.now();
      const headers = { cookie, 'accept-encoding': encoding, accept: 'text/html' };
      const request = http.get(url + path, { agent, headers }, (answer) => {
        if (answer.statusCode !== 200) return reject(new Error(`${path} answered ${answer.statusCode}`));
        let bytes = 0;
        answer.on('data', (chunk: Buffer) => (bytes += chunk.length));
        answer.on('end', () => resolve({ ms: performance.now() - started, bytes }));
        answer.on('error', reject);
      });
      request.on('error', reject);
    });
  return {
    time: (path) => ask(path, 'gzip'),
    drain: (path) => ask(path, 'identity'),
    ...sender(url, cookie),
  };
}

function sender(url: string, cookie: string): Pick<Browser, 'download' | 'upload' | 'post' | 'status'> {
  const headers = { cookie, origin: url };
  const send = async (path: string, init: RequestInit) => {
    const answer = await fetch(url + path, { ...init, headers: { ...headers, ...init.headers } });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return answer.json() as Promise<unknown>;
  };
  return {
    async download(path, file) {
      const answer = await fetch(url + path, { headers });
      await pipeline(Readable.fromWeb(answer.body as never), createWriteStream(file));
    },
    async upload(path, file, name) {
      const body = new FormData();
      body.set('file', file, name);
      return ((await send(path, { method: 'POST', body })) as { id: number }).id;
    },
    async post(path, body) {
      const type = { 'content-type': 'application/json' };
      await send(path, { method: 'POST', headers: type, body: JSON.stringify(body) });
    },
    status: (path) => send(path, {}) as Promise<{ status: string; error?: string }>,
  };
}

function keep(cookies: Map<string, string>, line: string) {
  const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s);
  cookies.set(name, value);
}

const cookieHeader = (cookies: Map<string, string>) => [...cookies].map((pair) => pair.join('=')).join('; ');
