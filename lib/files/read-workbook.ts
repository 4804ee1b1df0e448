import 'server-only';
import { spawn } from 'node:child_process';
import path from 'node:path';
import type { Cell } from './cells';
import { FileProblem } from './file-problem';

export type Sheet = { name: string; hidden: boolean };
type Batch = {
  rows: Array<[row: number, cells: Cell[], isHidden?: true]>;
  read: number;
  hiddenColumns?: Array<[first: number, last: number]>;
};
type Message = { sheets: Sheet[] } | Batch | { done: true } | { problem: string };
/** `isWhole`: a format that has to be in memory whole, .xls or .xlsb. */
type Request = { path: string; isWhole: boolean; sheet?: string; atMost?: number };

const HEAP_MB = 256;
const HEAP_MB_WHOLE = 1_200;
/** How long the child may work for its next answer. The time its reader takes does not count. */
const PATIENCE_MS = 120_000;

/** The sheets of a workbook in the order of their tabs. Throws FileProblem. */
export async function listSheets(path: string, isWhole: boolean): Promise<Sheet[]> {
  for await (const message of ask({ path, isWhole })) if ('sheets' in message) return message.sheets;
  throw new Error('The workbook reader listed no sheets');
}

/** The rows of one sheet in batches; `read` says how much of it that was, 0 to 1. Throws FileProblem. */
export async function* eachSheetBatch(request: Request & { sheet: string }): AsyncGenerator<Batch> {
  for await (const message of ask(request)) if ('rows' in message) yield message;
}

/**
 * Asks a process of its own, because hostile workbooks hang or exhaust any parser: it has a memory cap,
 * no environment, and dies with its reader, in whatever way that ends.
 */
async function* ask(request: Request): AsyncGenerator<Message> {
  const child = spawn(
    process.execPath,
    [`--max-old-space-size=${request.isWhole ? HEAP_MB_WHOLE : HEAP_MB}`, script()],
    {
      cwd: '/',
      env: {} as NodeJS.ProcessEnv,
      stdio: ['pipe', 'pipe', 'pipe'],
    },
  );
  const ended = new Promise<{ code: number | null; signal: string | null }>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve({ code, signal }));
  });
  ended.catch(() => {});
  let complaint = '';
  child.stderr
    .setEncoding('utf8')
    .on('data', (text: string) => (complaint = (complaint + text).slice(-4_000)));
  child.stdin.on('error', () => {});
  child.stdin.write(`${JSON.stringify(request)}\n`);
  let late = false;
  const lines = eachLine(child.stdout, () => {
    late = true;
    child.kill('SIGKILL');
  });
  try {
    for await (const line of lines) {
      const message = JSON.parse(line) as Message;
      if ('problem' in message) throw new FileProblem(message.problem);
      if ('done' in message) return;
      yield message;
    }
    if (late)
      throw new FileProblem(
        'This workbook takes too long to read. Save its sheet as CSV, and upload that file.',
      );
    throw unfinished(await ended, complaint);
  } finally {
    child.kill('SIGKILL');
  }
}

// Node aborts when its heap is full; the kernel kills when the machine's memory is.
function unfinished({ code, signal }: { code: number | null; signal: string | null }, complaint: string) {
  if (
    signal === 'SIGABRT' ||
    signal === 'SIGKILL' ||
    code === 134 ||
    complaint.includes('heap out of memory')
  ) {
    return new FileProblem(
      'This workbook needs more memory than we spend. Save its sheet as CSV, and upload that file.',
    );
  }
  return new Error(`The workbook reader ended with ${signal ?? code}: ${complaint}`);
}

async function* eachLine(stream: NodeJS.ReadableStream, onLate: () => void): AsyncGenerator<string> {
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let begun: Buffer[] = [];
  for (;;) {
    const timer = setTimeout(onLate, PATIENCE_MS);
    const { value: chunk, done } = await chunks.next().finally(() => clearTimeout(timer));
    if (done) return;
    let from = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      yield Buffer.concat([...begun, chunk.subarray(from, end)]).toString('utf8');
      begun = [];
      from = end + 1;
    }
    begun.push(chunk.subarray(from));
  }
}

// The bundler moves this file, so the script is found from the project's folder.
function script() {
  const root = process.env.OPT_OUT_ROOT ?? process.cwd();
  return path.join(/* turbopackIgnore: true */ root, 'lib', 'files', 'workbook', 'child.mjs');
}
