import http from 'node:http';
import net from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { Problem } from './root.mjs';

const servers = new Set();

/** Remembers every server that is made from now on, because Next keeps its own to itself. */
export function noteServers() {
  const { createServer } = http;
  http.createServer = (...args) => {
    const server = createServer(...args.map((it) => (typeof it === 'function' ? decodableOnly(it) : it)));
    if (!process.env.TRUST_PROXY) server.prependListener('request', forgetForwarding);
    servers.add(server);
    return server;
  };
}

/** Without a proxy in front, who says "forwarded for" is making it up; Next then fills in the real address. */
function forgetForwarding({ headers }) {
  for (const name of Object.keys(headers)) if (name.startsWith('x-forwarded-')) delete headers[name];
}

/** Next answers an address of the API that can't be decoded with a bare 500, before any route of ours. */
const decodableOnly = (listener) => (request, response) => {
  const [path] = request.url.split('?');
  if (!path.startsWith('/api/') || isDecodable(path)) return listener(request, response);
  const problem = { type: 'about:blank', title: 'This address cannot be read', status: 400 };
  response.writeHead(400, { 'content-type': 'application/problem+json' });
  response.end(request.method === 'HEAD' ? undefined : JSON.stringify(problem));
};

function isDecodable(path) {
  try {
    return Boolean(decodeURIComponent(path));
  } catch {
    return false;
  }
}

/** Lets the requests that run finish, for a few seconds. */
export async function closeServers() {
  await Promise.all([...servers].map(close));
}

async function close(server) {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  await Promise.race([closed, wait(3000)]);
  server.closeAllConnections();
}

/** Where we are asked to listen; every address of the machine unless BIND names one. */
const host = () => process.env.BIND || '0.0.0.0';

export async function requireFreePort(port) {
  const error = await new Promise((resolve) => {
    const server = net.createServer().once('error', resolve);
    server.listen(port, host(), () => server.close(() => resolve(null)));
  });
  if (error?.code === 'EADDRINUSE') {
    throw new Problem(`Port ${port} is in use, perhaps by this app already. Stop what uses it, or set PORT.`);
  }
  if (error) throw new Problem(`Port ${port} cannot be opened: ${error.message}`);
}

/** Whether the app on this port says that it serves. */
export function answers(port) {
  const address = ['0.0.0.0', '::'].includes(host()) ? 'localhost' : host();
  return fetch(`http://${address}:${port}/api/health`).then(
    ({ ok }) => ok,
    () => false,
  );
}
