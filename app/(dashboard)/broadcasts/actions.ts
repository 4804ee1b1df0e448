'use server';

import { OneBroadcast, OptOutRecipient } from '@/lib/broadcasts/input';
import { optOutRecipient as optOut } from '@/lib/broadcasts/opt-out-recipient';
import * as steer from '@/lib/broadcasts/steer-broadcast';
import { formAction } from '@/lib/web/form-action';

export const pauseBroadcast = formAction(OneBroadcast, (ctx, { id }) => steer.pauseBroadcast(ctx, id));
export const resumeBroadcast = formAction(OneBroadcast, (ctx, { id }) => steer.resumeBroadcast(ctx, id));
export const cancelBroadcast = formAction(OneBroadcast, (ctx, { id }) => steer.cancelBroadcast(ctx, id));
export const optOutRecipient = formAction(OptOutRecipient, optOut);
