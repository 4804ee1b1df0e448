import { GeistSans } from 'geist/font/sans';
import type { Metadata, Viewport } from 'next';
import { connection } from 'next/server';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import { Toaster } from '@/components/layout/toaster';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'Opt Out Report', template: '%s · Opt Out Report' },
  description: 'Who asked not to be called or texted, kept, proved and enforced.',
  robots: { index: false },
};

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fafaf9' },
    { media: '(prefers-color-scheme: dark)', color: '#131211' },
  ],
};

export default async function RootLayout({ children }: LayoutProps<'/'>) {
  // A page rendered ahead of its request has no nonce, and the policy would block all of its scripts.
  await connection();
  return (
    <html lang="en" className={GeistSans.variable}>
      <body className="min-h-dvh">
        <NuqsAdapter>{children}</NuqsAdapter>
        <Toaster />
      </body>
    </html>
  );
}
