import { bytesInWords, MB } from './words';

const TEXT = ['csv', 'tsv', 'txt'];
const SPREADSHEET = ['xlsx', 'xlsm', 'xlsb', 'xls', 'ods'];
/** For the file dialog of the browser. */
export const ACCEPTED = [...TEXT, ...SPREADSHEET].map((ending) => `.${ending}`).join(',');
const MOST_BYTES = { text: 200 * MB, spreadsheet: 50 * MB };

/** Why a file can't be taken, found before it is sent; null when it may go. */
export function problemOfFile(file: { name: string; size: number }): string | null {
  const ending = file.name.includes('.') ? (file.name.split('.').at(-1) ?? '').toLowerCase() : '';
  if (file.size === 0) return `“${file.name}” is empty.`;
  // Its content decides what it is, once it is here; a name only tells which limit is likely.
  const most = SPREADSHEET.includes(ending) ? MOST_BYTES.spreadsheet : MOST_BYTES.text;
  if (file.size <= most) return null;
  return `“${file.name}” has ${bytesInWords(file.size)}; the limit is ${most / MB} MB for this kind of file. Split it and upload the parts.`;
}

export type Sent = { ok: true; id: number } | { ok: false; problem: string | null };

/** Sends a file to an address that takes one, telling how much of it has gone. `problem` is null when it was stopped on purpose. */
export function sendFile(
  file: File,
  {
    address,
    onProgress,
    signal,
  }: { address: string; onProgress: (sent: number) => void; signal: AbortSignal },
): Promise<Sent> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const refuse = (problem: string | null) => resolve({ ok: false, problem });
    request.open('POST', address);
    request.setRequestHeader('Accept', 'application/json');
    request.upload.onprogress = ({ loaded }) => onProgress(Math.min(loaded, file.size));
    request.onload = () => resolve(answerOf(request));
    request.onerror = () =>
      refuse(
        'The connection broke before the whole file had arrived. Nothing was changed; please try again.',
      );
    request.onabort = () => refuse(null);
    signal.addEventListener('abort', () => request.abort());
    const form = new FormData();
    form.set('file', file);
    request.send(form);
  });
}

function answerOf(request: XMLHttpRequest): Sent {
  const answer = parsed(request.responseText);
  if (request.status === 202 && answer?.id) return { ok: true, id: Number(answer.id) };
  return { ok: false, problem: answer?.detail ?? answer?.title ?? wordsFor(request.status) };
}

function wordsFor(status: number): string {
  if (status === 401) return 'You are signed out. Sign in again in another tab, then choose the file again.';
  if (status === 403) return 'You may not upload files. The master of this account can allow it.';
  if (status === 413) return 'The file is too large. Split it and upload the parts.';
  return 'The file could not be taken just now. Nothing was changed; please try again.';
}

function parsed(text: string): { id?: number | string; title?: string; detail?: string } | null {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
