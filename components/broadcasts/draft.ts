import type { Channel, ContactId, GroupId } from '@/db/vocabulary';
import { splitPasted, type Audience } from '@/lib/broadcasts/input';
import type { AudienceList } from '@/lib/broadcasts/view';
import type { FieldProblem } from './ask';

/** What stands in the composer. */
export type Draft = {
  channel: Channel;
  message: string;
  /** As it was typed or pasted. */
  pasted: string;
  /** Pasted in so large a piece that a text field could not show it any more without making one wait. */
  pastes: string[];
  contacts: { id: ContactId; name: string }[];
  groups: { id: GroupId; name: string; members: number }[];
  lists: AudienceList[];
  when: 'now' | 'later';
  day: string;
  time: string;
};

export const EMPTY: Draft = {
  channel: 'text',
  message: '',
  pasted: '',
  pastes: [],
  contacts: [],
  groups: [],
  lists: [],
  when: 'now',
  day: '',
  time: '09:00',
};

/** What of a draft decides who gets it. */
export type Choice = Pick<Draft, 'channel' | 'pasted' | 'pastes' | 'contacts' | 'groups' | 'lists'>;

/** To whom a draft goes, as the server reads it. */
export const audienceOf = ({ pasted, pastes, contacts, groups, lists }: Choice): Audience => ({
  phones: [pasted, ...pastes].flatMap(splitPasted).map((input) => input.slice(0, 500)),
  contacts: contacts.map(({ id }) => id),
  groups: groups.map(({ id }) => id),
  lists: lists.map(({ id }) => id),
});

export const isToNobody = ({ pasted, pastes, contacts, groups, lists }: Choice): boolean =>
  pasted.trim() === '' && pastes.length + contacts.length + groups.length + lists.length === 0;

/** A problem with something that was chosen, by its name. */
export function aboutChosen({ contacts, groups, lists }: Choice, { path, message }: FieldProblem): string {
  const [, kind, at] = /^audience\.(\w+)\.(\d+)$/.exec(path) ?? [];
  const names: Record<string, string[]> = {
    contacts: contacts.map(({ name }) => name),
    groups: groups.map(({ name }) => name),
    lists: lists.map(({ fileName }) => fileName),
  };
  const name = names[kind ?? '']?.[Number(at)];
  return name === undefined ? message : `“${name}”: ${message}`;
}
