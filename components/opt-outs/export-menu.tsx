'use client';

import { ChevronDown, Download, FileSpreadsheet, FileText } from 'lucide-react';
import { toast } from 'sonner';
import { formatCount } from '@/lib/format';
import { Button } from '../ui/button';
import { Menu, MenuItem } from '../ui/menu';
import {
  downloadExport,
  type ExportFormat,
  type ExportProgress,
  type ExportRequest,
} from './download-export';

/** What is exported: what a filter shows, as URL parameters, or some phones. */
export type ExportFrom = { query: string } | { phones: string[]; sort: string };

/** "Export": exactly what the filter shows, or what is selected, as CSV or Excel. */
export function ExportMenu({
  name = 'Export',
  from,
  size,
  className,
}: {
  name?: string;
  from: ExportFrom;
  size?: 'small';
  className?: string;
}) {
  return (
    <Menu
      button={
        <Button look="ghost" size={size} className={className}>
          <Download size={16} aria-hidden /> {name} <ChevronDown size={14} aria-hidden />
        </Button>
      }
    >
      <MenuItem onSelect={() => void exportAs('csv', from)}>
        <FileText size={16} aria-hidden /> CSV
      </MenuItem>
      <MenuItem onSelect={() => void exportAs('xlsx', from)}>
        <FileSpreadsheet size={16} aria-hidden /> Excel
      </MenuItem>
    </Menu>
  );
}

async function exportAs(format: ExportFormat, from: ExportFrom) {
  const stop = new AbortController();
  const id = toast.loading('Exporting…', { duration: Infinity });
  const say = (words: string) =>
    toast.loading(words, {
      id,
      duration: Infinity,
      cancel: { label: 'Cancel', onClick: () => stop.abort() },
    });
  say('Exporting…');
  try {
    const saved = await downloadExport(requestOf(format, from), format, {
      signal: stop.signal,
      onProgress: atMostEvery(200, (progress: ExportProgress) => say(wordsOf(progress, format))),
    });
    toast.dismiss(id);
    toast.success(savedInWords(saved));
  } catch {
    toast.dismiss(id);
    if (stop.signal.aborted) toast('Export cancelled. No file was saved.');
    else toast.error('The export stopped before it was complete. No file was saved; please try again.');
  }
}

const EXPORT = '/api/v1/opt-outs/export';

function requestOf(format: ExportFormat, from: ExportFrom): ExportRequest {
  if ('query' in from) return { url: `${EXPORT}?format=${format}${from.query && `&${from.query}`}` };
  return { url: EXPORT, body: { format, ...from } };
}

function savedInWords(saved: number | null | 'browser'): string {
  if (saved === 'browser') return 'This export is large: your browser is downloading it.';
  if (saved === null) return 'The export is saved.';
  return `Exported ${formatCount(saved)} ${saved === 1 ? 'opt-out' : 'opt-outs'}.`;
}

function wordsOf({ rows, bytes, total }: ExportProgress, format: ExportFormat): string {
  if (format === 'csv' && total) return `Exporting… ${formatCount(rows)} of ${formatCount(total)}`;
  if (format === 'csv') return `Exporting… ${formatCount(rows)} rows`;
  return `Exporting… ${(bytes / 1_000_000).toFixed(1)} MB${total ? ` of ${formatCount(total)} rows` : ''}`;
}

function atMostEvery<T>(milliseconds: number, act: (value: T) => void) {
  let last = 0;
  return (value: T) => {
    if (Date.now() - last < milliseconds) return;
    last = Date.now();
    act(value);
  };
}
