import 'server-only';
import { createHash, randomInt } from 'node:crypto';

const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const LENGTH = 40;

/** A new key: `oor_` and about 238 random bits, of which none needs quoting. */
export const madeKey = () =>
  `oor_${Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('')}`;

/** What is kept of a key. It is random enough to need neither salt nor a slow hash. */
export const hashOfKey = (key: string) => createHash('sha256').update(key).digest('hex');

/** Its first letters, to tell keys apart. */
export const hintOfKey = (key: string) => key.slice(0, 8);
