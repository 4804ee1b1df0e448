import { findCallScript, goodbye } from '@/lib/messages/call-script';
import { receiveKeypress } from '@/lib/messages/receive-keypress';
import { said, twilioWebhook } from '@/lib/web/twilio';
import { farewellTwiml, scriptTwiml } from '@/lib/web/twiml';

/** A key pressed during a call of ours: 3 is confirmed, any other hears the script again. */
export const POST = twilioWebhook(['CallSid'], async (callId, form) => {
  const pressed = await receiveKeypress(callId, form.text('Digits'));
  if (pressed.ok && pressed.stopped) return farewellTwiml(goodbye(pressed.stopped));
  const script = pressed.ok ? await findCallScript(callId) : null;
  return script ? scriptTwiml(script) : said(404, 'No call of ours has this id.');
});
