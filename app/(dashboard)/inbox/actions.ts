'use server';

import { answerPerson } from '@/lib/messages/answer-person';
import {
  correctReading as correct,
  decideReview as decide,
  optOutPerson as optOut,
} from '@/lib/messages/decide-review';
import { AnswerPerson, DecideReview, MarkRead, NotARequest, OptOutPerson } from '@/lib/messages/input';
import { markRead as read } from '@/lib/messages/mark-read';
import { formAction } from '@/lib/web/form-action';

export const decideReview = formAction(DecideReview, decide);
export const optOutPerson = formAction(OptOutPerson, optOut);
export const correctReading = formAction(NotARequest, correct);
export const markRead = formAction(MarkRead, read);
export const sendAnswer = formAction(AnswerPerson, answerPerson);
