import { expect, test } from 'vitest';
import { addressIn } from './client-address';

test.each([
  ['198.51.100.7', 1, '198.51.100.7'],
  ['10.9.9.9, 198.51.100.7', 1, '198.51.100.7'],
  ['10.9.9.9, 198.51.100.7, 203.0.113.2', 2, '198.51.100.7'],
  ['198.51.100.7', 2, '198.51.100.7'],
  [' , 198.51.100.7 ,', 1, '198.51.100.7'],
  ['', 1, null],
  [null, 1, null],
])(
  'of “%s” behind %i proxies, what the client itself claims is not believed',
  (forwarded, proxies, address) => {
    expect(addressIn(forwarded, proxies)).toBe(address);
  },
);

test('TRUST_PROXY counts the proxies; any other value is one', () => {
  const heard = '10.9.9.9, 198.51.100.7, 203.0.113.2';
  for (const [value, address] of [
    ['1', '203.0.113.2'],
    ['true', '203.0.113.2'],
    ['2', '198.51.100.7'],
    [undefined, '203.0.113.2'],
  ] as const) {
    if (value === undefined) delete process.env.TRUST_PROXY;
    else process.env.TRUST_PROXY = value;
    expect(addressIn(heard)).toBe(address);
  }
});
