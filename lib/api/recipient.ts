import 'server-only';
import { z } from 'zod';
import type { E164 } from '@/db/vocabulary';
import { listRecipients } from '@/lib/broadcasts/list-recipients';
import { RECIPIENT_FILTERS, type RecipientFilter, type RecipientLine } from '@/lib/broadcasts/view';
import type { Context } from '@/lib/context';
import type { FieldProblem, Outcome } from '@/lib/outcome';
import { broadcastId } from './broadcast';
import { MomentOut, PhoneOut, Source } from './words';

const A_PAGE = 100;
const MOST = 1_000;

const STATUSES = RECIPIENT_FILTERS.filter((filter) => filter !== 'opted_out');

export const Recipient = z
  .object({
    phone: PhoneOut,
    status: z.enum(STATUSES),
    reason: z
      .string()
      .optional()
      .describe(
        'Of `suppressed` and `held`: `opted_out`, `needs_review` or `unapplied_reply`. Of `failed` and `unknown`: what happened, in a sentence.',
      ),
    since: MomentOut.optional().describe('Of `opted_out`: since when.'),
    source: Source.optional(),
    handed_off_at: MomentOut.optional().describe('The moment before the carrier was called.'),
    delivered_at: MomentOut.optional(),
  })
  .meta({ id: 'Recipient' });

export const RecipientList = z
  .object({ data: z.array(Recipient), next_cursor: z.string().nullable() })
  .meta({ id: 'RecipientList' });

/** What may stand in the query. */
export const RECIPIENT_QUERY = {
  status: z
    .enum(RECIPIENT_FILTERS)
    .describe(
      '`queued`: also those in hand this moment. `opted_out`: because of this broadcast, whatever their status.',
    ),
  limit: z.int().min(1).max(MOST).describe('100 unless given.'),
  cursor: z.string().describe('`next_cursor` of the page before, with the same `status`.'),
};

/** A page of a broadcast's recipients as the query wants it, by phone. */
export async function listRecipientsPage(
  ctx: Context,
  id: string | undefined,
  query: URLSearchParams,
): Promise<Outcome<{ page: z.infer<typeof RecipientList> }>> {
  const { status, after, limit, problems } = parseQuery(query);
  if (problems.length > 0) return refused(problems);
  const { recipients, next } = await listRecipients(ctx, broadcastId(id), { status, after, limit });
  const data = recipients.map(recipientBody);
  return { ok: true, page: { data, next_cursor: next === null ? null : writeCursor(status, next) } };
}

function parseQuery(query: URLSearchParams) {
  const { status: rawStatus, limit: rawLimit, cursor } = Object.fromEntries(query);
  const problems: FieldProblem[] = [];
  const status = RECIPIENT_FILTERS.find((filter) => filter === rawStatus);
  if (rawStatus && !status)
    problems.push({ field: 'status', message: `Choose one of ${RECIPIENT_FILTERS.join(', ')}.` });
  const limit = rawLimit ? (/^\d{1,4}$/.test(rawLimit) ? Number(rawLimit) : 0) : A_PAGE;
  if (limit < 1 || limit > MOST)
    problems.push({ field: 'limit', message: 'A limit is a number from 1 to 1,000.' });
  const after = cursor ? readCursor(status, cursor) : undefined;
  if (after === null) problems.push({ field: 'cursor', message: 'This cursor is not one of this list.' });
  return { status, limit, after: after ?? undefined, problems };
}

/** The cursor names its list: going on in another one would leave phones out without a word. */
const writeCursor = (status: RecipientFilter | undefined, phone: E164) =>
  Buffer.from(`${status ?? 'all'}~${phone.slice(1)}`).toString('base64url');

function readCursor(status: RecipientFilter | undefined, text: string): E164 | null {
  const [list, digits = ''] = Buffer.from(text, 'base64url').toString().split('~');
  return list === (status ?? 'all') && /^\d{7,15}$/.test(digits) ? (`+${digits}` as E164) : null;
}

function recipientBody(line: RecipientLine): z.infer<typeof Recipient> {
  const reason = line.reason ?? line.problem;
  return {
    phone: line.phone,
    status: line.status === 'handing_off' ? 'queued' : line.status,
    ...(reason !== null && { reason }),
    ...(line.since && { since: line.since.toISOString() }),
    ...(line.source && { source: line.source }),
    ...(line.handedOffAt && { handed_off_at: line.handedOffAt.toISOString() }),
    ...(line.deliveredAt && { delivered_at: line.deliveredAt.toISOString() }),
  };
}

const refused = (fields: FieldProblem[]) => ({
  ok: false as const,
  reason: 'fields',
  message: 'This list cannot be shown.',
  fields,
});
