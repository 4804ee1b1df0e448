import 'server-only';
import type { FieldProblem } from '@/lib/outcome';

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
  return new Response(JSON.stringify(body), { status, headers: answered });
}
