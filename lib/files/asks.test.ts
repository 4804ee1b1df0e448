import { expect, test } from 'vitest';
import { readChannels, readClosing, readYesNo } from './asks';

test.each([
  [['Y', 'y', ' yes ', 'TRUE', 't', '1', 1, true, 'x', 'X', '✓', '☑', 'sí', 'ja'], true],
  [['N', 'n', 'no', 'False', '0', 0, false, 'nein'], false],
  [['', '  ', '-', '—', null, undefined], null],
])('%j are read as %s', (cells, answer) => {
  expect(cells.map(readYesNo)).toEqual(cells.map(() => answer));
});

test('what is neither yes nor no is a problem that repeats it', () => {
  expect(readYesNo('maybe')).toEqual({ problem: '“maybe” is neither yes nor no.' });
  expect(readYesNo(7)).toEqual({ problem: '“7” is neither yes nor no.' });
});

test('yes closes under "No Calls" and leaves open under "Calls allowed"; words for closed close under both', () => {
  expect(readClosing('no_calls', 'Y')).toBe(true);
  expect(readClosing('no_texts', 'N')).toBe(false);
  expect(readClosing('calls', 'Y')).toBe(false);
  expect(readClosing('texts', 'N')).toBe(true);
  expect(readClosing('opted_out', 'Y')).toBe(true);
  expect(readClosing('subscribed', 'Y')).toBe(false);
  expect(readClosing('subscribed', 'Unsubscribed')).toBe(true);
  expect(readClosing('no_calls', 'Opted out')).toBe(true);
  expect(readClosing('calls', 'Opted out')).toBe(true);
  expect(readClosing('texts', 'subscribed')).toBe(false);
  expect(readClosing('no_calls', '')).toBeNull();
  expect(readClosing('no_calls', 'perhaps')).toHaveProperty('problem');
});

test('a date under "No Calls" says since when, a date under "Consent to calls" that it was given', () => {
  expect(readClosing('no_calls', '2026-03-01T10:20:30-06:00')).toBe(true);
  expect(readClosing('no_texts', { date: '2026-03-01' })).toBe(true);
  expect(readClosing('calls', '3/1/2026')).toBe(false);
});

test.each([
  [
    ['voice', 'Calls', 'CALL', 'phone calls', 'No calls', 'do not call', 'DNC', 'voice only'],
    { voice: true, text: false },
  ],
  [
    ['text', 'SMS', 'texts', 'Text messages', 'Do not text', 'text only', 'opt out of sms'],
    { voice: false, text: true },
  ],
  [
    ['both', 'All', 'calls & texts', 'voice,text', 'Call/SMS', 'Y', 'do not contact'],
    { voice: true, text: true },
  ],
  [['none', 'N', 'no', 'opted in'], { voice: false, text: false }],
  [['', null, '-'], null],
])('%j name the channels %j', (cells, channels) => {
  expect(cells.map(readChannels)).toEqual(cells.map(() => channels));
});

test.each(['email', 'maybe', 'text ok, no calls', 'mobile', 'wrong number'])(
  '“%s” names no channel, and is never guessed',
  (cell) => {
    expect(readChannels(cell)).toEqual({ problem: `“${cell}” names no channel: voice, text or both.` });
  },
);
