import { expect, test } from 'vitest';
import type { MessageId } from '@/db/vocabulary';
import type { Received, Sent } from '@/lib/messages/view';
import { readingInWords } from './reading-words';
import { sentInWords } from './sent-words';

const at = new Date('2026-11-23T15:00:00Z');
const received: Received = {
  kind: 'received',
  id: 1 as MessageId,
  at,
  body: 'START',
  reading: 'start',
  matched: null,
  waits: false,
  changed: false,
  decision: null,
  mayCorrect: false,
};
const sent: Sent = {
  kind: 'sent',
  id: 'sent-1',
  at,
  body: 'Practice is at 5.',
  channel: 'text',
  what: 'reply',
  by: 'Maria Reyes',
  status: 'suppressed',
  reason: 'opted_out',
};

test('a START that waits is not said to have done anything, or nothing', () => {
  expect(readingInWords({ ...received, waits: true })).toBe('Read as START; being applied');
  expect(readingInWords({ ...received, changed: true })).toBe('Read as START: gets texts again');
  // They may have been opted out since, so it is not said that nothing was closed.
  expect(readingInWords(received)).toBe('Read as START: opened nothing');
});

test('a message of ours that was not sent says why: a reply that waited is no opt-out', () => {
  expect(sentInWords(sent)).toBe('Reply · Maria Reyes · not sent: opted out');
  expect(sentInWords({ ...sent, reason: 'unapplied_reply' })).toBe(
    'Reply · Maria Reyes · not sent: they had just replied',
  );
  expect(sentInWords({ ...sent, status: 'delivered', reason: null })).toBe('Reply · Maria Reyes · delivered');
});
