import { receiveStatus } from '@/lib/messages/receive-status';
import { said, twilioWebhook } from '@/lib/web/twilio';
import { replyTwiml } from '@/lib/web/twiml';

/** How a call of ours went. */
export const POST = twilioWebhook(['CallSid'], async (carrierId, form) => {
  const told = {
    carrierId,
    status: form.text('CallStatus'),
    errorCode: form.text('ErrorCode') || null,
    at: form.moment('Timestamp'),
  };
  const received = await receiveStatus(told, new Date());
  return received.ok ? replyTwiml(null) : said(404, received.message);
});
