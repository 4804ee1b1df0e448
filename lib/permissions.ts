import type { Context } from './context';
import { NotAllowed } from './outcome';

export type Permission =
  | 'opt_outs.view'
  | 'opt_outs.add'
  | 'opt_outs.opt_in'
  | 'opt_outs.correct'
  | 'opt_outs.export'
  | 'opt_outs.upload'
  | 'uploads.undo'
  | 'contacts.edit'
  | 'broadcasts.send'
  | 'messages.read'
  | 'account.manage';

/** The table of who may do what; the only place that knows. */
export function may({ actor, grants }: Pick<Context, 'actor' | 'grants'>, permission: Permission): boolean {
  if (actor.role === 'master' && actor.kind === 'user') return true;
  // A key of a master's may what they may, but not make other keys or users.
  if (actor.role === 'master' && actor.kind === 'api_key') return permission !== 'account.manage';
  switch (permission) {
    case 'opt_outs.view':
    case 'opt_outs.add':
    case 'messages.read':
      return true;
    // Their own ones; `seesAll` says whether those of others too.
    case 'contacts.edit':
    case 'broadcasts.send':
      return actor.kind === 'user' || actor.kind === 'api_key';
    case 'opt_outs.opt_in':
      return actor.kind === 'recipient' || grants.optIn;
    // A correction reopens too: who may not do the one may not do the other.
    case 'opt_outs.correct':
      return grants.optIn;
    case 'opt_outs.export':
      return grants.export;
    case 'opt_outs.upload':
    case 'uploads.undo':
      return grants.upload;
    case 'account.manage':
      return false;
  }
}

export function authorize(ctx: Context, permission: Permission): void {
  if (!may(ctx, permission)) throw new NotAllowed(permission);
}

/** Whether contacts and broadcasts of every user of the account are theirs to see, or only their own. */
export const seesAll = ({ actor, grants }: Pick<Context, 'actor' | 'grants'>): boolean =>
  actor.role === 'master' || grants.all;
