import { expect, test } from 'vitest';
import type { ApiKeyId } from '@/db/vocabulary';
import { takeToken } from './rate-limit';

test('400 requests at once pass, the next is told to wait, and after a second 100 pass again', () => {
  const key = 1 as ApiKeyId;
  const passed = (now: number) =>
    Array.from({ length: 500 }, () => takeToken(key, now)).filter((wait) => wait === 0);
  expect(passed(0)).toHaveLength(400);
  expect(takeToken(key, 0)).toBe(1);
  expect(passed(1000)).toHaveLength(100);
});

test('one key’s haste costs another nothing', () => {
  for (let i = 0; i < 500; i++) takeToken(2 as ApiKeyId, 0);
  expect(takeToken(3 as ApiKeyId, 0)).toBe(0);
});
