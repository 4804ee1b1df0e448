import { describe, expect, test } from 'vitest';
import type { HistoryLine } from '@/lib/opt-outs/view';
import { actorInWords, evidenceOf, happeningInWords } from './history-words';

const line = (patch: Partial<HistoryLine>): HistoryLine => ({
  seq: 1,
  action: 'opt_out',
  source: 'manual',
  channels: ['voice', 'text'],
  changed: ['voice', 'text'],
  changedLock: false,
  actor: { kind: 'user', name: 'Sam Okafor', role: 'messenger' },
  recordedAt: new Date('2026-11-22T22:15:02Z'),
  askedOn: null,
  upload: null,
  note: null,
  evidence: null,
  ...patch,
});
const sentence = (patch: Partial<HistoryLine>) => {
  const { what, how } = happeningInWords(line(patch));
  return `${what} · ${how}`;
};

describe('a line of history says what really changed, and how it came', () => {
  test.each<[Partial<HistoryLine>, string]>([
    [
      { source: 'text_reply', changed: ['text'], changedLock: true, evidence: { words: 'Stop.' } },
      'Opted out of text · texted “Stop.” (voice was closed already)',
    ],
    [
      { source: 'text_reply', changed: [], changedLock: true },
      'Lock put on text · texted STOP (it was closed already)',
    ],
    [{ changed: [] }, 'Asked again to stop voice and text · added by hand (already opted out)'],
    [
      {
        source: 'keypress',
        channels: ['voice'],
        changed: ['voice'],
        evidence: { broadcast: 'Practice moved' },
      },
      'Opted out of voice · pressed 3 in “Practice moved”',
    ],
    [
      { source: 'upload', upload: { name: 'spring-list.xlsx', row: 214 } },
      'Opted out of voice and text · spring-list.xlsx, row 214',
    ],
    [
      { action: 'opt_in', channels: ['voice'], changed: ['voice'], evidence: { method: 'phone' } },
      'Opted back in for voice · asked by phone',
    ],
    [
      {
        action: 'opt_in',
        source: 'text_reply',
        channels: ['text'],
        changed: ['text'],
        evidence: { words: 'unstop' },
      },
      'Opted back in for text · texted “unstop”',
    ],
    [{ source: 'carrier', channels: ['text'], changed: ['text'] }, 'Opted out of text · carrier block'],
  ])('%j', (patch, words) => expect(sentence(patch)).toBe(words));
});

test('a messenger is named with the role, a master and a recipient plainly', () => {
  expect(actorInWords(line({}))).toBe('Sam Okafor, messenger');
  expect(actorInWords(line({ actor: { kind: 'user', name: 'Maria Reyes', role: 'master' } }))).toBe(
    'Maria Reyes',
  );
  expect(actorInWords(line({ actor: { kind: 'recipient', name: '', role: null } }))).toBe('recipient');
});

test('evidence shows the attested statement, how and when, and where from; nothing where there is none', () => {
  const evidence = { statement: 'I confirm …', method: 'letter', day: '2026-03-03', ip: '203.0.113.9' };
  expect(evidenceOf(line({ evidence }))).toEqual([
    ['Statement', 'I confirm …'],
    ['How they asked', 'Letter'],
    ['Asked on', 'Mar 3, 2026'],
    ['IP address', '203.0.113.9'],
  ]);
  expect(evidenceOf(line({}))).toEqual([]);
});

test('evidence that is not text is left out rather than shown as an object', () => {
  expect(evidenceOf(line({ evidence: { statement: { a: 1 }, method: 'toString', ip: null } }))).toEqual([]);
});
