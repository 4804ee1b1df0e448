import 'server-only';
import type { Context } from '@/lib/context';
import { log } from '@/lib/log';
import { NotAllowed, NotFound } from '@/lib/outcome';
import { findContext } from './context';
import { problem } from './problem';
import { isSameOrigin } from './same-origin';

type Params = Record<string, string>;
type Route = (request: Request, { params }: { params: Promise<Params> }) => Promise<Response>;

/** A route of the API: who is it, may they, and every failure as problem+json, never a stack or HTML. */
export function apiRoute(
  answer: (ctx: Context, request: Request, params: Params) => Promise<Response>,
): Route {
  return async (request, { params }) => {
    try {
      const changes = !['GET', 'HEAD'].includes(request.method);
      const ctx = await findContext();
      if (!ctx) return problem(401, 'Sign in first', { headers: { 'www-authenticate': 'Bearer' } });
      if (changes && !isSameOrigin(request.headers)) {
        return problem(403, 'Foreign origin', { detail: 'This request did not come from our own pages.' });
      }
      return await answer(ctx, request, await params);
    } catch (error) {
      if (error instanceof NotAllowed) {
        return problem(403, 'Not allowed', { detail: 'The account’s master has not given you this right.' });
      }
      if (error instanceof NotFound) return problem(404, 'Not found');
      log.error({ err: error }, 'a route failed');
      return problem(500, 'That did not work', { detail: 'Nothing was changed. Try again.' });
    }
  };
}
