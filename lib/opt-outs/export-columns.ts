import 'server-only';
import type { ActorKind, OptOutType } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import type { Cells, Column } from '@/lib/exports/table';
import { isoWithOffset } from '@/lib/format';
import { countryOf, formatPhoneForCsv } from '@/lib/phone';
import type { OptOutLine } from './each-opt-out';
import { SOURCE_WORDS } from './policy';

/** The columns of every export, in order. A cell that does not apply to a phone is blank. */
export const EXPORT_COLUMNS: readonly (Column & { read: (line: OptOutLine, ctx: Context) => string })[] = [
  {
    name: 'Phone Number',
    width: 20,
    read: ({ phone }, { account }) => formatPhoneForCsv(phone, account.country),
  },
  { name: 'Country', width: 9, read: ({ phone }) => countryOf(phone) ?? '' },
  { name: 'Opt Out Type', width: 13, read: ({ type }) => TYPE_WORDS[type] },
  { name: 'Voice Opted Out', width: 26, read: ({ voice }, ctx) => moment(voice?.since, ctx) },
  { name: 'Text Opted Out', width: 26, read: ({ text }, ctx) => moment(text?.since, ctx) },
  // The time of the lock that the handset's own STOP put on; a carrier's block is not the person's words.
  {
    name: 'Texted STOP',
    width: 26,
    read: ({ text }, ctx) => moment(text?.lock === 'text_reply' && text.lockedAt, ctx),
  },
  { name: 'Source', width: 30, isFree: true, read: sourceOf },
  { name: 'Date Added', width: 26, read: ({ addedAt }, ctx) => moment(addedAt, ctx) },
  { name: 'Asked On', width: 12, read: ({ askedOn }) => askedOn ?? '' },
  {
    name: 'Added By',
    width: 22,
    isFree: true,
    read: ({ addedBy }) => ADDED_BY[addedBy.kind] ?? addedBy.name,
  },
  { name: 'Note', width: 40, isFree: true, read: ({ note }) => note ?? '' },
];

export const cellsOf = (line: OptOutLine, ctx: Context): Cells =>
  EXPORT_COLUMNS.map(({ read }) => read(line, ctx));

const TYPE_WORDS: Record<OptOutType, string> = { voice: 'Voice', text: 'Text', both: 'Both' };
const ADDED_BY: Partial<Record<ActorKind, string>> = {
  recipient: 'Recipient',
  carrier: 'Carrier',
  system: 'Opt Out Report',
};

function sourceOf({ source, uploadName }: OptOutLine): string {
  return uploadName ? `${SOURCE_WORDS[source]} · ${uploadName}` : SOURCE_WORDS[source];
}

function moment(at: Date | null | undefined | false, { account }: Context): string {
  return at ? isoWithOffset(at, account.timeZone) : '';
}
