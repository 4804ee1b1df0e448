import type { Metadata } from 'next';
import { SignInForm } from '@/components/auth/sign-in-form';
import { BrandMark } from '@/components/layout/brand-mark';
import { Card } from '@/components/ui/card';
import { signIn } from './actions';

export const metadata: Metadata = { title: 'Sign in' };

export default async function LoginPage({ searchParams }: PageProps<'/login'>) {
  const { next } = await searchParams;
  return (
    <main id="content" className="mx-auto grid min-h-dvh w-full max-w-[400px] content-center px-4 py-10">
      <div className="mb-6 flex items-center justify-center gap-2.5 font-semibold">
        <BrandMark /> Opt Out Report
      </div>
      <Card className="px-6 pt-5 pb-6">
        <h1 className="mb-4 text-xl/7 font-semibold tracking-[-0.01em]">Sign in</h1>
        <SignInForm signIn={signIn} next={typeof next === 'string' ? next : ''} />
      </Card>
    </main>
  );
}
