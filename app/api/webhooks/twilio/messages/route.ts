import { receiveMessage } from '@/lib/messages/receive-message';
import { said, twilioWebhook } from '@/lib/web/twilio';
import { replyTwiml } from '@/lib/web/twiml';

/** A text from a handset. Never a 200 for what was not kept. */
export const POST = twilioWebhook(['MessageSid', 'SmsMessageSid', 'SmsSid'], async (providerId, form) => {
  const message = {
    providerId,
    from: form.text('From'),
    to: form.text('To'),
    body: form.text('Body'),
    sentAt: form.moment('DateSent', 'DateCreated', 'Timestamp'),
    optOutType: form.text('OptOutType') || null,
  };
  const received = await receiveMessage(message, new Date());
  return received.ok ? replyTwiml(received.answer) : said(404, received.message);
});
