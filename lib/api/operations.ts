import 'server-only';
import { z } from 'zod';
import { BROADCAST_OPERATIONS } from './broadcast-operations';
import { json, type Operation } from './operation';
import { OPT_OUT_OPERATIONS } from './opt-out-operations';
import { NewScreening, ScreenedLine, Screening } from './screening';
import { UPLOAD_OPERATIONS } from './upload-operations';
import { Channel } from './words';

/** Every call of the API; the addresses of `app/api/v1` and these are the same. */
export const OPERATIONS: Operation[] = [
  ...OPT_OUT_OPERATIONS,
  {
    method: 'post',
    path: '/api/v1/screenings',
    id: 'screen',
    tag: 'Screening',
    summary: 'Split a list into allowed, suppressed and invalid, before calling or texting',
    description:
      'Always looks afresh; an Idempotency-Key is ignored. As JSON up to 100,000 phones. As `text/csv` or `text/plain` any number, answered as `application/x-ndjson` line by line in the order of the list, while it is still being sent: read the answer while sending. What fails midway breaks the connection off; an answer that ends in peace is whole. The list is UTF-8 unless the content type names a charset. `text/csv`: the column named `phone`, or the only column. `text/plain`: one phone a line, unless the first line names a `phone` column. An empty line is nothing and gets no line of the answer; an empty phone cell beside other columns is invalid.',
    scope: 'read',
    query: { channel: Channel.describe('For `text/csv` and `text/plain`, where it is required.') },
    request: {
      'application/json': NewScreening,
      'text/csv': { text: 'A `phone` column, or one column of phones.' },
      'text/plain': { text: 'One phone a line.' },
    },
    answers: {
      200: {
        description: 'Every phone of the list with its verdict.',
        content: { 'application/json': Screening, 'application/x-ndjson': ScreenedLine },
      },
    },
  },
  ...UPLOAD_OPERATIONS,
  ...BROADCAST_OPERATIONS,
  {
    method: 'get',
    path: '/api/v1/openapi.json',
    id: 'readOpenApi',
    tag: 'About',
    summary: 'This document',
    scope: null,
    answers: { 200: { description: 'OpenAPI 3.1.', content: json(z.record(z.string(), z.unknown())) } },
  },
];
