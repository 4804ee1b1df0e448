import { MORE_THAN_ONE, problem, type PhoneReading } from './reading';

/** The digits of a number in the groups they were written in: `(512) 555-0142` is 512, 555, 0142. */
export function groupsOf(number: string): string[] {
  return number.split(/\D+/).filter(Boolean);
}

/**
 * Digits may add up and still be something else: two numbers, an area code written last,
 * a number of another country without its plus. The problem, or null.
 */
export function whyGroupsFail(number: string, northAmerican: boolean): PhoneReading | null {
  const shape = groupsOf(number)
    .map((group) => group.length)
    .join(' ');
  if (/[;,|&\n\r\t]/.test(number) && !/^(1 )?3 3 4$/.test(shape)) return problem(MORE_THAN_ONE);
  if (!northAmerican) return /\/.*\/|\/\D*\d{1,4}$/.test(number) ? problem(MORE_THAN_ONE) : null;
  if (/^(3 4 3|7 3)$/.test(shape)) return problem(AREA_CODE_LAST);
  if (/^(2 .*|5 5)$/.test(shape)) return problem(FOREIGN_GROUPS);
  return null;
}

const AREA_CODE_LAST = 'It can be read with its area code first or last. Write the area code first.';
const FOREIGN_GROUPS =
  'Its digits are grouped like those of a number in another country. Write it as 512 555 0142, or with + and its country code.';
