import { takeFile } from '@/lib/uploads/receive-upload';
import { apiRoute } from '@/lib/web/api-route';
import { once } from '@/lib/web/once';
import { problem } from '@/lib/web/problem';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: (ctx, request) =>
    takeFile(ctx, request, async (taken) => {
      if (!taken.ok)
        return problem(REFUSED[taken.reason] ?? 422, 'This file was not taken', { detail: taken.message });
      return once(ctx, request, taken.fingerprint, async () =>
        Response.json({ id: await taken.file(), status: 'staging' }, { status: 202 }),
      );
    }),
});

const REFUSED: Record<string, number> = { too_big: 413, not_multipart: 415, broken_off: 400 };
