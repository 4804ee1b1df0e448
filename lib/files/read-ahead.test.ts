import { existsSync, mkdtempSync, readdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { readAhead } from './read-ahead';

const MB = 1024 * 1024;
const folder = mkdtempSync(path.join(os.tmpdir(), 'read-ahead-'));
let files = 0;
const place = async () => path.join(folder, `list-${files++}`);

/** A body of numbered chunks that counts how many were taken of it. */
function numbered(chunks: number, bytes = 64 * 1024, failAt = Infinity) {
  const sent = { chunks: 0, isCancelled: false };
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (sent.chunks === failAt) return controller.error(new Error('the sender went away'));
        if (sent.chunks === chunks) return controller.close();
        controller.enqueue(new Uint8Array(bytes).fill(sent.chunks++ % 251));
      },
      cancel: () => void (sent.isCancelled = true),
    },
    { highWaterMark: 0 },
  );
  return { body, sent };
}

async function eventually(isSo: () => boolean): Promise<void> {
  for (let tries = 0; tries < 500 && !isSo(); tries++) await wait(10);
  expect(isSo()).toBe(true);
}

async function bytesOf(stream: ReadableStream<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const expected = (chunks: number, bytes = 64 * 1024) =>
  Buffer.concat(Array.from({ length: chunks }, (_, n) => Buffer.alloc(bytes, n % 251)));

test('a body is taken whole before anything of it is read, and reads as it was sent', async () => {
  const { body, sent } = numbered(200);
  const { bytes } = readAhead(body, { place });
  await eventually(() => sent.chunks === 200);
  expect((await bytesOf(bytes)).equals(expected(200))).toBe(true);
  expect(readdirSync(folder)).toEqual([]);
});

test('read and taken at once, in any rhythm, it reads as it was sent', async () => {
  for (const pause of [0, 1, 3]) {
    const { body } = numbered(120, 50_000);
    const { bytes } = readAhead(body, { place, mostBytes: MB });
    const chunks: Uint8Array[] = [];
    for await (const chunk of bytes) {
      chunks.push(chunk);
      if (pause && chunks.length % 7 === 0) await wait(pause);
    }
    expect(Buffer.concat(chunks).equals(expected(120, 50_000))).toBe(true);
  }
});

test('a small body touches no disk', async () => {
  const before = files;
  const { body } = numbered(3);
  expect((await bytesOf(readAhead(body, { place }).bytes)).equals(expected(3))).toBe(true);
  expect(files).toBe(before);
});

test('past the limit the sender waits, and goes on when somebody reads', async () => {
  const { body, sent } = numbered(200);
  const { bytes } = readAhead(body, { place, mostBytes: 2 * MB });
  await eventually(() => sent.chunks >= 48);
  await wait(50);
  expect(sent.chunks).toBeLessThan(60);
  expect((await bytesOf(bytes)).equals(expected(200))).toBe(true);
});

test('a body that breaks off breaks the reading off', async () => {
  const { body } = numbered(100, 64 * 1024, 60);
  await expect(bytesOf(readAhead(body, { place }).bytes)).rejects.toThrow('the sender went away');
});

test('whoever stops reading lets the sender go, and nothing stays on disk', async () => {
  const { body, sent } = numbered(100_000);
  const { bytes, stop } = readAhead(body, { place, mostBytes: 4 * MB });
  await bytes.getReader().read();
  await stop();
  expect(sent.isCancelled).toBe(true);
  expect(existsSync(path.join(folder, `list-${files - 1}`))).toBe(false);
});
