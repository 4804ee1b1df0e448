import 'server-only';

/** A streamed CSV download under a name that any browser can save. */
export const csvAttachment = ({
  fileName,
  body,
}: {
  fileName: string;
  body: ReadableStream<Uint8Array>;
}): Response =>
  new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${fileName.replace(/[^\x20-\x7e]|"/g, '_')}"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  });
