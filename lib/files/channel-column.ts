import 'server-only';
import type { Cell } from './cells';
import {
  asksToStop,
  channelRole,
  isReplyName,
  saysNoContact,
  statusRole,
  type StatusRole,
} from './channel-names';
import {
  answers,
  isCount,
  isDirection,
  isKeyword,
  isPlainlyElse,
  isPlainlyOut,
  namesChannel,
  saysElse,
  saysOptedOut,
  saysStart,
  saysState,
  share,
} from './column-content';
import type { ChannelRole } from './layout';

/** What a column says of who opted out, by its name and some of its cells; null where it says nothing. */
export function channelOf(name: string | null, judged: Cell[]): ChannelRole | null {
  const holds = (what: (cell: Cell) => boolean) => share(judged, what);
  if (name === null) return judged.length >= 3 && holds(namesChannel) >= 0.95 ? 'channel' : null;
  const role = channelRole(name);
  if (role === null && isReplyName(name) && holds(isKeyword) >= 0.95)
    return judged.some(saysStart) ? 'opted_out' : null;
  const status = statusRole(name);
  if (status && tellsWhoIsOut(status, judged)) return status.role;
  if (role === null && asksToStop(name) && judged.length > 0 && holds(namesChannel) >= 0.95) return 'channel';
  if (role === null || (/^type$/i.test(name) && holds(namesChannel) < 0.95) || judged.some(isCount))
    return null;
  if (role === 'channel' && isYesNo(name, judged)) return 'opted_out';
  if (judged.length === 0 || holds((cell) => answers(role, cell) || saysStatus(cell)) >= 0.5) return role;
  return holds(namesChannel) >= 0.5 ? 'channel' : null;
}

/** Under a name that does not speak of messages every cell must, or the words are about something else. */
function tellsWhoIsOut({ says }: StatusRole, cells: Cell[]): boolean {
  switch (says) {
    case 'anything':
      return cells.some(saysOptedOut) && share(cells, saysStatus) >= 0.95;
    case 'a state':
      return cells.some(saysOptedOut) && share(cells, (it) => saysStatus(it) && !isDirection(it)) >= 0.95;
    case 'an opt-out':
      return cells.some(isPlainlyOut) && cells.every((it) => isPlain(it) || saysState(it));
    case 'nothing else':
      return cells.some(isPlainlyOut) && cells.every(isPlain);
  }
}

const isPlain = (cell: Cell) => isPlainlyOut(cell) || isPlainlyElse(cell);
const saysStatus = (cell: Cell) => saysOptedOut(cell) || saysElse(cell);

/** "Opt Out Status" that names no channel but answers yes or no. */
const isYesNo = (name: string, cells: Cell[]) =>
  cells.length > 0 &&
  !saysNoContact(name) &&
  !cells.some(namesChannel) &&
  share(cells, (cell) => answers('opted_out', cell)) >= 0.5;
