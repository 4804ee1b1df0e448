import 'server-only';
import { z } from 'zod';
import { FIELDS, SORTS } from '@/lib/opt-outs/filter';
import { NewCorrection } from './correction';
import { MOST_ROWS } from './list-query';
import { json, type Operation } from './operation';
import { NewOptIn, OptedIn } from './opt-in';
import { NewOptOut, OptOut, OptOutList, OptOutWithHistory } from './opt-out';

const { cursor, sort: _sort, ...filter } = FIELDS;

const phone = z.string().describe('Written any way, URL-encoded: `+15125550142`.');

export const OPT_OUT_OPERATIONS: Operation[] = [
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
];
