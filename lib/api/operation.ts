import type { z } from 'zod';
import type { ApiScope } from '@/db/vocabulary';

/** A body of some content type: a schema that validates it, or text or bytes with a word about them. */
type Content = z.ZodType | { text: string } | { bytes: string };

export type Operation = {
  method: 'get' | 'post' | 'delete';
  path: string;
  id: string;
  tag: 'Opt-outs' | 'Screening' | 'Uploads and exports' | 'Broadcasts' | 'About';
  summary: string;
  description?: string;
  /** Null: everybody may. */
  scope: ApiScope | null;
  /** Takes an Idempotency-Key. */
  once?: true;
  path_parameters?: Record<string, z.ZodType>;
  query?: Record<string, z.ZodType>;
  request?: Record<string, Content>;
  answers: Record<number, { description: string; content?: Record<string, Content> }>;
  /** The problems that may be answered beside those of every call. */
  problems?: Record<number, string>;
};

/** Content that is JSON and nothing else. */
export const json = (schema: z.ZodType) => ({ 'application/json': schema });
