import 'server-only';
import { plainWords } from './cells';

/** More is no name: it is a text, or somebody who wants us to be busy. */
const LONGEST = 200;

/** A header in plain words: "HasOptedOutOfSMS" reads as "has opted out of sms", "Phone2" as "phone 2". */
export const nameWords = (name: string) =>
  plainWords(
    name
      .slice(0, LONGEST)
      .replace(/([a-z\d])([A-Z])/g, '$1 $2')
      .replace(/([A-Z])(?=[A-Z][a-z])/g, '$1 ')
      .replace(/(\p{L}{2})(\d)/gu, '$1 $2'),
  );
