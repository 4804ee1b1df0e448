import 'server-only';
import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { storableJson } from '@/db/storable';
import { problem } from './problem';
import { readBytes } from './read-bytes';

const MOST_BYTES = 16 * 1024 * 1024;

type ReadJson<T> = { ok: true; body: T; sha256: string } | { ok: false; answer: Response };

/** A request's JSON body as the schema wants it, and the hash of its bytes; or the answer that says what is wrong. */
export async function readJson<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
): Promise<ReadJson<z.output<Schema>>> {
  if (mediaType(request) !== 'application/json') {
    return refused(415, 'Send JSON', 'The body must have the content type application/json.');
  }
  const bytes = await readBytes(request, MOST_BYTES);
  if (!bytes) return refused(413, 'Too much', 'A JSON body may have 16 MB.');
  const parsed = parseJson(bytes);
  if (!parsed) return refused(400, 'This is not JSON', 'The body could not be read as JSON in UTF-8.');
  const read = schema.safeParse(parsed.value);
  if (read.success) {
    return { ok: true, body: read.data, sha256: createHash('sha256').update(bytes).digest('hex') };
  }
  const errors = read.error.issues
    .slice(0, 100)
    .map(({ path, message }) => ({ field: path.join('.'), message }));
  return { ok: false, answer: problem(422, 'Some fields are not right', { errors }) };
}

/** The content type without its parameters, in lower case. */
export const mediaType = (request: Request): string =>
  (request.headers.get('content-type') ?? '').split(';')[0]!.trim().toLowerCase();

function parseJson(bytes: Buffer): { value: unknown } | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { value: storableJson(JSON.parse(text) as unknown) };
  } catch {
    return null;
  }
}

const refused = (status: number, title: string, detail: string) => ({
  ok: false as const,
  answer: problem(status, title, { detail }),
});
