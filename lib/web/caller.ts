import 'server-only';
import { findApiKey } from '@/lib/api-keys/find-api-key';
import { takeToken } from '@/lib/api-keys/rate-limit';
import type { ApiKeyId, ApiScope } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { findContext } from './context';
import { problem } from './problem';
import { isSameOrigin } from './same-origin';
import { requestOrigin } from './session';

type Caller = { ctx: Context } | { refused: Response };

/** Who calls: an API key where one is sent, and then nobody else; else the signed-in user of our own pages. */
export async function findCaller(request: Request, scope: ApiScope): Promise<Caller> {
  const [scheme = '', ...credentials] = (request.headers.get('authorization') ?? '').trim().split(/ +/);
  return scheme.toLowerCase() === 'bearer'
    ? findKeyHolder(credentials.join(' '), scope)
    : findUser(request, scope);
}

async function findKeyHolder(text: string, scope: ApiScope): Promise<Caller> {
  const found = await findApiKey(text);
  if (!found) {
    const headers = { 'www-authenticate': 'Bearer error="invalid_token"' };
    const detail = 'We know no such API key. It may have been revoked.';
    return { refused: problem(401, 'This API key is not valid', { detail, headers }) };
  }
  const wait = takeToken(found.ctx.actor.id as ApiKeyId, Date.now());
  if (wait > 0) {
    const detail = `Ask again in ${wait} s.`;
    return {
      refused: problem(429, 'Too many requests', { detail, headers: { 'retry-after': String(wait) } }),
    };
  }
  if (!found.scopes.includes(scope)) {
    const detail = `This API key lacks the scope “${scope}”.`;
    return { refused: problem(403, 'Not allowed', { detail }) };
  }
  return { ctx: { ...found.ctx, from: await requestOrigin() } };
}

async function findUser(request: Request, scope: ApiScope): Promise<Caller> {
  const ctx = await findContext();
  if (!ctx) {
    const detail = 'Send an API key: Authorization: Bearer oor_…';
    return { refused: problem(401, 'Sign in first', { detail, headers: { 'www-authenticate': 'Bearer' } }) };
  }
  if (!isSameOrigin(request.headers) && (scope === 'write' || request.method === 'POST')) {
    const detail = 'This request did not come from our own pages.';
    return { refused: problem(403, 'Foreign origin', { detail }) };
  }
  return { ctx };
}
