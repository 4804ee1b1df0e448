import 'server-only';
import { saysWanted } from './channel-names';
import { countsUp, isConstant } from './column-content';
import { isPlainPhoneName, mayBeOurs, saysFrom, saysIdNumber, saysTo, saysWhosePhone } from './column-names';
import type { Content } from './detect-columns';

const NO_ACCIDENT = 12;
/** Ids that count up show it in so many rows. */
const JUDGED_BY = 200;

/**
 * A named phone column counts even where it is still empty or damaged, so that no phone in it is passed
 * over in silence; without a name most of its cells must be phones.
 */
export function phoneColumns(contents: Content[]): Content[] {
  const named = contents.filter(isNamedPhone);
  const isAlone = !named.some(({ phones }) => phones >= 0.5);
  const likely = contents.filter(
    (content) =>
      named.includes(content) || (content.phoneName === 'unclear' && isUnnamedPhone(content, isAlone)),
  );
  const hasTo = likely.some(({ name }) => name !== null && saysTo(name));
  const isWriter = ({ name }: Content) => hasTo && name !== null && saysFrom(name);
  const distinct = likely.filter(
    (content) =>
      (isWriter(content) || !isOurs(content)) &&
      !isCounter(content) &&
      !(content.name && saysWanted(content.name)),
  );
  if (distinct.some(({ phones }) => phones > 0)) return distinct;
  if (likely.some(({ cells }) => cells.length > 0)) return likely;
  return nextBest(contents) ?? likely;
}

const isNamedPhone = ({ phoneName, name, cells, phones, meantAsPhones, maybeDamaged }: Content) =>
  phoneName === 'phone' &&
  (cells.length === 0 ||
    phones >= 0.1 ||
    meantAsPhones >= 0.5 ||
    (name !== null && isPlainPhoneName(name) && maybeDamaged > 0));

/**
 * Beside a named phone column, bare digits under a name like "Member" are more likely ids; but a third of all
 * numbers of ten digits are phones in use, so that many of them in a row are no accident.
 */
const isUnnamedPhone = (content: Content, isAlone: boolean) =>
  content.phones >= 0.6 && (isAlone || content.name === null || saysPhones(content, content.name));

const saysPhones = (content: Content, name: string) =>
  content.writtenAsPhones >= 0.3 || saysWhosePhone(name) || (isAllPhones(content) && !saysIdNumber(name));

export const isAllPhones = ({ cells, cleanPhones }: Content) =>
  cells.length >= NO_ACCIDENT && cleanPhones >= 0.98;

// Nothing else holds phones: a fax column, a column of ids that are phones, or the only column there is.
function nextBest(contents: Content[]): Content[] | null {
  const filled = contents.filter(({ cells }) => cells.length > 0);
  const fax = filled.filter(({ phoneName, phones }) => phoneName === 'fax' && phones >= 0.5);
  if (fax.length > 0) return fax;
  const likely = filled.filter(({ phoneName, cells }) => phoneName !== 'not a phone' || !countsUp(cells));
  const best = likely.reduce<Content | null>((a, b) => (a && a.phones >= b.phones ? a : b), null);
  if (!best) return null;
  const enough = best.phoneName === 'not a phone' ? 0.9 : 0.2;
  const only = filled.length === 1 && (best.phones > 0 || best.meantAsPhones >= 0.3);
  return best.phones >= enough || only ? [best] : null;
}

const isOurs = ({ name, cells }: Content) => (name === null || mayBeOurs(name)) && isConstant(cells);
export const isCounter = ({ phoneName, writtenAsPhones, cells }: Content) =>
  phoneName === 'unclear' && writtenAsPhones < 0.3 && countsUp(cells.slice(0, JUDGED_BY));
