'use client';

import { useState } from 'react';
import { toast } from 'sonner';
import type { BroadcastLine, RecipientLine } from '@/lib/broadcasts/view';
import type { FormAction } from '@/lib/web/form-state';
import { ChannelIcon } from '../opt-outs/channel-icon';
import { Button } from '../ui/button';
import { Dialog, DialogBody, DialogFooter } from '../ui/dialog';
import { Problem } from '../ui/field';
import { Notice } from '../ui/notice';
import { SwitchRow } from '../ui/switch-row';
import { useFormAction } from '../ui/use-form-action';

/** Opts a recipient out, and says first what that does. */
export function OptOutDialog({
  broadcast: { id, status, channel },
  recipient: { phone, shown, name, status: stands },
  onClose,
  onClosed,
  optOutRecipient,
}: {
  broadcast: BroadcastLine;
  recipient: RecipientLine;
  onClose: () => void;
  onClosed: () => void;
  optOutRecipient: FormAction;
}) {
  const [channels, setChannels] = useState({ voice: true, text: true });
  const { form, pending, submit, message, problemOf } = useFormAction(optOutRecipient, {
    onDone: (said) => {
      toast.success(said);
      onClose();
    },
  });
  const isWaiting = stands === 'queued' && status !== 'done' && status !== 'cancelled';
  return (
    <Dialog
      open
      onClose={onClose}
      onClosed={onClosed}
      title={`Opt out ${shown}`}
      description={`${name ?? 'This person'} asked to stop. We stop messaging this number at once. A message already with the carrier may still arrive.`}
    >
      <form
        ref={form}
        noValidate
        className="flex min-h-0 flex-1 flex-col"
        onSubmit={(event) => {
          event.preventDefault();
          if (!pending) submit({ id: String(id), phone, ...channels });
        }}
      >
        <DialogBody>
          <div className="grid gap-2">
            <SwitchRow
              icon={<ChannelIcon channel="voice" closed={channels.voice} />}
              label="Opt out of voice"
              lines={channels.voice ? 'No more calls' : 'Nothing changes for calls'}
              toggle={{
                on: channels.voice,
                onChange: (voice) => setChannels({ ...channels, voice }),
                field: 'channels',
              }}
            />
            <SwitchRow
              icon={<ChannelIcon channel="text" closed={channels.text} />}
              label="Opt out of text"
              lines={channels.text ? 'No more text messages' : 'Nothing changes for texts'}
              toggle={{
                on: channels.text,
                onChange: (text) => setChannels({ ...channels, text }),
                field: 'channels',
              }}
            />
          </div>
          <Problem text={problemOf('channels')} />
          {isWaiting && (
            <p className="mt-3 text-[13px] text-ink-2" aria-live="polite">
              {channels[channel]
                ? 'This broadcast has not reached them yet, and will not.'
                : `This broadcast is a ${channel === 'text' ? 'text' : 'call'} and has not reached them yet. It still goes out to them.`}
            </p>
          )}
          {message && (
            <div className="mt-3">
              <Notice tone="danger" role="alert">
                {message}
              </Notice>
            </div>
          )}
        </DialogBody>
        <DialogFooter>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" aria-disabled={pending || undefined}>
            {pending ? 'Saving…' : 'Save'}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
