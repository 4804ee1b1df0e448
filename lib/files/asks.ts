import 'server-only';
import {
  cellText,
  isDateCell,
  isFormulaCell,
  isProblem,
  NEVER_CALCULATED,
  plainWords,
  quoted,
  type Cell,
  type CellProblem,
} from './cells';
import { readDate } from './dates';
import type { ChannelRole } from './layout';

export type Channels = { voice: boolean; text: boolean };

const YES = words('y yes true t 1 x xx ✓ ✔ ☑ on checked si s oui ja j sim');
const NO = words('n no false f 0 off unchecked non nein nao not');
const CLOSED = words(
  'opted_out opt_out optedout optout out stop stopped blocked unsub unsubscribe unsubscribed closed revoked withdrawn declined denied refused removed suppressed blacklisted dnc dnd do_not_contact do_not_disturb stopall stop_all end quit cancel revoke remove',
);
const OPEN = words(
  'opted_in opt_in optedin optin in allowed allow ok open subscribed active confirmed granted given agreed accepted not_opted_out start unstop none never',
);

/** A cell of a yes/no column: Y, x, true, 1, ✓ … null where it is blank. */
export function readYesNo(cell: Cell | undefined): boolean | null | CellProblem {
  if (isFormulaCell(cell)) return { problem: NEVER_CALCULATED };
  if (typeof cell === 'boolean') return cell;
  const text = cellText(cell).trim();
  if (text === '' || /^[-–—]+$/.test(text)) return null;
  const said = plainWords(text);
  if (YES.has(said)) return true;
  if (NO.has(said)) return false;
  return { problem: `${quoted(cell)} is neither yes nor no.` };
}

/**
 * Whether a cell asks for its column's channel to be closed: yes under "No Calls" and "Opted Out", no under "Calls
 * allowed" and "Subscribed", "opted out" and "opted in" under either, and a date under "No Calls since". null: blank.
 */
export function readClosing(
  role: Exclude<ChannelRole, 'channel'>,
  cell: Cell | undefined,
): boolean | null | CellProblem {
  const isPermission = role === 'calls' || role === 'texts' || role === 'subscribed';
  const answer = readYesNo(cell);
  if (!isProblem(answer)) return answer === null ? null : answer !== isPermission;
  const said = plainWords(cellText(cell));
  if (CLOSED.has(said)) return true;
  if (OPEN.has(said)) return false;
  return isDay(cell) ? !isPermission : answer;
}

const VOICE = words('voice v call calls calling phone phones telephone dial dnc voz llamada llamadas llamar');
const TEXT = words('text texts texting txt sms mms dnt texto textos');
const BOTH = words('both all any everything b ambos ambas todo todos');
const NEITHER = words('none neither nothing ninguno ninguna nada');
const FILLER = words(
  'only and or not no do don t dont opt opted out outs of from off stop stopped block blocked message messages messaging contact channel channels y e solo de mensaje mensajes canal canales',
);

/**
 * A cell that names channels: voice, SMS, "calls & texts", both, none, "no calls"; in a yes/no column
 * yes is both and no is none. null: blank.
 */
export function readChannels(cell: Cell | undefined): Channels | null | CellProblem {
  const answer = readYesNo(cell);
  if (answer === null) return null;
  if (!isProblem(answer)) return { voice: answer, text: answer };
  if (isFormulaCell(cell)) return answer;
  const said = plainWords(cellText(cell));
  if (CLOSED.has(said) && said !== 'dnc') return { voice: true, text: true };
  if (NEITHER.has(said) || OPEN.has(said)) return { voice: false, text: false };
  const named = said.split(' ').filter((word) => !FILLER.has(word));
  const channels = {
    voice: named.some((word) => VOICE.has(word) || BOTH.has(word)),
    text: named.some((word) => TEXT.has(word) || BOTH.has(word)),
  };
  const knowsAll = named.every((word) => VOICE.has(word) || TEXT.has(word) || BOTH.has(word));
  if (knowsAll && named.length > 0) return channels;
  return { problem: `${quoted(cell)} names no channel: voice, text or both.` };
}

function isDay(cell: Cell | undefined): boolean {
  if (cell === undefined || cell === null || typeof cell === 'boolean') return false;
  return isDateCell(cell) || typeof readDate(cell, 'mdy') === 'string';
}

function words(list: string): Set<string> {
  return new Set(list.split(' ').map((word) => word.replaceAll('_', ' ')));
}
