import { neverCalculated } from './formula.mjs';
import { storable } from './text.mjs';

/**
 * What a cell of an OpenDocument holds: its raw value before the text that it shows; null where it is blank.
 * @param attributes of the cell
 * @param shown the text in it; undefined where it shows none at all, not even an empty one
 */
export function documentValue(attributes, shown, { office, table }) {
  const type = attributes[`${office}:value-type`];
  const raw = rawValue(type, (name) => attributes[`${office}:${name}`]);
  if (raw !== undefined) return raw;
  if (shown?.trim()) return textOf(shown);
  const formula = attributes[`${table}:formula`];
  const isUnknown = formula !== undefined && shown === undefined && type !== 'string';
  return isUnknown ? neverCalculated(formula.replace(/^\w+:=?/, '=')) : null;
}

/** undefined where there is none, or where it is not what its type says: then what is shown counts. */
function rawValue(type, attribute) {
  switch (type) {
    case 'float':
    case 'currency':
    case 'percentage':
      return numberOf(attribute('value'));
    case 'date':
      return dateOf(attribute('date-value'));
    case 'boolean':
      return { true: true, false: false }[attribute('boolean-value')];
    case 'string':
      return attribute('string-value') ? textOf(attribute('string-value')) : undefined;
    default:
      return undefined;
  }
}

function numberOf(value) {
  return value?.trim() && Number.isFinite(Number(value)) ? Number(value) : undefined;
}

/** Before 1900 lie only the zero days of spreadsheets. */
function dateOf(value) {
  if (value === undefined) return undefined;
  const day = /^\d{4}-\d\d-\d\d(?=T|$)/.exec(value)?.[0];
  return day && day >= '1900' ? { date: day } : undefined;
}

const textOf = (text) => storable(text) || null;
