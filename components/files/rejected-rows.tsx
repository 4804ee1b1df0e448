/** The rows that could not be read, as a file to mend and send again. */
export const RejectedRows = ({ href }: { href: string }) => (
  <a href={href} download className="rounded underline decoration-control underline-offset-3 hover:text-ink">
    Download rejected rows
  </a>
);
