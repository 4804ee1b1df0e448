import { EXPORT_FORMATS, exportOptOuts } from '@/lib/opt-outs/export-opt-outs';
import { parseFilter } from '@/lib/opt-outs/filter';
import { apiRoute } from '@/lib/web/api-route';
import { problem } from '@/lib/web/problem';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  GET: async (ctx, request) => {
    const { cursor: _page, ...params } = Object.fromEntries(new URL(request.url).searchParams);
    const { filter, problems } = parseFilter(params);
    const format = EXPORT_FORMATS.find((each) => each === params.format);
    if (!format) problems.unshift({ field: 'format', message: 'Choose csv or xlsx.' });
    if (!format || problems.length > 0)
      return problem(422, 'This export cannot be made', { errors: problems });

    const exported = await exportOptOuts(ctx, filter, format);
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
  },
});
