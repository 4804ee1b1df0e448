import 'server-only';
import { z } from 'zod';
import { FIELDS, SORTS } from '@/lib/opt-outs/filter';
import { BROADCAST_OPERATIONS } from './broadcast-operations';
import { NewCorrection } from './correction';
import { MOST_ROWS } from './list-query';
import { json, type Operation } from './operation';
import { NewOptIn, OptedIn } from './opt-in';
import { NewOptOut, OptOut, OptOutList, OptOutWithHistory } from './opt-out';
import { NewScreening, ScreenedLine, Screening } from './screening';
import { SelectedExport } from './selection';
import { ApplyUpload, BegunUpload, UndoUpload, Upload } from './upload';
import { Channel } from './words';

const { cursor, sort: _sort, ...filter } = FIELDS;
const phone = z.string().describe('Written any way, URL-encoded: `+15125550142`.');
const uploadId = { uploadId: z.int() };
const csv = { 'text/csv': { text: 'UTF-8 with a byte order mark, CRLF.' } };

const exportedFile = {
  200: {
    description:
      '`Phone Number, Country, Opt Out Type, Voice Opted Out, Text Opted Out, Texted STOP, Source, Date Added, Asked On, Added By, Note`. Uploading it again changes nothing.',
    content: {
      ...csv,
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': { bytes: 'A workbook.' },
    },
  },
} satisfies Operation['answers'];

const UploadForm = z
  .object({
    file: z.string().meta({ format: 'binary', description: 'A CSV, text or spreadsheet file.' }),
    sheet: z.string().optional().describe('The sheet of a workbook to read; else it is detected.'),
    phone_columns: z
      .string()
      .optional()
      .describe('Names, letters or numbers of the phone columns, comma-separated; else they are detected.'),
  })
  .meta({ id: 'UploadForm' });

