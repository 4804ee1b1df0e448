import 'server-only';
import type { z } from 'zod';
import type { ApiScope } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { log } from '@/lib/log';
import { NotAllowed, NotFound, type Outcome } from '@/lib/outcome';
import { findCaller } from './caller';
import { once } from './once';
import { problem, refusal } from './problem';
import { readJson } from './read-json';

type Params = Record<string, string>;
type Answer = (ctx: Context, request: Request, params: Params) => Promise<Response>;
/** What a verb of the API answers. */
type Done = Outcome<{ status: number; body: object }>;
type Route = (request: Request, { params }: { params: Promise<Params> }) => Promise<Response>;

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;
type Method = (typeof METHODS)[number];
type Calls = Partial<Record<'GET' | 'POST' | 'DELETE', Answer>>;

/**
 * The methods of one address of the API: who is it, may they, and every failure as problem+json, never a
 * stack or HTML. Reading needs the scope `read`; everything else `write`, unless `scopes` says otherwise.
 */
export function apiRoute(
  calls: Calls,
  { scopes = {} }: { scopes?: Partial<Record<Method, ApiScope>> } = {},
): Record<Method, Route> {
  const allow = METHODS.filter((method) => method === 'OPTIONS' || answerOf(calls, method)).join(', ');
  const route: Route = async (request, { params }) => {
    const method = request.method as Method;
    if (method === 'OPTIONS') return new Response(null, { status: 204, headers: { allow } });
    const answer = answerOf(calls, method);
    if (!answer) return problem(405, 'No such method here', { detail: `Use ${allow}.`, headers: { allow } });
    const scope = scopes[method] ?? (method === 'GET' || method === 'HEAD' ? 'read' : 'write');
    const answered = await orProblem(async () => {
      const caller = await findCaller(request, scope);
      return 'refused' in caller ? caller.refused : answer(caller.ctx, request, await params);
    });
    if (!answered.headers.has('cache-control')) answered.headers.set('cache-control', 'private, no-store');
    answered.headers.set('x-content-type-options', 'nosniff');
    return method === 'HEAD' ? withoutBody(answered) : answered;
  };
  return eachMethod(route);
}

/** The methods of an address that everybody may read. */
export function publicRoute({
  GET,
}: {
  GET: () => Response;
}): Record<Method, (request: Request) => Response> {
  const allow = 'GET, HEAD, OPTIONS';
  return eachMethod(({ method }) => {
    if (method === 'GET') return GET();
    if (method === 'HEAD') return new Response(null, GET());
    if (method === 'OPTIONS') return new Response(null, { status: 204, headers: { allow } });
    return problem(405, 'No such method here', { detail: `Use ${allow}.`, headers: { allow } });
  });
}

/** Every method of the addresses that are none. */
export const unknownRoute = (): Record<Method, () => Response> =>
  eachMethod(() => problem(404, 'Not found', { detail: 'The API has no such address.' }));

/** What an address ends with, decoded: a phone may be written with any character. */
export const lastSegment = (request: Request): string =>
  decodeURIComponent(new URL(request.url).pathname.split('/').at(-1) ?? '');

/** A call that changes something by a verb: its JSON body read, answered once for each Idempotency-Key. */
export function change<Schema extends z.ZodType>(
  schema: Schema,
  verb: (ctx: Context, body: z.output<Schema>, params: Params) => Promise<Done>,
): Answer {
  return async (ctx, request, params) => {
    const read = await readJson(request, schema);
    if (!read.ok) return read.answer;
    return once(ctx, request, read.sha256, async (keyed) => said(await verb(keyed, read.body, params)));
  };
}

/** The same for a call whose address says it all; whatever body it has is not read. */
export function command(verb: (ctx: Context, params: Params) => Promise<Done>): Answer {
  return (ctx, request, params) => once(ctx, request, '', async (keyed) => said(await verb(keyed, params)));
}

const said = (done: Done) => (done.ok ? Response.json(done.body, { status: done.status }) : refusal(done));

const eachMethod = <T>(route: T) =>
  Object.fromEntries(METHODS.map((method) => [method, route])) as Record<Method, T>;

const answerOf = (calls: Calls, method: Method): Answer | undefined =>
  method === 'HEAD' ? calls.GET : Object.hasOwn(calls, method) ? calls[method as keyof Calls] : undefined;

async function orProblem(answer: () => Promise<Response>): Promise<Response> {
  try {
    return await answer();
  } catch (error) {
    if (error instanceof NotAllowed) {
      return problem(403, 'Not allowed', { detail: 'The account’s master has not given you this right.' });
    }
    if (error instanceof NotFound) return problem(404, 'Not found');
    log.error({ err: error }, 'a route failed');
    return problem(500, 'That did not work', { detail: 'Try again.' });
  }
}

async function withoutBody({ body, status, headers }: Response): Promise<Response> {
  await body?.cancel();
  return new Response(null, { status, headers });
}
