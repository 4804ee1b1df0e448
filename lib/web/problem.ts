import 'server-only';
import { PROBLEM_TYPES, type ProblemType } from '@/lib/api/problem';
import type { FieldProblem, Outcome } from '@/lib/outcome';

/** An error answer as RFC 9457 `application/problem+json`. */
export function problem(
  status: number,
  title: string,
  {
    detail,
    errors,
    type = 'about:blank',
    headers,
  }: { detail?: string; errors?: FieldProblem[]; type?: string; headers?: HeadersInit } = {},
): Response {
  const body = {
    type,
    title,
    status,
    detail,
    ...(errors && { errors: errors.map(({ field, message }) => ({ path: field, message })) }),
  };
  const answered = new Headers(headers);
  answered.set('content-type', 'application/problem+json');
  answered.set('cache-control', 'private, no-store');
  return new Response(JSON.stringify(body), { status, headers: answered });
}

/** A problem that has a type of its own. */
export function typedProblem(type: ProblemType, detail: string, headers?: HeadersInit): Response {
  const { status, title } = PROBLEM_TYPES[type];
  return problem(status, title, { type: `/problems/${type}`, detail, headers });
}

/** What a verb refused, and why. */
export function refusal({ reason, message, fields }: Extract<Outcome, { ok: false }>): Response {
  const type = TYPE_OF[reason];
  if (type) return typedProblem(type, message);
  if (reason === 'not_own') return problem(403, 'Not allowed', { detail: message });
  if (fields?.length)
    return problem(422, 'That cannot be done as asked', { detail: message, errors: fields });
  return problem(409, 'That cannot be done now', { detail: message });
}

const TYPE_OF: Record<string, ProblemType | undefined> = {
  recipient_must_text_unstop: 'handset-locked',
  not_opted_out: 'not-opted-out',
  newer_opt_out: 'newer-opt-out',
  recipients_own_words: 'recipients-own-words',
  older_than_30_days: 'older-than-30-days',
};
