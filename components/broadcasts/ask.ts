/** A problem with one field of what was sent. */
export type FieldProblem = { path: string; message: string };

/**
 * What became of a request that was not granted. `unknown`: nobody can say, for no answer came, or it failed, or
 * it is still at work. `turned_away`: nobody read it, and nothing came of it. `refused`: it was read, and what
 * it asks for cannot be done.
 */
export type Verdict = 'unknown' | 'turned_away' | 'refused';

/** What a request of the composer came to. */
export type Asked<T> =
  { ok: true; body: T } | { ok: false; verdict: Verdict; message: string; errors: FieldProblem[] };

/** Sends JSON, or a form, and reads the answer, or in words what is wrong. Null when it was stopped on purpose. */
export async function ask<T>(
  path: string,
  { signal, key, body }: { signal?: AbortSignal; key?: string; body?: object } = {},
): Promise<Asked<T> | null> {
  const isForm = body instanceof FormData;
  try {
    const answer = await fetch(path, {
      method: body ? 'POST' : 'GET',
      signal,
      headers: {
        ...(body && !isForm && { 'content-type': 'application/json' }),
        ...(key && { 'idempotency-key': key }),
      },
      body: isForm ? body : body && JSON.stringify(body),
    });
    if (answer.ok) return { ok: true, body: (await answer.json()) as T };
    return refusal(answer.status, (await answer.json().catch(() => ({}))) as Problem);
  } catch {
    if (signal?.aborted) return null;
    return { ok: false, verdict: 'unknown', message: 'We could not reach the server just now.', errors: [] };
  }
}

type Problem = { type?: string; detail?: string; title?: string; errors?: FieldProblem[] };

const isAtWork = ({ type }: Problem) => type === '/problems/request-at-work';

function refusal(status: number, problem: Problem): Asked<never> {
  const { detail, title, errors = [] } = problem;
  return {
    ok: false,
    verdict: verdictOn(status, problem),
    message: inWords(status, problem) ?? errors[0]?.message ?? detail ?? title ?? OUR_FAULT,
    errors,
  };
}

/** Only 409 and 422 speak of what was asked; any other refusal was given at the door. */
function verdictOn(status: number, problem: Problem): Verdict {
  if (status >= 500 || isAtWork(problem)) return 'unknown';
  return status === 409 || status === 422 ? 'refused' : 'turned_away';
}

const OUR_FAULT = 'Something went wrong on our side.';

function inWords(status: number, problem: Problem): string | null {
  if (status === 401) return 'You are signed out. Sign in again in another tab; what you typed stays here.';
  if (status >= 500) return OUR_FAULT;
  return isAtWork(problem) ? 'We are still at work on it.' : null;
}
