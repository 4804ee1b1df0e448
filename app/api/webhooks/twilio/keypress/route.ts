import { findCallScript, goodbye } from '@/lib/messages/call-script';
import { receiveKeypress } from '@/lib/messages/receive-keypress';
import { said, twilioWebhook } from '@/lib/web/twilio';
import { farewellTwiml, scriptTwiml } from '@/lib/web/twiml';

/** A key pressed during a call of ours: 3 is confirmed, any other hears the script again. */
export const POST = twilioWebhook(['CallSid'], async (callId, form) => {
  const pressed = await receiveKeypress(callId, form.text('Digits'));
  if (pressed.ok && pressed.stopped) return farewellTwiml(goodbye(pressed.stopped));
  const script = pressed.ok || pressed.reason === 'held' ? await findCallScript(callId) : null;
  if (!script) return said(404, 'No call of ours has this id.');
  return pressed.ok ? scriptTwiml(script) : scriptTwiml(script, pressed.message);
});
