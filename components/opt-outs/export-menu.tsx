'use client';

import { ChevronDown, Download, FileSpreadsheet, FileText } from 'lucide-react';
import { toast } from 'sonner';
import { formatCount } from '@/lib/format';
import { Button } from '../ui/button';
import { Menu, MenuItem } from '../ui/menu';
import { downloadExport, type ExportFormat, type ExportProgress } from './download-export';

/** "Export": exactly what the filter shows, as CSV or Excel. */
export function ExportMenu({ query, className }: { query: string; className?: string }) {
  return (
    <Menu
      button={
        <Button look="ghost" className={className}>
          <Download size={16} aria-hidden /> Export <ChevronDown size={14} aria-hidden />
        </Button>
      }
    >
      <MenuItem onSelect={() => void exportAs('csv', query)}>
        <FileText size={16} aria-hidden /> CSV
      </MenuItem>
      <MenuItem onSelect={() => void exportAs('xlsx', query)}>
        <FileSpreadsheet size={16} aria-hidden /> Excel
      </MenuItem>
    </Menu>
  );
}

async function exportAs(format: ExportFormat, query: string) {
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
    const url = `/api/v1/opt-outs/export?format=${format}${query && `&${query}`}`;
    const saved = await downloadExport(url, format, {
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
