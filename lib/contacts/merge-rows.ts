import 'server-only';
import { formatCount } from '@/lib/format';
import { PHONE_FIELDS } from './policy';
import type { ReadContact } from './read-contact-row';

export type StagedContact = ReadContact & { outcome: 'taken' | 'duplicate' | 'rejected' };

/**
 * Takes the rows of a file one by one. The same name with the same number twice is one contact: what the later
 * row adds goes to the first. The same number under another name is somebody else in the house.
 */
export class RowMerger {
  readonly rows: StagedContact[] = [];
  private readonly first = new Map<string, StagedContact>();

  add(read: ReadContact): void {
    const keys = read.phones.map((phone) => `${phone} ${read.name.toLowerCase()}`);
    const known = keys.map((key) => this.first.get(key)).find(Boolean);
    const outcome = read.phones.length === 0 ? 'rejected' : known ? 'duplicate' : 'taken';
    const row: StagedContact = { ...read, outcome };
    this.rows.push(row);
    if (known) {
      join(known, read);
      row.problem = `The same name and number as row ${formatCount(known.row)}; it became one contact.`;
    }
    for (const key of keys) if (!this.first.has(key)) this.first.set(key, known ?? row);
  }
}

function join(known: StagedContact, { phones, groups, notes }: ReadContact): void {
  known.phones = [...new Set([...known.phones, ...phones])].slice(0, PHONE_FIELDS.length);
  const has = new Set(known.groups.map((name) => name.toLowerCase()));
  known.groups = [...known.groups, ...groups.filter((name) => !has.has(name.toLowerCase()))];
  if (notes && !known.notes.includes(notes)) known.notes = [known.notes, notes].filter(Boolean).join('\n');
}
