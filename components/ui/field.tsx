import { useId, type ComponentProps, type ReactNode } from 'react';
import { cx } from './class-names';

type Labelled = { label: string; labelParts?: ReactNode; problem?: string | null; hint?: ReactNode };

const CONTROL =
  'w-full rounded-lg border bg-surface px-3 text-ink transition-colors duration-150 aria-invalid:border-danger border-control focus-visible:outline-offset-0 max-md:text-base';

/** A labelled text field whose problem stands beside it and is announced. */
export function TextField({ label, problem, hint, className, ...input }: Labelled & ComponentProps<'input'>) {
  return (
    <Field label={label} problem={problem} hint={hint} className={className}>
      {(control) => <input type="text" {...input} {...control} className={cx(CONTROL, 'h-9 max-md:h-10')} />}
    </Field>
  );
}

export function TextArea({
  label,
  problem,
  hint,
  className,
  ...area
}: Labelled & ComponentProps<'textarea'>) {
  return (
    <Field label={label} problem={problem} hint={hint} className={className}>
      {(control) => (
        <textarea rows={2} {...area} {...control} className={cx(CONTROL, 'block min-h-9 resize-y py-2')} />
      )}
    </Field>
  );
}

export function SelectField({
  label,
  problem,
  hint,
  className,
  ...select
}: Labelled & ComponentProps<'select'>) {
  return (
    <Field label={label} problem={problem} hint={hint} className={className}>
      {(control) => <select {...select} {...control} className={cx(CONTROL, 'h-9 pr-2 max-md:h-10')} />}
    </Field>
  );
}

/** One box to tick, with its sentence. */
export function Tick({ label, labelParts, problem, ...input }: Labelled & ComponentProps<'input'>) {
  const id = useId();
  return (
    <div>
      <label className="flex cursor-pointer items-start gap-2.5 py-1">
        <input
          type="checkbox"
          {...input}
          aria-invalid={problem ? true : undefined}
          aria-describedby={problem ? id : undefined}
          className="mt-px size-[18px] shrink-0 accent-accent"
        />
        <span>{labelParts ?? label}</span>
      </label>
      <Problem id={id} text={problem} />
    </div>
  );
}

/** Why a field was refused. The element is always there, so that what appears in it is announced. */
export function Problem({ id, text }: { id?: string; text?: string | null }) {
  return (
    <div id={id} aria-live="polite">
      {text && <p className="mt-1 text-[13px] text-danger">{text}</p>}
    </div>
  );
}

type ControlProps = { id: string; 'aria-invalid'?: true; 'aria-describedby'?: string };

function Field({
  label,
  problem,
  hint,
  className,
  children,
}: Labelled & { className?: string; children: (control: ControlProps) => ReactNode }) {
  const id = useId();
  const described = [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(' ');
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1 block font-medium">
        {label}
      </label>
      {children({
        id,
        'aria-invalid': problem ? true : undefined,
        'aria-describedby': described || undefined,
      })}
      {hint && (
        <p id={`${id}-hint`} className="mt-1 text-[13px] text-ink-2">
          {hint}
        </p>
      )}
      <Problem id={`${id}-problem`} text={problem} />
    </div>
  );
}
