import 'server-only';
import { open } from 'node:fs/promises';
import { detectEncoding, type Encoding } from './encoding';
import { orProblem, FileProblem, type Unreadable } from './file-problem';
import { LIMITS } from './limits';
import { listSheets, type Sheet } from './read-workbook';
import { recognise } from './recognise';

/** A file on disk whose content we know how to read. */
export type OpenFile = {
  path: string;
  /** As the person named it; only shown. */
  fileName: string;
  bytes: number;
  /** How much of it `readRows` has read so far, 0 to 1. */
  progress: () => number;
} & (
  | { kind: 'csv'; encoding: Encoding }
  | {
      kind: 'xlsx';
      isWhole: boolean;
      sheets: Sheet[];
      /** Of the sheet that was read last: first and last of each run, from 1. */
      hiddenColumns?: Array<[first: number, last: number]>;
    }
);

const HEAD = 64 * 1024;

/** Looks at a file's content, not at its name: what it is, and whether it is within our limits. */
export function openFile(path: string, fileName: string): Promise<{ ok: true; file: OpenFile } | Unreadable> {
  return orProblem(async () => {
    const { found, head, bytes } = await look(path);
    refuseTooBig(found.kind, bytes);
    const known = { path, fileName, bytes, progress: () => 0 };
    const file: OpenFile =
      found.kind === 'csv'
        ? { ...known, ...found, encoding: await detectEncoding(path, head) }
        : { ...known, ...found, sheets: await listSheets(path, found.isWhole) };
    return { ok: true as const, file };
  });
}

async function look(path: string) {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    const head = buffer.subarray(0, bytesRead);
    const found = await recognise(file, head);
    if ('problem' in found) throw new FileProblem(found.problem);
    return { found, head, bytes: (await file.stat()).size };
  } finally {
    await file.close();
  }
}

function refuseTooBig(kind: 'csv' | 'xlsx', bytes: number) {
  const most = kind === 'csv' ? LIMITS.textBytes : LIMITS.workbookBytes;
  if (bytes <= most) return;
  const what = kind === 'csv' ? 'text files' : 'workbooks';
  const hint = kind === 'csv' ? 'Split it into parts.' : 'Save its sheet as CSV, and upload that file.';
  throw new FileProblem(`This file has ${inMB(bytes)} MB; ${what} may have ${inMB(most)} MB. ${hint}`);
}

const inMB = (bytes: number) => Math.ceil(bytes / 1024 / 1024).toLocaleString('en-US');
