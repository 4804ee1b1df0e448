import 'server-only';
import type { Account } from '@/db/schema/accounts';
import type { ActorKind, OptOutType } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import type { Cells, Column } from '@/lib/exports/table';
import { isoWriter } from '@/lib/format';
import { countryOf, formatPhoneForCsv } from '@/lib/phone';
import type { OptOutLine } from './each-opt-out';
import { SOURCE_WORDS } from './policy';

type ExportColumn = Column & { read: (line: OptOutLine, account: Account, moment: Write) => string };
type Write = (at: number | null) => string;

/** The columns of every export, in order. A cell that does not apply to a phone is blank. */
export const EXPORT_COLUMNS: readonly ExportColumn[] = [
  {
    name: 'Phone Number',
    isOurs: true,
    width: 20,
    read: ({ phone }, { country }) => formatPhoneForCsv(phone, country),
  },
  { name: 'Country', isOurs: true, width: 9, read: ({ phone }) => countryOf(phone) ?? '' },
  { name: 'Opt Out Type', isOurs: true, width: 13, read: ({ type }) => TYPE_WORDS[type] },
  {
    name: 'Voice Opted Out',
    isOurs: true,
    width: 26,
    read: ({ voiceSince }, _, moment) => moment(voiceSince),
  },
  { name: 'Text Opted Out', isOurs: true, width: 26, read: ({ textSince }, _, moment) => moment(textSince) },
  // When the handset's own STOP locked text; a carrier's block is not the person's words.
  {
    name: 'Texted STOP',
    isOurs: true,
    width: 26,
    read: (line, _, moment) => moment(line.lock === 'text_reply' ? line.lockedAt : null),
  },
  { name: 'Source', width: 30, read: sourceOf },
  { name: 'Date Added', isOurs: true, width: 26, read: ({ addedAt }, _, moment) => moment(addedAt) },
  { name: 'Asked On', isOurs: true, width: 12, read: ({ askedOn }) => askedOn ?? '' },
  { name: 'Added By', width: 22, read: ({ addedBy }) => ADDED_BY[addedBy.kind] ?? addedBy.name },
  { name: 'Note', width: 40, read: ({ note }) => note ?? '' },
];

/** Writes opt-outs as cells, times with the account's offset. */
export function cellWriter({ account }: Context): (line: OptOutLine) => Cells {
  const moment = momentWriter(account.timeZone);
  return (line) => EXPORT_COLUMNS.map(({ read }) => read(line, account, moment));
}

/** Remembers the last one: most channels close together. */
function momentWriter(timeZone: string): Write {
  const write = isoWriter(timeZone);
  let last: number | null = null;
  let written = '';
  return (at) => {
    if (at === null) return '';
    if (at !== last) written = write((last = at));
    return written;
  };
}

const TYPE_WORDS: Record<OptOutType, string> = { voice: 'Voice', text: 'Text', both: 'Both' };
const ADDED_BY: Partial<Record<ActorKind, string>> = {
  recipient: 'Recipient',
  carrier: 'Carrier',
  system: 'Opt Out Report',
};

function sourceOf({ source, uploadName }: OptOutLine): string {
  return uploadName ? `${SOURCE_WORDS[source]} · ${uploadName}` : SOURCE_WORDS[source];
}
