export type ExportFormat = 'csv' | 'xlsx';

/** Rows where the file tells them (CSV), else bytes. */
export type ExportProgress = { rows: number; bytes: number; total: number | null };

/** A body is sent as JSON, and then the answer is small. */
export type ExportRequest = { url: string; body?: object };

/** Past this a browser's memory is the wrong place: the browser downloads it by itself. */
const KEEP_IN_MEMORY_BYTES = 50 * 1024 * 1024;
const BYTES_PER_ROW = 130;

/**
 * Downloads an export and tells how far it is. Resolves to how many rows were saved (null: not told), or
 * to `browser` where the browser took over because the file is large. Rejects when the connection breaks: nothing is saved then.
 */
export async function downloadExport(
  { url, body }: ExportRequest,
  format: ExportFormat,
  { signal, onProgress }: { signal: AbortSignal; onProgress: (progress: ExportProgress) => void },
): Promise<number | null | 'browser'> {
  const response = await fetch(url, { signal, ...(body && posted(body)) });
  if (!response.ok || !response.body) throw new Error(`The export was refused: ${response.status}`);
  const total = Number(response.headers.get('x-total-count')) || null;
  if (!body && total && total * BYTES_PER_ROW > KEEP_IN_MEMORY_BYTES) {
    await response.body.cancel();
    saveAs(url, '');
    return 'browser';
  }
  const name = fileNameOf(response) ?? `opt-outs.${format}`;
  const type = response.headers.get('content-type') ?? 'application/octet-stream';
  const { parts, rows } = await readAll(response.body, format, total, onProgress);
  const file = URL.createObjectURL(new Blob(parts, { type }));
  saveAs(file, name);
  setTimeout(() => URL.revokeObjectURL(file), 60_000);
  return total ?? (format === 'csv' ? rows : null);
}

const posted = (body: object): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

async function readAll(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  format: ExportFormat,
  total: number | null,
  onProgress: (progress: ExportProgress) => void,
) {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let [lines, bytes] = [0, 0];
  const reader = body.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    parts.push(read.value);
    bytes += read.value.length;
    if (format === 'csv') lines += newlinesIn(read.value);
    onProgress({ rows: Math.min(Math.max(0, lines - 1), total ?? Infinity), bytes, total });
  }
  return { parts, rows: Math.max(0, lines - 1) };
}

function newlinesIn(chunk: Uint8Array): number {
  let count = 0;
  for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) count += 1;
  return count;
}

function fileNameOf(response: Response): string | null {
  const header = response.headers.get('content-disposition') ?? '';
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(header)?.[1];
  if (encoded) return decodeURIComponent(encoded);
  return /filename="([^"]+)"/i.exec(header)?.[1] ?? null;
}

function saveAs(url: string, name: string) {
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
}
