import type { ActorKind, ApiKeyId, Role, UploadStatus, UserId } from '@/db/vocabulary';
import { CORRECTION_DAYS } from '@/lib/opt-outs/policy';

/** What undoing an upload did: to how many phones, how many it allowed again, how many others keep closed. */
export type UndoResult = { phones: number; reopened: number; still_closed: number };

type Someone = { actor: { kind: ActorKind; id: number | null; role: Role | null } };
type Brought = { userId: UserId | null; apiKeyId: ApiKeyId | null };
type Undoable = Brought & { status: UploadStatus; appliedAt: Date | null };

/** The master decides on any upload, others on their own: who applies a file must be able to undo it. */
export const mayDecide = (someone: Someone, upload: Brought): boolean =>
  someone.actor.role === 'master' || isOwn(someone, upload);

const isOwn = ({ actor }: Someone, { userId, apiKeyId }: Brought): boolean =>
  actor.id !== null && (actor.kind === 'api_key' ? apiKeyId : userId) === actor.id;

/** Why somebody else's upload is left as it is. */
export const notYours = (userName: string) =>
  ({
    ok: false,
    reason: 'not_own',
    message: `Only ${userName}, who uploaded this file, or the account’s master can decide what becomes of it.`,
  }) as const;

/** The master undoes any upload, others their own, for as long as a mistake may be said to be one. */
export function mayUndo(someone: Someone, upload: Undoable, now: Date): 'yes' | 'not_own' | 'too_old' {
  if (someone.actor.role === 'master') return 'yes';
  if (!isOwn(someone, upload)) return 'not_own';
  const days = upload.appliedAt ? (now.getTime() - upload.appliedAt.getTime()) / 86_400_000 : 0;
  return days > CORRECTION_DAYS ? 'too_old' : 'yes';
}
