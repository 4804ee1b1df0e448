import { sql, type SQL } from 'drizzle-orm';
import { storable } from './storable';

type Item = string | number | boolean | null;

/**
 * A list as one bound parameter of an array type, `arrayOf(phones, 'bigint')`, however long: value
 * lists stop at 65,535 parameters.
 */
export const arrayOf = (
  items: readonly Item[],
  type: 'bigint' | 'integer' | 'text' | 'boolean' | 'date',
): SQL => sql`${`{${items.map(literal).join(',')}}`}::${sql.raw(type)}[]`;

function literal(item: Item): string {
  if (item === null) return 'NULL';
  if (typeof item !== 'string') return String(item);
  return `"${storable(item).replace(/[\\"]/g, '\\$&')}"`;
}
