import 'server-only';
import { open, rm, type FileHandle } from 'node:fs/promises';

/** So much waits in memory; what comes beyond it waits on disk. */
const NEAR_BYTES = 1024 * 1024;
/** So much may wait on disk, some 40 million phones; then the sender waits for the reader. */
const AHEAD_BYTES = 512 * 1024 * 1024;
const CHUNK_BYTES = 256 * 1024;

type Options = { place: () => Promise<string>; mostBytes?: number };

/** What was taken ahead, to be read in its order; `stop` ends both sides and leaves nothing behind. */
export type ReadAhead = { bytes: ReadableStream<Uint8Array>; stop: () => Promise<void> };

/**
 * Takes a body as fast as it is sent, however slowly it is read, so that a sender which reads nothing before it
 * has sent everything never waits for its own answer. Memory stays flat: what is not read yet lies in a file at
 * `place`, which is unlinked while it is open and so gone however the process ends.
 */
export function readAhead(
  body: ReadableStream<Uint8Array>,
  { place, mostBytes = AHEAD_BYTES }: Options,
): ReadAhead {
  const source = body.getReader();
  const changes = bell();
  const near: Uint8Array[] = [];
  let nearBytes = 0;
  let file: FileHandle | null = null;
  let [written, taken] = [0, 0];
  let state: 'arriving' | 'arrived' | 'stopped' = 'arriving';
  let failure: unknown = null;

  const takeAll = async () => {
    for (;;) {
      const { value, done } = await source.read();
      if (done || state === 'stopped') return;
      if (taken === written && nearBytes < NEAR_BYTES) {
        near.push(value);
        nearBytes += value.length;
      } else await append(value);
      changes.ring();
    }
  };
  /** Once all of the file was read it begins anew. */
  const append = async (chunk: Uint8Array) => {
    file ??= await openUnlinked(await place());
    await roomFor(chunk.length);
    if (taken === written) [written, taken] = [0, 0];
    await writeWhole(file, chunk, written);
    written += chunk.length;
  };
  const roomFor = async (bytes: number) => {
    while (state !== 'stopped' && taken < written && written + bytes > mostBytes) await changes.next();
  };
  const next = async (): Promise<Uint8Array | null> => {
    for (;;) {
      if (failure) throw failure;
      const chunk = near.shift();
      if (chunk) {
        nearBytes -= chunk.length;
        return chunk;
      }
      if (file && taken < written) return readChunk(file);
      if (state !== 'arriving') return null;
      await changes.next();
    }
  };
  const readChunk = async (from: FileHandle) => {
    const buffer = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, written - taken));
    const { bytesRead } = await from.read(buffer, 0, buffer.length, taken);
    if (bytesRead === 0) throw new Error('what was kept of a list is not there any more');
    taken += bytesRead;
    return buffer.subarray(0, bytesRead);
  };
  const arriving = takeAll()
    .catch((error: unknown) => void (failure = error ?? new Error('the list broke off')))
    .then(() => {
      if (state === 'arriving') state = 'arrived';
      changes.ring();
    });
  const stop = async () => {
    if (state === 'stopped') return;
    state = 'stopped';
    changes.ring();
    await source.cancel().catch(() => {});
    await arriving;
    await file?.close();
  };
  return { bytes: streamOf(next, () => changes.ring(), stop), stop };
}

function streamOf(
  next: () => Promise<Uint8Array | null>,
  tookSome: () => void,
  stop: () => Promise<void>,
): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const chunk = await next();
          tookSome();
          if (chunk) return controller.enqueue(chunk);
          await stop();
          controller.close();
        } catch (error) {
          await stop();
          controller.error(error);
        }
      },
      cancel: stop,
    },
    { highWaterMark: 0 },
  );
}

async function openUnlinked(place: string): Promise<FileHandle> {
  const file = await open(place, 'wx+', 0o600);
  // Where an open file can't be removed, housekeeping removes it the day after.
  await rm(place, { force: true }).catch(() => {});
  return file;
}

async function writeWhole(file: FileHandle, bytes: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, at + done);
    done += bytesWritten;
  }
}

/** Wakes whoever waits. */
function bell() {
  let waiting: (() => void)[] = [];
  const next = () => new Promise<void>((resolve) => waiting.push(resolve));
  return {
    next,
    ring() {
      const all = waiting;
      waiting = [];
      for (const wake of all) wake();
    },
  };
}
