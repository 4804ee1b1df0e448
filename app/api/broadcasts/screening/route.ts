import { AudienceToScreen } from '@/lib/broadcasts/input';
import { screenAudience } from '@/lib/broadcasts/screen-audience';
import { apiRoute } from '@/lib/web/api-route';
import { readJson } from '@/lib/web/read-json';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute(
  {
    POST: async (ctx, request) => {
      const read = await readJson(request, AudienceToScreen);
      return read.ok
        ? Response.json(await screenAudience(ctx, read.body.channel, read.body.audience))
        : read.answer;
    },
  },
  { scopes: { POST: 'read' } },
);
