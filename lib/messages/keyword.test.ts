import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bareWords, readKeyword } from './keyword';

const STOPS = [
  'STOP',
  'STOPALL',
  'STOP ALL',
  'UNSUBSCRIBE',
  'CANCEL',
  'END',
  'QUIT',
  'REVOKE',
  'OPTOUT',
  'OPT OUT',
  'OPT-OUT',
  'REMOVE',
  'ARRET',
  'ARRÊT',
  'ALTO',
  'PARE',
  'BAJA',
];
const WORDS = [
  ...STOPS.map((word) => [word, 'stop'] as const),
  ...['UNSTOP', 'START'].map((word) => [word, 'start'] as const),
  ...['HELP', 'INFO'].map((word) => [word, 'help'] as const),
];
const AROUND = [
  ' ',
  '\n',
  '\t',
  '\u00a0',
  '.',
  '!',
  '?',
  '"',
  '“',
  '”',
  '«',
  "'",
  '’',
  '-',
  '…',
  '🛑',
  '😡',
  '👍🏽',
  'ℹ️',
  '3️⃣',
  '🇺🇸',
  '\u200b',
  '\u200d',
  '\ufeff',
  '\u2060',
  '\ufe0f',
  '*',
  '(',
  ')',
];

describe('a word of the list that is the whole message', () => {
  test.each(WORDS)('%s is a %s word, in any case', (word, kind) => {
    for (const written of [word, word.toLowerCase(), word[0] + word.slice(1).toLowerCase()])
      expect(readKeyword(written)).toBe(kind);
  });

  test('is read however it is dressed: white space, punctuation, quotes, emoji, characters that cannot be seen', () => {
    const dress = fc.array(fc.constantFrom(...AROUND), { maxLength: 8 }).map((parts) => parts.join(''));
    const cased = (word: string, upper: boolean[]) =>
      [...word]
        .map((c, i) => (upper[i % Math.max(upper.length, 1)] ? c.toUpperCase() : c.toLowerCase()))
        .join('');
    fc.assert(
      fc.property(
        fc.constantFrom(...WORDS),
        dress,
        dress,
        fc.array(fc.boolean()),
        ([word, kind], before, after, upper) => {
          expect(readKeyword(before + cased(word, upper) + after)).toBe(kind);
        },
      ),
    );
  });

  test('may have invisible characters, full-width letters and decomposed accents in it', () => {
    expect(readKeyword('ST\u200bOP')).toBe('stop');
    expect(readKeyword('S\u00adTOP')).toBe('stop');
    expect(readKeyword('ＳＴＯＰ')).toBe('stop');
    expect(readKeyword('arre\u0302t')).toBe('stop');
    expect(readKeyword('Stop   all')).toBe('stop');
  });
});

describe('no word of the list', () => {
  test.each([
    'YES',
    'yes',
    'Y',
    'NO',
    'STOP 12345',
    'Stop please',
    'Don’t stop',
    'bus stop',
    'STOPS',
    'unstopped',
    'START 5',
    'restart',
    '',
    '🛑',
    '...',
    'ENDS',
    'S T O P',
    'constructor',
    '__proto__',
  ])('%s', (message) => expect(readKeyword(message)).toBeNull());

  test('is any message with another word beside it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...WORDS), fc.stringMatching(/^[a-z]{1,10}$/), ([word], other) => {
        fc.pre(!(word === 'STOP' && other === 'all') && !(word === 'OPT' && other === 'out'));
        expect(readKeyword(`${word} ${other}`)).toBeNull();
      }),
    );
  });
});

test('no text at all makes it stumble', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (message) => {
      expect(['stop', 'start', 'help', null]).toContain(readKeyword(message));
      expect(bareWords(message)).not.toMatch(/^\s|\s$/);
    }),
  );
});

test.each(['.', '-', '> '])('a row of %j as long as no text is keeps nobody waiting', (part) => {
  expect(readKeyword(`a${part.repeat(200_000)}z`)).toBeNull();
  expect(readKeyword(`${part.repeat(200_000)}stop${part.repeat(200_000)}`)).toBe('stop');
});
