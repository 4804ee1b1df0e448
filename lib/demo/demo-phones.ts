import 'server-only';
import type { E164 } from '@/db/vocabulary';
import type { Chance } from './chance';

/**
 * Numbers that belong to nobody: North American ones on 555-0150 to 555-0199, so that 555-0100 to
 * 555-0149 stay free for whoever tries things out, and foreign ones from their countries' own ranges for
 * fiction. In no particular order; the first of them are the ones to use.
 */
export function demoPhones(chance: Chance): E164[] {
  const nearby = NEARBY.flatMap((areaCode) => northAmerican(areaCode, 50));
  const elsewhere = ELSEWHERE.flatMap((areaCode) =>
    chance.shuffled(northAmerican(areaCode, 50)).slice(0, 22),
  );
  return chance.shuffled([...nearby, ...elsewhere, ...ABROAD]);
}

/** Texas and the states around it. */
const NEARBY =
  '512 737 210 726 830 254 361 713 832 346 214 469 972 817 682 979 936 903 430 940 325 432 806 915 956 409 405 539 580 918 225 318 337 504 985 505 575 479 501 870'.split(
    ' ',
  );
/** Where people come from who kept their number. */
const ELSEWHERE =
  '206 303 310 402 407 414 503 516 559 571 608 614 616 646 651 702 703 704 718 719 720 757 773 801 813 816 860 901 913 919 925 954 416 604'.split(
    ' ',
  );
const ABROAD = [
  ...['0150', '0163', '0171', '0188', '0204', '0377'].map((end) => `+44207946${end}`),
  ...['0217', '0640'].map((end) => `+44161496${end}`),
  '+33199001250',
  '+33199007731',
] as E164[];

const northAmerican = (areaCode: string, count: number): E164[] =>
  Array.from({ length: count }, (_, i) => `+1${areaCode}55501${50 + i}` as E164);
