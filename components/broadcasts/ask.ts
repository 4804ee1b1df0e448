/** A problem with one field of what was sent. */
type FieldProblem = { path: string; message: string };

/** What a request of the composer came to. `unknown`: no answer came, so nobody knows what became of it. */
export type Asked<T> =
  { ok: true; body: T } | { ok: false; isUnknown: boolean; message: string; errors: FieldProblem[] };

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
    return { ok: false, isUnknown: true, message: 'We could not reach the server just now.', errors: [] };
  }
}

type Problem = { detail?: string; title?: string; errors?: FieldProblem[] };

function refusal(status: number, { detail, title, errors = [] }: Problem): Asked<never> {
  const said = errors[0]?.message ?? detail ?? title;
  const message =
    status === 401
      ? 'You are signed out. Sign in again in another tab; what you typed stays here.'
      : status >= 500 || !said
        ? 'Something went wrong on our side.'
        : said;
  return { ok: false, isUnknown: status >= 500, message, errors };
}
