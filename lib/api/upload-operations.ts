import 'server-only';
import { z } from 'zod';
import { FIELDS, SORTS } from '@/lib/opt-outs/filter';
import { json, type Operation } from './operation';
import { SelectedExport } from './selection';
import { ApplyUpload, BegunUpload, UndoUpload, Upload } from './upload';

const { cursor: _cursor, sort: _sort, ...filter } = FIELDS;

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

export const UPLOAD_OPERATIONS: Operation[] = [
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
];
