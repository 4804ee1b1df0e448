import type { ContactId, E164, GroupId, ImportId, Lock } from '@/db/vocabulary';
import type { FileReading } from '@/lib/files/view';
import type { PhoneDetail } from '@/lib/opt-outs/view';
import type { ContactRole } from './import-roles';

/** A phone of a contact, and which of its channels are closed. */
export type ContactPhone = {
  phone: E164;
  /** As people write it. */
  shown: string;
  voice: boolean;
  text: boolean;
  lock: Lock | null;
};

export type GroupName = { id: GroupId; name: string };
/** A group, and how many contacts of it the one who looks can see. */
export type GroupView = GroupName & { members: number };

/** A line of the list. */
export type ContactRow = {
  id: ContactId;
  name: string;
  phones: ContactPhone[];
  groups: GroupName[];
  /** Whose it is. */
  owner: string | null;
  deletedAt: Date | null;
};

export type ContactPage = {
  rows: ContactRow[];
  /** How many match. */
  count: number;
  /** How many there are without any filter, and how many can be restored. */
  total: number;
  deleted: number;
  previous: string | null;
  next: string | null;
};

/** What the contact dialog opens with. */
export type ContactDetail = ContactRow & { notes: string };

/** A phone as it was typed, and what is known of it, or why it is none. */
export type TypedPhone =
  { typed: string; ok: true; detail: PhoneDetail } | { typed: string; ok: false; problem: string };

/** What happens to a row of an imported file. */
export type ImportOutcome = 'new' | 'updated' | 'duplicate' | 'rejected';

export type ImportCounts = { rows: number; blank_rows: number } & Record<ImportOutcome, number>;

/** A row of an imported file, and what applying it does. */
export type ImportSample = {
  row: number;
  name: string;
  phones: string[];
  groups: string[];
  outcome: ImportOutcome;
  /** Of a row that updates: what the contact is called now. */
  known: string | null;
  problem: string | null;
};

export type ImportSummary = {
  id: ImportId;
  fileName: string;
  bytes: number;
  sha256: string;
  status: 'staging' | 'staged' | 'applied' | 'failed' | 'cancelled';
  userName: string;
  createdAt: Date;
  appliedAt: Date | null;
  counts: ImportCounts;
  problem: string | null;
};

export type ImportView = ImportSummary & {
  rowsRead: number;
  /** How the file was read, as the parts of one line. */
  detected: string[];
  /** The same, for whoever wants it read otherwise; null before it was understood. */
  reading: FileReading<ContactRole> | null;
  /** Whether the file is still here to be read again. */
  mayReread: boolean;
  /** First of each kind. */
  samples: ImportSample[];
};
