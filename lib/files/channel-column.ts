import 'server-only';
import type { Cell } from './cells';
import { asksToStop, channelRole, isReplyName, saysNoContact, statusRole } from './channel-names';
import { answers, isCount, namesChannel, saysElse, saysOptedOut, saysStart, share } from './column-content';
import type { ChannelRole } from './layout';

/** What a column says of who opted out, by its name and some of its cells; null where it says nothing. */
export function channelOf(name: string | null, judged: Cell[]): ChannelRole | null {
  const holds = (what: (cell: Cell) => boolean) => share(judged, what);
  if (name === null) return judged.length >= 3 && holds(namesChannel) >= 0.95 ? 'channel' : null;
  if (isReplyName(name) && judged.some(saysStart) && holds(saysStatus) >= 0.95) return 'opted_out';
  const status = statusRole(name);
  if (status && judged.some(saysOptedOut) && holds(saysStatus) >= 0.95) return status;
  const role = channelRole(name);
  if (role === null && asksToStop(name) && judged.length > 0 && holds(namesChannel) >= 0.95) return 'channel';
  if (role === null || (/^type$/i.test(name) && holds(namesChannel) < 0.95) || judged.some(isCount))
    return null;
  if (role === 'channel' && isYesNo(name, judged)) return 'opted_out';
  if (judged.length === 0 || holds((cell) => answers(role, cell) || saysStatus(cell)) >= 0.5) return role;
  return holds(namesChannel) >= 0.5 ? 'channel' : null;
}

const saysStatus = (cell: Cell) => saysOptedOut(cell) || saysElse(cell);

/** "Opt Out Status" that names no channel but answers yes or no. */
const isYesNo = (name: string, cells: Cell[]) =>
  cells.length > 0 &&
  !saysNoContact(name) &&
  !cells.some(namesChannel) &&
  share(cells, (cell) => answers('opted_out', cell)) >= 0.5;
