import type { UploadView } from '@/lib/uploads/view';
import type { FormAction } from '@/lib/web/form-state';
import type { Clock } from '../ui/moment';
import { Review } from './review';
import { Result } from './result';
import { UploadProgress } from './upload-progress';
import { STATUS_WORDS } from './words';

export type UploadActions = Record<
  'applyUpload' | 'cancelUpload' | 'rereadUpload' | 'setToggles' | 'undoUpload',
  FormAction
>;

/** One upload, wherever it stands: being read, waiting for review, being applied, or over. */
export const OneUpload = (props: Props) => (
  <>
    <p role="status" className="sr-only">
      {props.upload.fileName}: {STATUS_WORDS[props.upload.status]}
    </p>
    <Stage {...props} />
  </>
);

type Props = { upload: UploadView; clock: Clock; actions: UploadActions };

function Stage({ upload, clock, actions }: Props) {
  switch (upload.status) {
    case 'staging':
    case 'applying':
    case 'undoing':
      return <UploadProgress upload={upload} cancelUpload={actions.cancelUpload} />;
    case 'staged':
      return <Review upload={upload} clock={clock} actions={actions} />;
    default:
      return <Result upload={upload} clock={clock} actions={actions} />;
  }
}
