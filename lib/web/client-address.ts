import 'server-only';

/**
 * Where a request came from, as the outermost proxy of ours saw it: each proxy appends whom it heard, so what
 * stands before that is only what the client says of itself. `TRUST_PROXY` says how many proxies there are.
 */
export function addressIn(forwarded: string | null | undefined, proxies = howMany(process.env.TRUST_PROXY)) {
  const heard = (forwarded ?? '')
    .split(',')
    .map((address) => address.trim())
    .filter(Boolean);
  return heard.at(-Math.min(proxies, heard.length))?.slice(0, 60) ?? null;
}

const howMany = (trusted: string | undefined) => (/^[1-9]$/.test(trusted ?? '') ? Number(trusted) : 1);
