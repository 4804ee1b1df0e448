import 'server-only';
import pino from 'pino';

/** Structured lines on standard error; no phone, note or password goes in. */
export const log = pino(
  { level: process.env.LOG_LEVEL ?? 'warn', base: null, serializers: { err: withoutValues } },
  pino.destination(2),
);

type Failure = Error & { code?: unknown; query?: unknown; cause?: unknown };

/** An error without the values that its query was asked with, which its message, stack and detail repeat. */
export function withoutValues(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error);
  const { name, message, stack = '', code, query, cause } = error as Failure;
  const said = message.split('\nparams:')[0];
  const places = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return {
    type: name,
    message: said,
    ...(code !== undefined && { code }),
    ...(typeof query === 'string' && !said?.includes(query) && { query }),
    stack: places.join('\n'),
    ...(cause instanceof Error && { cause: withoutValues(cause) }),
  };
}
