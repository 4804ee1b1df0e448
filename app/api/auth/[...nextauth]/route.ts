import NextAuth from 'next-auth';
import type { NextRequest } from 'next/server';
import { authOptions } from '@/lib/web/session';

type Segment = { params: Promise<{ nextauth: string[] }> };

const handler = (request: NextRequest, segment: Segment): Promise<Response> =>
  NextAuth(authOptions())(request, segment) as Promise<Response>;

export { handler as GET, handler as POST };
