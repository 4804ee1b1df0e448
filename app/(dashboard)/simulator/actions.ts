'use server';

import { HandsetKey, HandsetReply } from '@/lib/simulator/input';
import { pressThree as press } from '@/lib/simulator/press-three';
import { replyFromHandset } from '@/lib/simulator/reply';
import { formAction } from '@/lib/web/form-action';

export const sendReply = formAction(HandsetReply, replyFromHandset);
export const pressThree = formAction(HandsetKey, press);
