import { NextResponse, type NextRequest } from 'next/server';

/** Gives every page a Content-Security-Policy with a nonce of its own. Decides nothing about who may see what. */
export function proxy(request: NextRequest) {
  const policy = policyWith(crypto.randomUUID().replaceAll('-', ''));
  const headers = new Headers(request.headers);
  headers.set('content-security-policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('Content-Security-Policy', policy);
  for (const [name, value] of Object.entries(ALWAYS)) response.headers.set(name, value);
  return response;
}

/** Everything under /api stays out: bodies that pass through here are cut off at 10 MB. */
export const config = { matcher: ['/((?!api/|_next/static/|_next/image/|favicon.ico|icon.svg).*)'] };

const ALWAYS = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
} as const;

function policyWith(nonce: string): string {
  const whileDeveloping = process.env.NODE_ENV === 'development' ? " 'unsafe-eval'" : '';
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${whileDeveloping}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "frame-ancestors 'none'",
    "base-uri 'self'",
    "form-action 'self'",
  ].join('; ');
}
