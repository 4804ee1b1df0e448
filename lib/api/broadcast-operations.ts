import 'server-only';
import { z } from 'zod';
import { Broadcast, NewBroadcast, QueuedBroadcast } from './broadcast';
import { json, type Operation } from './operation';
import { RECIPIENT_QUERY, RecipientList } from './recipient';

const path_parameters = { broadcastId: z.int() };
const none = { 404: 'There is no such broadcast.' };

export const BROADCAST_OPERATIONS: Operation[] = [
  {
    method: 'post',
    path: '/api/v1/broadcasts',
    id: 'sendBroadcast',
    tag: 'Broadcasts',
    summary: 'Text or call many phones',
    description:
      'Screens the phones and queues the ones that may be messaged. Each is looked at again at the moment of its hand-off: whoever opted out meanwhile is suppressed. Send an Idempotency-Key, so that a repeat of the request is no second message.',
    scope: 'write',
    once: true,
    request: json(NewBroadcast),
    answers: { 202: { description: 'It is queued.', content: json(QueuedBroadcast) } },
  },
  {
    method: 'get',
    path: '/api/v1/broadcasts/{broadcastId}',
    id: 'findBroadcast',
    tag: 'Broadcasts',
    summary: 'How far a broadcast is, and what became of it',
    scope: 'read',
    path_parameters,
    answers: { 200: { description: 'The broadcast.', content: json(Broadcast) } },
    problems: none,
  },
  {
    method: 'post',
    path: '/api/v1/broadcasts/{broadcastId}/cancel',
    id: 'cancelBroadcast',
    tag: 'Broadcasts',
    summary: 'Stop a broadcast for good',
    description:
      'Once this has answered no hand-off of it begins. A message already with the carrier may still arrive.',
    scope: 'write',
    once: true,
    path_parameters,
    answers: { 200: { description: 'Cancelled.', content: json(Broadcast) } },
    problems: { ...none, 409: 'It is done or cancelled already.' },
  },
  {
    method: 'get',
    path: '/api/v1/broadcasts/{broadcastId}/recipients',
    id: 'listRecipients',
    tag: 'Broadcasts',
    summary: 'What became of each phone',
    description: 'By phone. Follow `next_cursor`, with the same `status`, until it is null.',
    scope: 'read',
    path_parameters,
    query: RECIPIENT_QUERY,
    answers: { 200: { description: 'A page.', content: json(RecipientList) } },
    problems: { ...none, 422: 'A parameter cannot be read.' },
  },
];
