/** What Twilio's error numbers mean to somebody in an office; safe for the browser. */
const WORDS: Readonly<Record<number, string>> = {
  401: 'Twilio did not accept this deployment’s credentials.',
  403: 'Twilio does not let this deployment send.',
  404: 'Twilio knows no account by this deployment’s SID.',
  10001: 'The Twilio account is not active.',
  13224: 'This number cannot be called.',
  20003: 'Twilio did not accept this deployment’s credentials.',
  20005: 'The Twilio account is suspended or closed.',
  20006: 'Twilio does not let this deployment send.',
  20404: 'Twilio knows no account by this deployment’s SID.',
  20429: 'Twilio was asked too much at once.',
  21210: 'The account’s number is not one of this Twilio account’s.',
  21211: 'This is not a phone number that can be reached.',
  21212: 'The account’s number cannot send.',
  21214: 'This number cannot be called.',
  21215: 'Twilio may not call this country for this account.',
  21217: 'This is not a phone number that can be reached.',
  21408: 'Twilio may not text this country for this account.',
  21606: 'The account’s number cannot send texts.',
  21610: 'They replied STOP, so the carrier delivers no texts to them.',
  21611: 'Too many texts from the account’s number wait at Twilio already.',
  21612: 'Twilio cannot reach this number from the account’s number.',
  21614: 'This number cannot receive texts.',
  21617: 'The text is too long.',
  21659: 'The account’s number is not one of Twilio’s.',
  21660: 'The account’s number belongs to another Twilio account.',
  30002: 'The Twilio account was suspended before this went out.',
  30003: 'The handset could not be reached.',
  30004: 'The phone or its carrier blocks these texts.',
  30005: 'This number is not in service.',
  30006: 'This is a landline, or its carrier cannot be reached.',
  30007: 'The carrier filtered this text out.',
  30008: 'The carrier could not deliver it, and did not say why.',
  63038: 'Twilio takes no more messages of this account’s today.',
};

/** What Twilio says of the account or its number, and would say again for every other phone. */
const ABOUT_THE_ACCOUNT: ReadonlySet<number> = new Set([
  404, 10001, 20003, 20005, 20006, 20404, 21210, 21212, 21606, 21659, 21660, 63038,
]);

export const aboutTheAccount = (code: number): boolean => ABOUT_THE_ACCOUNT.has(code);

export const wordsForTwilio = (code: number): string | null => WORDS[code] ?? null;
