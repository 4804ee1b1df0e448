import 'server-only';
import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { claimAnswer, keepAnswer, releaseClaim, type KeyedRequest } from '@/lib/api-keys/answers';
import type { Context } from '@/lib/context';
import { log } from '@/lib/log';
import { problem, typedProblem } from './problem';

/** How long a repeat waits for the answer of the first, which is still at work. */
const PATIENCE_MS = 10_000;
const LOOK_EVERY_MS = 100;

/**
 * Answers a request that changes something once for each Idempotency-Key: a repeat gets the first answer.
 * Without a key it is simply answered. `asks` is whatever, beside method and address, makes it another request.
 */
export async function once(
  ctx: Context,
  request: Request,
  asks: string,
  answer: (ctx: Context) => Promise<Response>,
): Promise<Response> {
  const key = request.headers.get('idempotency-key');
  if (key === null) return answer(ctx);
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
    const detail = 'An Idempotency-Key has 1 to 255 visible characters and no blanks.';
    return problem(400, 'This Idempotency-Key cannot be used', { detail });
  }
  const keyed = { key, fingerprint: fingerprintOf(request, asks) };
  for (const end = Date.now() + PATIENCE_MS; ; await wait(LOOK_EVERY_MS)) {
    const claim = await claimAnswer(ctx, keyed);
    switch (claim.by) {
      case 'us':
        return answerAndKeep(ctx, keyed, () => answer({ ...ctx, requestKey: `${key} ${keyed.fingerprint}` }));
      case 'kept': {
        const { status, contentType, text } = claim.answer;
        return new Response(text, { status, headers: { 'content-type': contentType } });
      }
      case 'another_request':
        return typedProblem(
          'idempotency-key-reused',
          'Use a new key for every request that is not a repeat.',
        );
      case 'another_at_work':
        if (Date.now() < end) continue;
        return typedProblem('request-at-work', 'Ask again for its answer.', { 'retry-after': '2' });
    }
  }
}

/** A failure of ours is no answer: what failed may be tried again with the same key. */
async function answerAndKeep(
  ctx: Context,
  keyed: KeyedRequest,
  answer: () => Promise<Response>,
): Promise<Response> {
  let response: Response;
  try {
    response = await answer();
  } catch (error) {
    await stubbornly(() => releaseClaim(ctx, keyed));
    throw error;
  }
  const { status } = response;
  const text = await response.clone().text();
  const contentType = response.headers.get('content-type') ?? '';
  await stubbornly(() => keepAnswer(ctx, keyed, { status, contentType, text }));
  return response;
}

const PAUSES_MS = [500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000];

/**
 * Tries at once, and where the database is gone this moment again and again, without keeping the request
 * waiting for it: what was done is done, and a claim that nobody ends would answer 409 for minutes.
 */
async function stubbornly(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch {
    void tryAgain(work);
  }
}

async function tryAgain(work: () => Promise<void>): Promise<void> {
  let problem: unknown;
  for (const ms of PAUSES_MS) {
    await wait(ms, undefined, { ref: false });
    try {
      return await work();
    } catch (error) {
      problem = error;
    }
  }
  log.warn({ err: problem }, 'a claim could not be ended; it runs out by itself');
}

const fingerprintOf = (request: Request, asks: string) =>
  createHash('sha256')
    .update(JSON.stringify([request.method, new URL(request.url).pathname, asks]))
    .digest('hex');
