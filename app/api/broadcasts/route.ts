import { Composed } from '@/lib/broadcasts/input';
import { sendComposed } from '@/lib/broadcasts/send-composed';
import { apiRoute, change } from '@/lib/web/api-route';

/** The composer's Send: no form action, for 100,000 pasted numbers pass its limit. Once for each Idempotency-Key. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: change(Composed, async (ctx, composed) => {
    const sent = await sendComposed(ctx, composed);
    return sent.ok ? { ok: true, status: 202, body: { id: sent.id } } : sent;
  }),
});
