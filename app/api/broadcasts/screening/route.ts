import { AudienceToScreen } from '@/lib/broadcasts/input';
import { screenAudience } from '@/lib/broadcasts/screen-audience';
import { apiRoute } from '@/lib/web/api-route';
import { refusal } from '@/lib/web/problem';
import { readJson } from '@/lib/web/read-json';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute(
  {
    POST: async (ctx, request) => {
      const read = await readJson(request, AudienceToScreen);
      if (!read.ok) return read.answer;
      const screened = await screenAudience(ctx, read.body.channel, read.body.audience);
      return screened.ok ? Response.json(screened.screening) : refusal(screened);
    },
  },
  { scopes: { POST: 'read' } },
);
