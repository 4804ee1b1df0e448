import 'server-only';
import { readChannels, readClosing, type Channels } from '@/lib/files/asks';
import { isProblem, type Cell, type CellProblem } from '@/lib/files/cells';
import { asksToStop } from '@/lib/files/channel-names';
import type { ChannelRole, Column } from '@/lib/files/layout';

type Asked = { channels: Channels | null; hasSpoken: boolean; problem: string | null };

/**
 * What the channel columns of a row ask together. Channels that it names decide; a bare "opted out" names none, so
 * the toggles decide; a bare "not opted out" asks for nothing, whichever channel stands beside it.
 */
export function readAsks(cells: readonly Cell[], columns: readonly Column[]): Asked {
  let asked: Partial<Channels> = {};
  // "Channel: SMS" says by which, not whether.
  let mentioned: Partial<Channels> = {};
  let isOut: boolean | null = null;
  for (const column of columns) {
    const read = readColumn(column, cells[column.index]);
    if (read === null) continue;
    if (isProblem(read))
      return { channels: null, hasSpoken: true, problem: `${column.name}: ${read.problem}` };
    if (typeof read === 'boolean') isOut = isOut === true || read;
    else if (column.role === 'channel' && !asksToStop(column.name)) mentioned = union(mentioned, read);
    else asked = union(asked, read);
  }
  if (isOut !== false) asked = union(asked, mentioned);
  const hasNamed = Object.keys(asked).length > 0;
  const decides = isOut === null ? hasNamed : !isOut || asked.voice === true || asked.text === true;
  return {
    channels: decides ? { voice: asked.voice ?? false, text: asked.text ?? false } : null,
    hasSpoken: hasNamed || isOut !== null,
    problem: null,
  };
}

function union(one: Partial<Channels>, other: Partial<Channels>): Partial<Channels> {
  const both = { ...one };
  for (const [channel, closes] of Object.entries(other) as [keyof Channels, boolean][]) {
    both[channel] = both[channel] || closes;
  }
  return both;
}

/** Whether somebody opted out, or which channels are to be closed; null where the cell is blank. */
function readColumn(
  column: Column,
  cell: Cell | undefined,
): boolean | Partial<Channels> | null | CellProblem {
  const role = column.role as ChannelRole;
  if (role === 'channel') return readChannels(cell);
  const closes = readClosing(role, cell);
  if (role === 'opted_out' && isProblem(closes)) {
    const channels = readChannels(cell);
    return isProblem(channels) ? closes : channels;
  }
  if (closes === null || isProblem(closes) || role === 'opted_out' || role === 'subscribed') return closes;
  return role.endsWith('calls') ? { voice: closes } : { text: closes };
}
