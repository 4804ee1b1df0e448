import 'server-only';
import type { E164, Source } from '@/db/vocabulary';
import type { Cell } from '@/lib/files/cells';
import type { Layout } from '@/lib/files/layout';
import type { Consent } from '@/lib/opt-outs/input';
import type { Channels } from '@/lib/opt-outs/policy';
import type { StaffKey, Who } from './people';

/** One thing that happened, when, and who did it. */
export type Step = OptOutStep | OptInStep | UnstopStep | UploadStep;

export type OptOutStep = {
  does: 'opt_out';
  at: Date;
  who: Who;
  phone: E164;
  source: Source;
  channels: Channels;
  note: string | null;
  evidence: Record<string, unknown>;
};
export type OptInStep = {
  does: 'opt_in';
  at: Date;
  who: StaffKey;
  phone: E164;
  channels: Channels;
  consent: Consent;
};
export type UnstopStep = { does: 'unstop'; at: Date; phone: E164; words: string };
export type UploadStep = { does: 'upload'; at: Date; who: StaffKey; file: DemoFile };

/** A file as a customer might have sent it; only what was read of it is kept. */
export type DemoFile = {
  fileName: string;
  toggles: Channels;
  layout: Layout;
  /** From the first row of content. */
  rows: Cell[][];
};

export const BOTH: Channels = { voice: true, text: true };
export const VOICE: Channels = { voice: true, text: false };
export const TEXT: Channels = { voice: false, text: true };
