/** Words that several phrases are made of, as alternatives of a pattern. Safe for the browser. */

/** The beginnings of what we do to people. */
export const ABOUT =
  '(?:text|messag|call|sms|spam|contact|email|bother|harass|bug|send|notif|phon|ring|alert|remind|robocall|blast|writ|reach|communicat|promo|advert|solicit|market)';

/** What is done to whom, or on what. */
export const US =
  '(?:me|us|this number|this phone|my phone|my cell|my number|my wife|my husband|my mother|my mom|my son|my daughter|here)';

/** What of ours they may mean, after a verb. */
export const OURS =
  '(?:subscriptions?|texts?|sms|messages?|alerts?|notifications?|reminders?|calls?|texting|messaging|service|updates?|promos?|promotions?|emails?|communications?)';

/** The rest of a clause, up to what begins another thought: what stands there is read by itself. */
export const REST = '(?:(?! (?:and|but|so|or|because|then|just|please|unless|pero|y)\\b).)*';
