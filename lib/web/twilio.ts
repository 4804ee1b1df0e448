import 'server-only';
import { validateRequest, validateRequestWithBody } from 'twilio/lib/webhooks/webhooks';
import { z } from 'zod';
import { log } from '@/lib/log';
import { readBytes } from './read-bytes';

/** What Twilio posts, by the names it gives. */
export type TwilioForm = { text(name: string): string; moment(...names: string[]): Date | null };

const MOST_BYTES = 64 * 1024;

/** What names a message or a call, so that it is taken once: without one, the next would pass for the same. */
const Sid = z
  .string()
  .trim()
  .regex(/[a-z\d]/i);

/**
 * A webhook of Twilio's: only what carries the signature of our auth token, and under one of `names` the id of
 * what it is about, gets to the answer. The signature covers the public address (AUTH_URL, for behind a proxy
 * the request names another host) and the form.
 */
export function twilioWebhook(
  names: readonly string[],
  answer: (id: string, form: TwilioForm) => Promise<Response>,
) {
  return async (request: Request): Promise<Response> => {
    const token = process.env.TWILIO_AUTH_TOKEN?.trim();
    if (!token) return said(403, 'This address is closed: no TWILIO_AUTH_TOKEN is set.');
    const signature = request.headers.get('x-twilio-signature');
    if (!signature) return said(403, 'Not signed.');
    const bytes = await readBytes(request, MOST_BYTES);
    if (!bytes) return said(413, 'That is too long.');
    const fields = readSigned(request, bytes.toString('utf8'), token, signature);
    if (!fields) return said(403, 'The signature is not right.');
    const form = formOf(fields);
    const id = names.map((name) => Sid.safeParse(form.text(name)).data).find((sid) => sid !== undefined);
    if (id === undefined) return said(400, `${names[0]} is missing.`);
    try {
      return await answer(id, form);
    } catch (error) {
      log.error({ err: error }, 'a webhook failed');
      return said(500, 'That did not work. Try again.');
    }
  };
}

export const said = (status: number, line: string) =>
  new Response(`${line}\n`, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  });

type Fields = Record<string, string | string[]>;

/** Null when it is not signed with the token. A JSON body is signed by its hash, which the address names. */
function readSigned(request: Request, body: string, token: string, signature: string): Fields | null {
  const { pathname, search, searchParams } = new URL(request.url);
  const url = `${process.env.NEXTAUTH_URL ?? ''}${pathname}${search}`;
  const isJson = (request.headers.get('content-type') ?? '').toLowerCase().includes('application/json');
  if (isJson && searchParams.has('bodySHA256')) {
    return validateRequestWithBody(token, signature, url, body) ? fieldsOfJson(body) : null;
  }
  const fields = fieldsOfForm(body);
  return validateRequest(token, signature, url, fields) ? fields : null;
}

function fieldsOfForm(body: string): Fields {
  const fields: Fields = Object.create(null) as Fields;
  const form = new URLSearchParams(body);
  for (const key of new Set(form.keys())) {
    const values = form.getAll(key);
    fields[key] = values.length === 1 ? values[0]! : values;
  }
  return fields;
}

function fieldsOfJson(body: string): Fields | null {
  try {
    const parsed = JSON.parse(body) as unknown;
    if (typeof parsed !== 'object' || parsed === null) return null;
    return Object.fromEntries(
      Object.entries(parsed).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    );
  } catch {
    return null;
  }
}

const formOf = (fields: Fields): TwilioForm => {
  const text = (name: string) => {
    const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
    return (Array.isArray(value) ? value[0] : value) ?? '';
  };
  return {
    text,
    moment: (...names) => names.map((name) => parseMoment(text(name))).find((at) => at !== null) ?? null,
  };
};

/** RFC 2822, ISO 8601, or the carrier's own `YYMMDDhhmm` in UTC; null for anything else. */
export function parseMoment(written: string): Date | null {
  const compact = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(written.trim());
  const iso = compact
    ? `20${compact[1]}-${compact[2]}-${compact[3]}T${compact[4]}:${compact[5]}:00Z`
    : written.trim();
  // Without a zone it would be anybody's guess.
  if (!/(?:Z|GMT|UTC?|[+-]\d\d:?\d\d)$/i.test(iso)) return null;
  const at = new Date(iso);
  return Number.isNaN(at.getTime()) ? null : at;
}
