import type { ActorKind, ApiKeyId, Role, UploadStatus, UserId } from '@/db/vocabulary';
import { CORRECTION_DAYS } from '@/lib/opt-outs/policy';

/** What undoing an upload did: to how many phones, how many it allowed again, how many others keep closed. */
export type UndoResult = { phones: number; reopened: number; still_closed: number };

type Undoer = { actor: { kind: ActorKind; id: number | null; role: Role | null } };
type Undoable = {
  status: UploadStatus;
  userId: UserId | null;
  apiKeyId: ApiKeyId | null;
  appliedAt: Date | null;
};

/** The master undoes any upload, others their own, for as long as a mistake may be said to be one. */
export function mayUndo(
  { actor }: Undoer,
  { userId, apiKeyId, appliedAt }: Undoable,
  now: Date,
): 'yes' | 'not_own' | 'too_old' {
  if (actor.role === 'master') return 'yes';
  const isOwn = actor.kind === 'api_key' ? apiKeyId === actor.id : userId === actor.id;
  if (!isOwn || actor.id === null) return 'not_own';
  const days = appliedAt ? (now.getTime() - appliedAt.getTime()) / 86_400_000 : 0;
  return days > CORRECTION_DAYS ? 'too_old' : 'yes';
}
