import 'server-only';
import { plainWords } from './cells';

/** A header in plain words: "HasOptedOutOfSMS" reads as "has opted out of sms", "Phone2" as "phone 2". */
export const nameWords = (name: string) =>
  plainWords(
    name
      .replace(/([a-z\d])([A-Z])/g, '$1 $2')
      .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
      .replace(/(\p{L}{2})(\d)/gu, '$1 $2'),
  );