/** Every call of the API; the addresses of `app/api/v1` and these are the same. */
export const OPERATIONS: Operation[] = [
  {
    method: 'get',
    path: '/api/v1/opt-outs',
    id: 'listOptOuts',
    tag: 'Opt-outs',
    summary: 'The opt-outs that a filter shows',
    description:
      'Days are those of the account’s time zone. Follow `next_cursor`, with the same filter and order, until it is null.',
    scope: 'read',
    query: {
      ...filter,
      sort: z
        .enum(['added_at', 'phone', ...SORTS])
        .describe('`added_at` unless given; `phone.asc` is the same as `sort=phone&order=asc`.'),
      order: z.enum(['desc', 'asc']).describe('`desc` unless given.'),
      limit: z.int().min(1).max(MOST_ROWS).describe('100 unless given.'),
      cursor,
    },
    answers: { 200: { description: 'A page.', content: json(OptOutList) } },
    problems: { 422: 'A parameter cannot be read.' },
  },
  {
    method: 'post',
    path: '/api/v1/opt-outs',
    id: 'addOptOut',
    tag: 'Opt-outs',
    summary: 'Close channels of a phone',
    scope: 'write',
    once: true,
    request: json(NewOptOut),
    answers: {
      200: {
        description: 'It was closed already; that it was said again is recorded.',
        content: json(OptOut),
      },
      201: { description: 'Something closed.', content: json(OptOut) },
    },
  },
  {
    method: 'get',
    path: '/api/v1/opt-outs/{phone}',
    id: 'findOptOut',
    tag: 'Opt-outs',
    summary: 'What is closed of a phone, and its history',
    scope: 'read',
    path_parameters: { phone },
    answers: {
      200: {
        description: 'Also when nothing is closed any more: `type` is null then.',
        content: json(OptOutWithHistory),
      },
    },
    problems: { 404: 'Nothing was ever said about this phone.', 422: 'This is no phone number.' },
  },
  {
    method: 'post',
    path: '/api/v1/opt-ins',
    id: 'optIn',
    tag: 'Opt-outs',
    summary: 'Reopen channels with the person’s consent',
    scope: 'write',
    once: true,
    request: json(NewOptIn),
    answers: {
      200: {
        description: 'Reopened. `{phone, type: null}` when nothing is closed any more.',
        content: json(OptedIn),
      },
    },
    problems: {
      409: '`/problems/handset-locked`: a channel asked for is locked, and nothing was changed. `/problems/not-opted-out`: none of the channels is closed. `/problems/newer-opt-out`.',
    },
  },
  {
    method: 'post',
    path: '/api/v1/corrections',
    id: 'correct',
    tag: 'Opt-outs',
    summary: 'Take back what was recorded by mistake',
    scope: 'write',
    once: true,
    request: json(NewCorrection),
    answers: { 200: { description: 'Corrected.', content: json(OptOut) } },
    problems: {
      403: '`/problems/older-than-30-days`: only a key of the master’s may.',
      409: '`/problems/recipients-own-words`: the recipient or the carrier closed it. `/problems/not-opted-out`, `/problems/newer-opt-out`.',
    },
  },
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
  {
    method: 'post',
    path: '/api/v1/uploads',
    id: 'sendUpload',
    tag: 'Uploads and exports',
    summary: 'Send a file of opt-outs; nothing changes before it is applied',
    scope: 'write',
    once: true,
    request: { 'multipart/form-data': UploadForm },
    answers: { 202: { description: 'It is being read.', content: json(BegunUpload) } },
  },
  {
    method: 'get',
    path: '/api/v1/uploads/{uploadId}',
    id: 'findUpload',
    tag: 'Uploads and exports',
    summary: 'How far an upload is, and what applying it would do or did',
    scope: 'read',
    path_parameters: uploadId,
    answers: { 200: { description: 'The upload.', content: json(Upload) } },
    problems: { 404: 'There is no such upload.' },
  },
  {
    method: 'delete',
    path: '/api/v1/uploads/{uploadId}',
    id: 'cancelUpload',
    tag: 'Uploads and exports',
    summary: 'Give up an upload that is not applied yet',
    scope: 'write',
    path_parameters: uploadId,
    answers: { 204: { description: 'Cancelled.' } },
    problems: { 404: 'There is no such upload.', 409: 'It can no longer be cancelled.' },
  },
  {
    method: 'get',
    path: '/api/v1/uploads/{uploadId}/rows.csv',
    id: 'downloadRows',
    tag: 'Uploads and exports',
    summary: 'How every phone of an upload was read',
    scope: 'read',
    path_parameters: uploadId,
    answers: { 200: { description: '`row, column, value, phone, outcome, note`.', content: csv } },
    problems: { 404: 'There is no such upload.' },
  },
  {
    method: 'get',
    path: '/api/v1/uploads/{uploadId}/rejected.csv',
    id: 'downloadRejected',
    tag: 'Uploads and exports',
    summary: 'The rows that were not read, ready to be mended and sent again',
    scope: 'read',
    path_parameters: uploadId,
    answers: { 200: { description: 'The rejected rows.', content: csv } },
    problems: { 404: 'There is no such upload.' },
  },
  {
    method: 'post',
    path: '/api/v1/uploads/{uploadId}/apply',
    id: 'applyUpload',
    tag: 'Uploads and exports',
    summary: 'Apply a staged upload, whole or not at all',
    scope: 'write',
    once: true,
    path_parameters: uploadId,
    request: json(ApplyUpload),
    answers: { 202: { description: 'It is being applied.', content: json(BegunUpload) } },
    problems: { 404: 'There is no such upload.', 409: 'It is not staged.' },
  },
  {
    method: 'post',
    path: '/api/v1/uploads/{uploadId}/undo',
    id: 'undoUpload',
    tag: 'Uploads and exports',
    summary: 'Reopen what an applied upload alone closed',
    scope: 'write',
    once: true,
    path_parameters: uploadId,
    request: json(UndoUpload),
    answers: { 202: { description: 'It is being undone.', content: json(BegunUpload) } },
    problems: { 404: 'There is no such upload.', 409: 'It is not applied.' },
  },
  {
    method: 'get',
    path: '/api/v1/opt-outs/export',
    id: 'exportOptOuts',
    tag: 'Uploads and exports',
    summary: 'All that a filter shows, as a file',
    scope: 'read',
    query: {
      format: z.enum(['csv', 'xlsx']).meta({ required: true }),
      ...filter,
      sort: z.enum(SORTS).describe('`added_at.desc` unless given.'),
    },
    answers: exportedFile,
    problems: { 422: 'A parameter cannot be read.' },
  },
  ...BROADCAST_OPERATIONS,
  {
    method: 'post',
    path: '/api/v1/opt-outs/export',
    id: 'exportSelection',
    tag: 'Uploads and exports',
    summary: 'Some opt-outs, chosen by phone, as a file',
    scope: 'read',
    request: json(SelectedExport),
    answers: exportedFile,
  },
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
