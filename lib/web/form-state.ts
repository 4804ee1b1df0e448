import type { FieldProblem } from '@/lib/outcome';

/**
 * What a server action answers to its form. `refused` keeps everything that was typed; `fields`
 * stand beside their fields, `message` above the buttons.
 */
export type FormState =
  | { status: 'idle' }
  | { status: 'done'; message: string }
  | { status: 'refused'; reason: string; message: string | null; fields: FieldProblem[] };

export type FormAction = (previous: FormState, form: FormData) => Promise<FormState>;
export const IDLE: FormState = { status: 'idle' };
