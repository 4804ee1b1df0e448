import { expect, test } from 'vitest';
import { AnswerPerson } from './input';

test('an answer from the Inbox leaves room for the notice of a first text', () => {
  const isTaken = (n: number) =>
    AnswerPerson.safeParse({ phone: '+15125550142', message: 'x'.repeat(n) }).success;
  expect([isTaken(1_578), isTaken(1_579)]).toEqual([true, false]);
});
