import { notFound } from 'next/navigation';

/** Every address that is none of ours, so that it keeps the top bar. */
export default function NoSuchPage() {
  notFound();
}
