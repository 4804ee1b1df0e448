import 'server-only';
import type { Chosen } from '@/lib/files/chosen';
import { isNoteName } from '@/lib/files/column-names';
import { describeColumns, describeTable } from '@/lib/files/describe-layout';
import { detectedColumns, type DetectedColumn } from '@/lib/files/detect-columns';
import type { Column, Layout } from '@/lib/files/layout';
import { nameWords } from '@/lib/files/name-words';
import type { ChosenForContacts, ContactRole } from './import-roles';

/** The columns of a file that hold something of a contact; its phones as every other file's are found. */
export type ContactColumns = Record<Exclude<ContactRole, 'other'>, DetectedColumn[]> & {
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

/** What was chosen, as whoever detects a layout knows it: of a contact, phones and notes. */
export const forLayout = ({ roles, ...rest }: ChosenForContacts): Chosen => ({
  ...rest,
  ...(roles && { roles: Object.fromEntries(Object.entries(roles).map(([at, role]) => [at, seen(role)])) }),
});

const seen = (role: ContactRole) => (role === 'phone' || role === 'note' ? role : 'other');

/** What each column holds, in their order: as it was chosen, else as it is detected. */
export function contactRoles(layout: Layout, { roles = {} }: ChosenForContacts): ContactRole[] {
  const detected = detectRoles(detectedColumns(layout));
  return layout.columns.map((column) => roles[column.index] ?? detected.get(column) ?? 'other');
}

/** By their names; where no name says so, the first column that holds words is taken for the people's. */
function detectRoles(columns: readonly DetectedColumn[]): Map<Column, ContactRole> {
  const free = columns.filter(({ role }) => role === 'other' || role === 'note');
  const named = (pattern: RegExp) => free.filter(({ name }) => pattern.test(nameWords(name)));
  const [first] = named(FIRST);
  const [last] = named(LAST);
  const groups = named(GROUP);
  const note = free.find(({ role, name }) => role === 'note' || isNoteName(name));
  const others = free.filter((column) => column !== note && !groups.includes(column));
  const full = named(FULL)[0] ?? (first || last ? undefined : (named(COMPANY)[0] ?? others.find(holdsNames)));
  const roles = new Map<Column, ContactRole>();
  const hold = (role: ContactRole, ...held: (Column | undefined)[]) => {
    for (const column of held) if (column) roles.set(column, role);
  };
  hold('phone', ...columns.filter(({ role }) => role === 'phone'));
  hold('group', ...groups);
  hold('note', note);
  hold('name', full);
  hold('first_name', first);
  hold('last_name', last);
  return roles;
}

/** "Ana Flores", "O’Neil": words, and neither addresses nor codes. */
const holdsNames = ({ sample }: Column) =>
  sample.length > 0 && sample.every((text) => /^[\p{L}\p{M}][\p{L}\p{M}.,'’ -]+$/u.test(text));

export function contactColumns(layout: Layout, roles: readonly ContactRole[]): ContactColumns {
  const columns = detectedColumns(layout);
  const holding = (role: ContactRole) => columns.filter(({ index }) => roles[index] === role);
  return {
    name: holding('name'),
    first_name: holding('first_name'),
    last_name: holding('last_name'),
    phone: holding('phone'),
    group: holding('group'),
    note: holding('note'),
    nameOf: (index) => columns.find((column) => column.index === index)?.name ?? '',
  };
}

/** How the file was read, as the parts of one line. */
export const describeImport = (layout: Layout, columns: ContactColumns): string[] => [
  ...describeTable(layout),
  ...describeColumns('names in', [...columns.name, ...columns.first_name, ...columns.last_name]),
  ...describeColumns('phones in', columns.phone),
  ...describeColumns('groups in', columns.group),
  ...describeColumns('notes in', columns.note),
];
