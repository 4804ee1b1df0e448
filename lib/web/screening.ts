import 'server-only';
import { NewScreening, screenLines, screenList } from '@/lib/api/screening';
import { Channel } from '@/lib/api/words';
import type { Context } from '@/lib/context';
import { FileProblem } from '@/lib/files/file-problem';
import { readPhoneCells } from '@/lib/files/phone-cells';
import { readAhead } from '@/lib/files/read-ahead';
import { log } from '@/lib/log';
import { arrivalPlace } from '@/lib/uploads/files-on-disk';
import { problem } from './problem';
import { mediaType, readJson } from './read-json';

/** A list in JSON is answered in JSON; a list as CSV or plain lines, of any length, line by line as NDJSON. */
export async function answerScreening(ctx: Context, request: Request): Promise<Response> {
  switch (mediaType(request)) {
    case 'application/json': {
      const read = await readJson(request, NewScreening);
      return read.ok ? Response.json(await screenList(ctx, read.body)) : read.answer;
    }
    case 'text/csv':
      return answerStream(ctx, request, 'csv');
    case 'text/plain':
      return answerStream(ctx, request, 'lines');
    default: {
      const detail = 'Send the list as application/json, text/csv or text/plain.';
      return problem(415, 'A list in another form', { detail });
    }
  }
}

/**
 * The first batch is screened before the answer begins, so that what fails at once gets its status. What
 * fails later breaks the connection off: a list that ends in peace is whole. The list is taken ahead of its
 * verdicts, so that a client may send all of it before it reads any.
 */
async function answerStream(ctx: Context, request: Request, kind: 'csv' | 'lines'): Promise<Response> {
  const channel = Channel.safeParse(new URL(request.url).searchParams.get('channel'));
  if (!channel.success) {
    const errors = [{ field: 'channel', message: 'Add ?channel=voice or ?channel=text.' }];
    return problem(422, 'Screened for which channel?', { errors });
  }
  const charset = charsetOf(request);
  if (charset === null) {
    return problem(415, 'A list in another form', { detail: 'We know no such charset. Send UTF-8.' });
  }
  const list = readAhead(request.body ?? new Blob([]).stream(), { place: arrivalPlace });
  try {
    const cells = await readPhoneCells(list.bytes, { kind, charset });
    if (!cells.ok) {
      await list.stop();
      return unreadable(cells.problem);
    }
    const lines = screenLines(ctx, channel.data, cells.batches);
    const first = await lines.next();
    return new Response(streamOf(first, lines), {
      headers: { 'content-type': 'application/x-ndjson', 'cache-control': 'private, no-store' },
    });
  } catch (error) {
    await list.stop();
    if (error instanceof FileProblem) return unreadable(error.message);
    throw error;
  }
}

const unreadable = (detail: string) => problem(422, 'This list could not be read', { detail });

/** Undefined: the sender names none; null: one that nobody knows. */
function charsetOf(request: Request): string | undefined | null {
  const named = /;\s*charset="?([^";\s]+)/i.exec(request.headers.get('content-type') ?? '')?.[1];
  if (!named) return undefined;
  try {
    return new TextDecoder(named).encoding;
  } catch {
    return null;
  }
}

/** Asks for the next lines only when the reader took the last. */
function streamOf(first: IteratorResult<string>, rest: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let next: IteratorResult<string> | null = first;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { value, done } = next ?? (await rest.next());
          next = null;
          if (done) controller.close();
          else controller.enqueue(encoder.encode(value));
        } catch (error) {
          log.warn({ err: error }, 'a screening broke off');
          controller.error(error);
        }
      },
      async cancel() {
        await rest.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}
