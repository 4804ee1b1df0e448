import 'server-only';
import { readSelection, SelectedExport } from '@/lib/api/selection';
import type { Context } from '@/lib/context';
import { EXPORT_FORMATS, exportOptOuts, type Export } from '@/lib/opt-outs/export-opt-outs';
import { parseFilter } from '@/lib/opt-outs/filter';
import type { Outcome } from '@/lib/outcome';
import { problem, refusal } from './problem';
import { readJson } from './read-json';

/** All that a filter shows, as a file; the filter stands in the address. */
export async function answerExport(ctx: Context, request: Request): Promise<Response> {
  const { cursor: _page, ...params } = Object.fromEntries(new URL(request.url).searchParams);
  const { filter, problems } = parseFilter(params);
  const format = EXPORT_FORMATS.find((each) => each === params.format);
  if (!format) problems.unshift({ field: 'format', message: 'Choose csv or xlsx.' });
  if (!format || problems.length > 0) return problem(422, 'This export cannot be made', { errors: problems });
  return attached(await exportOptOuts(ctx, filter, format));
}

/** Selected opt-outs, as a file. A POST, because a thousand phones are too long for an address; it changes nothing. */
export async function answerSelectedExport(ctx: Context, request: Request): Promise<Response> {
  const read = await readJson(request, SelectedExport);
  if (!read.ok) return read.answer;
  const { format, sort, phones } = read.body;
  const selection = readSelection(ctx, phones);
  if (!selection.ok) return refusal(selection);
  return attached(await exportOptOuts(ctx, { sort, phones: selection.phones }, format));
}

function attached(exported: Outcome<Export>): Response {
  if (!exported.ok) {
    return problem(429, 'Too many exports at once', {
      detail: exported.message,
      headers: { 'retry-after': '60' },
    });
  }
  return new Response(exported.body, {
    headers: {
      'content-type': exported.contentType,
      'content-disposition': `attachment; filename="${exported.fileName}"; filename*=UTF-8''${encodeURIComponent(exported.fileName)}`,
      'x-total-count': String(exported.rows),
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  });
}
