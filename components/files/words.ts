import { formatCount } from '@/lib/format';

const KB = 1024;
export const MB = KB * KB;

/** "812 bytes", "1.2 MB" */
export function bytesInWords(bytes: number): string {
  if (bytes < KB) return `${bytes} bytes`;
  if (bytes < MB) return `${Math.round(bytes / KB)} kB`;
  return `${(bytes / MB).toFixed(1)} MB`;
}

/** "1 row", "12 rows" */
export const rows = (count: number): string => `${formatCount(count)} ${count === 1 ? 'row' : 'rows'}`;
