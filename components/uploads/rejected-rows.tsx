import type { UploadId } from '@/db/vocabulary';

/** The rows that could not be read, as a file to mend and upload again. */
export const RejectedRows = ({ id }: { id: UploadId }) => (
  <a
    href={`/api/v1/uploads/${id}/rejected.csv`}
    download
    className="rounded underline decoration-control underline-offset-3 hover:text-ink"
  >
    Download rejected rows
  </a>
);
