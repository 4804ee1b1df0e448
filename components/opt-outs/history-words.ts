import type { Channel, ConsentMethod } from '@/db/vocabulary';
import { formatDay } from '@/lib/format';
import { CONSENT_METHOD_WORDS, SOURCE_WORDS } from '@/lib/opt-outs/policy';
import type { HistoryLine } from '@/lib/opt-outs/view';

/** "Opted out of text" and "texted “Stop.” (voice was closed already)". */
export function happeningInWords(line: HistoryLine): { what: string; how: string } {
  const inBrackets = besides(line);
  return { what: whatHappened(line), how: `${howItCame(line)}${inBrackets ? ` (${inBrackets})` : ''}` };
}

function whatHappened({ action, channels, changed, changedLock }: HistoryLine): string {
  const words = channelsInWords(changed.length ? changed : channels);
  if (action === 'correction')
    return changed.length ? `Corrected: ${words} allowed again` : 'Corrected: nothing to change';
  if (action === 'opt_in') {
    if (changed.length) return `Opted back in for ${words}`;
    return changedLock ? 'Lock on text lifted' : `Asked for ${words} again`;
  }
  if (changed.length) return `Opted out of ${words}`;
  return changedLock ? 'Lock put on text' : `Asked again to stop ${words}`;
}

function howItCame(line: HistoryLine): string {
  const { source, action, evidence, upload } = line;
  const words = text(evidence?.['words']);
  if (upload) return upload.row ? `${upload.name}, row ${upload.row}` : upload.name;
  if (source === 'text_reply' || source === 'reply_detected') {
    return `texted ${words ? `“${words}”` : action === 'opt_in' ? 'UNSTOP' : 'STOP'}`;
  }
  if (source === 'keypress') {
    const broadcast = text(evidence?.['broadcast']);
    return broadcast ? `pressed 3 in “${broadcast}”` : 'pressed 3 on a call';
  }
  const method = methodOf(line);
  if (action === 'opt_in' && method) return method === 'other' ? 'asked' : `asked ${ASKED[method]}`;
  if (source === 'api') return 'through the API';
  return SOURCE_WORDS[source].charAt(0).toLowerCase() + SOURCE_WORDS[source].slice(1);
}

/** What the event spoke of but did not change, and what else is worth a word. */
function besides({ action, channels, changed, changedLock }: HistoryLine): string | null {
  const unchanged = channels.filter((channel) => !changed.includes(channel));
  if (unchanged.length && changed.length) {
    return `${channelsInWords(unchanged)} was ${action === 'opt_out' ? 'closed' : 'open'} already`;
  }
  if (action === 'opt_out' && !changed.length)
    return changedLock ? 'it was closed already' : 'already opted out';
  return null;
}

/** Who, as a line under the sentence: "recipient", "Sam Okafor, messenger". */
export function actorInWords({ actor }: HistoryLine): string {
  switch (actor.kind) {
    case 'recipient':
      return 'recipient';
    case 'carrier':
      return 'carrier';
    case 'system':
      return 'Opt Out Report';
    case 'api_key':
      return `${actor.name}, API key`;
    case 'user':
      return actor.role === 'messenger' ? `${actor.name}, messenger` : actor.name;
  }
}

/** The proof kept with an event, as pairs of name and value. */
export function evidenceOf(line: HistoryLine): [string, string][] {
  const { evidence, askedOn } = line;
  const method = methodOf(line);
  const pairs: [string, string | null][] = [
    ['Statement', text(evidence?.['statement'])],
    ['How they asked', method && CONSENT_METHOD_WORDS[method]],
    ['Asked on', dayOf(text(evidence?.['day']) ?? askedOn)],
    ['Their words', text(evidence?.['words'])],
    ['Number texted', text(evidence?.['to'])],
    ['IP address', text(evidence?.['ip'])],
    ['Browser', text(evidence?.['userAgent'])],
  ];
  return pairs.filter((pair): pair is [string, string] => pair[1] !== null);
}

const ASKED: Record<Exclude<ConsentMethod, 'other'>, string> = {
  in_person: 'in person',
  phone: 'by phone',
  email: 'by e-mail',
  letter: 'by letter',
  website: 'on the website',
};

const channelsInWords = (channels: Channel[]) => channels.join(' and ');
const text = (value: unknown) => (typeof value === 'string' && value ? value : null);
const dayOf = (day: string | null) => (day && /^\d{4}-\d\d-\d\d$/.test(day) ? formatDay(day) : day);

function methodOf({ evidence }: HistoryLine): ConsentMethod | null {
  const method = evidence?.['method'];
  return typeof method === 'string' && Object.hasOwn(CONSENT_METHOD_WORDS, method)
    ? (method as ConsentMethod)
    : null;
}
