import 'server-only';
import type { AccountId, UploadId } from '@/db/vocabulary';
import { keptPlace } from '@/lib/files/on-disk';

export { arrivalPlace, discard, discardAbandoned } from '@/lib/files/on-disk';

/** The place of an upload's file. */
export const placeOf = (account: AccountId, id: UploadId) => keptPlace(`${account}-${id}`);
