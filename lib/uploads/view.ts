import type { ColumnRole } from '@/lib/files/column-roles';
import type { FileReading } from '@/lib/files/view';
import type { UploadId, UploadOutcome, UploadStatus } from '@/db/vocabulary';

export type UploadCounts = {
  rows: number;
  blank_rows: number;
  phones: number;
} & Record<UploadOutcome, number>;

/** One phone of the file, and what applying does to it. */
export type UploadSample = {
  row: number;
  column: string;
  value: string;
  /** As people write it; null where it could not be read. */
  shown: string | null;
  outcome: UploadOutcome;
  /** What this row closes (null: the switches of the file decide). */
  asks: { voice: boolean; text: boolean } | null;
  /** What the row said, as read: "No Calls: Y, No Texts: N". */
  said: string | null;
  note: string | null;
};

export type UploadSummary = {
  id: UploadId;
  fileName: string;
  bytes: number;
  sha256: string;
  status: UploadStatus;
  createdAt: Date;
  appliedAt: Date | null;
  userName: string;
  counts: UploadCounts;
  problem: string | null;
  /** By whom it was taken back, why, and what that did. */
  undone: { at: Date; by: string; reason: string; reopened: number; stillClosed: number } | null;
  /** Whether the one who looks may undo it. */
  mayUndo: boolean;
};

export type UploadView = UploadSummary & {
  progress: { rows_read: number; rows_total: number | null };
  toggles: { voice: boolean; text: boolean };
  /** Rows that name a channel of their own; the toggles fill only the others. */
  rowsNamingChannels: number;
  /** How the file is read now, for whoever wants it read otherwise; null before it was understood. */
  reading: FileReading<ColumnRole> | null;
  /** Rows with a number in a column that is not read. */
  missed: { column: string; rows: number }[];
  /** Rows with phones that the sheet hides. */
  hiddenRows: number;
  /** Whether the one who looks may apply or cancel it, or say how it is read. */
  mayDecide: boolean;
  /** The same, and the file is still here to be read again. */
  mayReread: boolean;
  /** "Sheet “DNC 2016-2026” · header in row 4 · phones in “Telephone”": parts of one line. */
  detected: string[];
  /** First of each kind. */
  samples: UploadSample[];
  /** An earlier upload of the very same file that was applied. */
  appliedBefore: { at: Date; by: string } | null;
  /** Phones that applying would close or widen. */
  closes: number;
};
