import 'server-only';

/**
 * True where a browser's request that changes something comes from our own pages. A request without an
 * Origin is refused too: every browser sends one with a POST, and Next lets such an action pass. Behind a proxy
 * AUTH_URL says what we are called; a header that anybody can send does not.
 */
export function isSameOrigin(headers: Headers): boolean {
  const origin = headers.get('origin');
  if (!origin) return false;
  const host = headers.get('host');
  try {
    return new URL(origin).host === host || origin === new URL(process.env.NEXTAUTH_URL ?? '').origin;
  } catch {
    return false;
  }
}
