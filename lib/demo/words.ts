import 'server-only';
import type { ConsentMethod } from '@/db/vocabulary';

/** What the people of the demo wrote, said and pressed, each as often as its weight. */

export const STOP_WORDS = [
  ['STOP', 50],
  ['Stop', 18],
  ['stop', 12],
  ['Stop.', 4],
  ['STOP!!', 3],
  ['UNSUBSCRIBE', 3],
  ['stopall', 2],
  ['Cancel', 2],
  ['END', 2],
  ['quit', 1],
  ['ALTO', 2],
  ['BAJA', 1],
] as const;

export const UNSTOP_WORDS = [
  ['UNSTOP', 7],
  ['START', 4],
  ['Unstop', 2],
] as const;

export const OTHER_WORDS = [
  ['please stop texting me', 5],
  ['take me off your list', 4],
  ['Wrong number, remove me please', 4],
  ['do not text this number again', 3],
  ['no me escriban más', 3],
  ['My kids left the team years ago. No more messages please', 2],
  ['stop messaging me I am at work', 2],
] as const;

export const NOTES = [
  'Called the front desk and asked us to stop.',
  'New owner of the number; does not know us.',
  'Wrong number.',
  'Asked in person at pickup.',
  'Wrote to the office.',
  'Prefers e-mail.',
  'Left a voicemail: no more calls, please.',
  'Moved away.',
  'Work phone, must not ring during the day.',
  'Grandmother of a former member.',
  'Asked twice. Please be careful with this one.',
  'Family left at the end of the season.',
] as const;

export const FILE_NOTES = [
  'moved',
  'wrong number',
  'asked by phone',
  'left',
  'e-mail only',
  'duplicate family',
] as const;

export const CONSENT_NOTES: Record<ConsentMethod, readonly (string | null)[]> = {
  in_person: ['Signed up again at the front desk.', 'At the parents’ evening.', null],
  phone: [
    'Called and asked to get the schedule again.',
    'Missed a cancelled practice and wants calls back.',
    null,
  ],
  email: ['E-mail to the office, kept in the mailbox.', 'Wrote back to the newsletter.'],
  letter: ['Form returned with the season papers.'],
  website: ['Ticked the box on the registration form.', null],
  other: ['Through their sister, who is on the board; confirmed with them afterwards.'],
};

export const CONSENT_METHODS_USED = [
  ['phone', 9],
  ['in_person', 7],
  ['email', 5],
  ['website', 4],
  ['letter', 2],
  ['other', 1],
] as const satisfies readonly (readonly [ConsentMethod, number])[];

export const TEXT_BROADCASTS = [
  'Practice moved to 6 PM',
  'Registration closes Friday',
  'Field closed because of rain',
  'Picture day is tomorrow',
  'Season tickets',
  'Volunteers for Saturday',
  'Schedule change this week',
  'Summer camp sign-up',
  'Donation drive',
  'Uniform pickup',
] as const;

export const VOICE_BROADCASTS = [
  'Office closed on Monday',
  'Annual meeting',
  'Weather cancellation',
  'Membership renewal',
  'Holiday hours',
  'Fundraiser reminder',
] as const;

/** Cells that no phone can be read from. */
export const UNREADABLE = [
  '512-555-01',
  '5.12555E+09',
  'see file',
  '(737) 555-019',
  '555-0188',
  'n/a, moved',
  '210-155-0175',
  '1234567890',
] as const;
