import { storable } from './text.mjs';

const MAX_CHARS = 200;

/**
 * A cell whose formula the program that wrote it never calculated, so that nobody knows what it holds; that is
 * not a blank cell.
 */
export const neverCalculated = (formula) => ({
  formula: storable(formula.startsWith('=') ? formula : `=${formula}`).slice(0, MAX_CHARS),
});
