import { receiveStatus } from '@/lib/messages/receive-status';
import { said, twilioWebhook } from '@/lib/web/twilio';
import { replyTwiml } from '@/lib/web/twiml';

/** How a text of ours went. */
export const POST = twilioWebhook(['MessageSid', 'SmsSid'], async (carrierId, form) => {
  const told = {
    carrierId,
    status: form.text('MessageStatus') || form.text('SmsStatus'),
    errorCode: form.text('ErrorCode') || null,
    at: form.moment('RawDlrDoneDate', 'Timestamp'),
  };
  const received = await receiveStatus(told, new Date());
  return received.ok ? replyTwiml(null) : said(404, received.message);
});
