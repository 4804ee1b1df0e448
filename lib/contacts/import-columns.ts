import 'server-only';
import { isNoteName } from '@/lib/files/column-names';
import { detectedColumns, type DetectedColumn } from '@/lib/files/detect-columns';
import type { Column, Layout } from '@/lib/files/layout';
import { nameWords } from '@/lib/files/name-words';

/** What the columns of a file hold of a contact; its phones as every other file's are found. */
export type ContactColumns = {
  /** One column with the whole name. */
  full: Column | null;
  first: Column | null;
  last: Column | null;
  phones: DetectedColumn[];
  groups: Column[];
  notes: Column | null;
  nameOf: (index: number) => string;
};

const FIRST =
  /^(first|given|fore|christian|contact first) ?names?$|^first$|^fname$|^vorname$|^prenom$|^nombres?$/;
const LAST =
  /^(last|family|sur|contact last) ?names?$|^last$|^lname$|^nachname$|^nom( de famille)?$|^apellidos?$/;
const FULL =
  /^((full|contact|customer|client|member|student|parent|guardian|donor|person|display|complete|patient|employee) )?names?$|^(contact|who|person|customer|client|member)$|^nombre completo$|^nom complet$/;
const COMPANY = /^(company|business|organi[sz]ation|firm|account) ?(name)?$/;
const GROUP =
  /^(contact |mailing )?(groups?|lists?|tags?|segments?|categor(y|ies)|labels?|grupos?|gruppen?)( names?| memberships?)?$/;

/** Finds them by their names; where no name says so, the first column that holds words is taken for the people's. */
export function contactColumns(layout: Layout): ContactColumns {
  const columns = detectedColumns(layout);
  const free = columns.filter(({ role }) => role === 'other' || role === 'note');
  const named = (pattern: RegExp) => free.find(({ name }) => pattern.test(nameWords(name))) ?? null;
  const [first, last, full] = [named(FIRST), named(LAST), named(FULL)];
  const groups = free.filter(({ name }) => GROUP.test(nameWords(name)));
  const notes = free.find(({ role, name }) => role === 'note' || isNoteName(name)) ?? null;
  const others = free.filter((column) => column !== notes && !groups.includes(column));
  return {
    first,
    last,
    full: full ?? (first || last ? null : (named(COMPANY) ?? others.find(holdsNames) ?? null)),
    phones: columns.filter(({ role }) => role === 'phone'),
    groups,
    notes,
    nameOf: (index) => columns.find((column) => column.index === index)?.name ?? '',
  };
}

/** "Ana Flores", "O’Neil": words, and neither addresses nor codes. */
const holdsNames = ({ sample }: Column) =>
  sample.length > 0 && sample.every((text) => /^[\p{L}\p{M}][\p{L}\p{M}.,'’ -]+$/u.test(text));

/** How the file was read, as the parts of one line. */
export function describeColumns({ full, first, last, phones, groups, notes }: ContactColumns): string[] {
  const part = (words: string, columns: (Column | null)[]) => {
    const names = columns.flatMap((column) => (column ? [`“${column.name}”`] : []));
    return names.length > 0 ? [`${words} ${names.join(' and ')}`] : [];
  };
  return [
    ...part('names in', [full, first, last]),
    ...part('phones in', phones),
    ...part('groups in', groups),
    ...part('notes in', [notes]),
  ];
}
