import { findCallScript } from '@/lib/messages/call-script';
import { twilioWebhook } from '@/lib/web/twilio';
import { scriptTwiml, silentTwiml } from '@/lib/web/twiml';

/** What a call of ours says once somebody answers. */
export const POST = twilioWebhook(['CallSid'], async (callId) => {
  const script = await findCallScript(callId);
  return script ? scriptTwiml(script) : silentTwiml();
});
