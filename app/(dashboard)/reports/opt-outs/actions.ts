'use server';

import { addOptOut as add } from '@/lib/opt-outs/add-opt-out';
import { findPhone as find } from '@/lib/opt-outs/find-phone';
import { AddOptOut, CorrectOptOut, EditOptOut } from '@/lib/opt-outs/input';
import { saveCorrection } from '@/lib/opt-outs/save-correction';
import { saveOptOut } from '@/lib/opt-outs/save-opt-out';
import type { PhoneDetail } from '@/lib/opt-outs/view';
import { isE164 } from '@/lib/phone';
import { requireContext } from '@/lib/web/context';
import { formAction } from '@/lib/web/form-action';

export const addOptOut = formAction(AddOptOut, add);
export const editOptOut = formAction(EditOptOut, saveOptOut);
export const correctOptOut = formAction(CorrectOptOut, saveCorrection);

/** What the edit dialog shows; null when nothing was ever said about the phone. */
export async function findPhone(phone: string): Promise<PhoneDetail | null> {
  const ctx = await requireContext();
  return typeof phone === 'string' && isE164(phone) ? find(ctx, phone) : null;
}
