'use client';

import { FileUp } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useEffect, useId, useRef, useState, type DragEvent } from 'react';
import { formatCount } from '@/lib/format';
import { Button } from '../ui/button';
import { Card } from '../ui/card';
import { cx } from '../ui/class-names';
import { Notice } from '../ui/notice';
import { Progress } from '../ui/progress';
import { ACCEPTED, problemOfFile, sendFile } from './send-file';
import { bytesInWords } from './words';

type Sending = { name: string; bytes: number; sent: number };

/** Takes a file, dropped or chosen, sends it with progress, and goes on to its review. */
export function DropZone({
  address = '/api/v1/uploads',
  review = '/reports/opt-outs/upload',
}: {
  /** Where the file is sent to. */
  address?: string;
  /** The page under which the review of a file is, by its id. */
  review?: string;
}) {
  const router = useRouter();
  const id = useId();
  const [over, setOver] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [sending, setSending] = useState<Sending | null>(null);
  const stop = useRef<AbortController>(undefined);
  useEffect(() => () => stop.current?.abort(), []);

  const send = async (files: FileList | null) => {
    const file = files?.[0];
    if (!file || sending) return;
    const refused =
      files.length > 1
        ? `Choose one file at a time: these are ${formatCount(files.length)}.`
        : problemOfFile(file);
    setProblem(refused);
    if (refused) return;
    stop.current = new AbortController();
    setSending({ name: file.name, bytes: file.size, sent: 0 });
    const answer = await sendFile(file, {
      address,
      signal: stop.current.signal,
      onProgress: (sent) => setSending({ name: file.name, bytes: file.size, sent }),
    });
    if (answer.ok) return router.push(`${review}/${answer.id}`);
    setSending(null);
    setProblem(answer.problem);
  };
  const drag = (isOver: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setOver(isOver);
  };

  return (
    <Card>
      {sending ? (
        <div className="grid gap-3 px-5 py-6">
          <Progress
            label={`Sending ${sending.name}`}
            words={
              sending.sent < sending.bytes
                ? `${bytesInWords(sending.sent)} of ${bytesInWords(sending.bytes)}`
                : `${bytesInWords(sending.bytes)} sent`
            }
            done={sending.sent}
            of={sending.bytes}
          />
          <div className="flex justify-end">
            <Button onClick={() => stop.current?.abort()}>Cancel</Button>
          </div>
        </div>
      ) : (
        <div
          onDragOver={drag(true)}
          onDragLeave={drag(false)}
          onDrop={(event) => {
            drag(false)(event);
            void send(event.dataTransfer.files);
          }}
          className={cx(
            'm-3 flex flex-col items-center gap-1 rounded-[10px] border border-dashed px-6 py-10 text-center transition-colors duration-150',
            over ? 'border-accent bg-accent-soft' : 'border-control',
          )}
        >
          <FileUp size={26} aria-hidden className="mb-2 text-accent" />
          <p className="font-medium">{over ? 'Drop it to upload' : 'Drop a file here'}</p>
          <p id={`${id}-hint`} className="text-[13px] text-ink-2">
            CSV or text up to 200 MB, Excel or OpenDocument (.xlsx, .xls, .xlsb, .ods) up to 50 MB
          </p>
          <input
            id={id}
            type="file"
            accept={ACCEPTED}
            aria-describedby={`${id}-hint ${id}-problem`}
            onChange={(event) => {
              void send(event.target.files);
              event.target.value = '';
            }}
            className="peer sr-only"
          />
          <label
            htmlFor={id}
            className="mt-3 inline-flex h-9 cursor-pointer items-center rounded-lg border border-accent bg-accent px-3.5 font-medium text-accent-ink peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-accent hover:bg-accent-strong"
          >
            Choose a file
          </label>
        </div>
      )}
      <div id={`${id}-problem`}>
        {problem && (
          <div className="px-3 pb-3">
            <Notice tone="danger" role="alert">
              {problem}
            </Notice>
          </div>
        )}
      </div>
    </Card>
  );
}
