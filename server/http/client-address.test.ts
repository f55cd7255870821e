import ipaddr from 'ipaddr.js'
import { expect, test } from 'vitest'
import { clientAddress } from './client-address.ts'

const trusted = [ipaddr.parseCIDR('10.0.0.0/8'), ipaddr.parseCIDR('fd00::/32')]

test.each([
  ['203.0.113.9', '203.0.113.9'],
  [' 203.0.113.9 ', '203.0.113.9'],
  ['203.0.113.9:1234', '203.0.113.9'],
  ['"203.0.113.9:1234"', '203.0.113.9'],
  ['for=203.0.113.9', '203.0.113.9'],
  ['For="203.0.113.9:80"', '203.0.113.9'],
  ['2001:db8::7', '2001:db8::7'],
  ['[2001:db8::7]', '2001:db8::7'],
  ['[2001:db8::7]:443', '2001:db8::7'],
  ['for="[2001:db8::7]:443"', '2001:db8::7'],
  ['::ffff:203.0.113.9', '203.0.113.9'],
  ['[::ffff:203.0.113.9]:1', '203.0.113.9'],
  ['198.51.100.1, 203.0.113.9:1234, 10.0.0.2:99', '203.0.113.9'],
  ['198.51.100.1, [fd00::2]:99', '198.51.100.1'],
])('a proxy that writes %j is understood (R29)', (header, address) => {
  expect(clientAddress('10.0.0.1', header, trusted)).toBe(address)
})

test.each([
  '',
  'unknown',
  '_hidden',
  '10',
  '203.0.113',
  '203.0.113.9:123456',
  '[203.0.113.9',
  '203.0.113.9]',
  'for=',
])('where a proxy writes %j, its own address stands for the client’s (R29)', (header) => {
  expect(clientAddress('10.0.0.1', header, trusted)).toBe('10.0.0.1')
})

test('what is left of the first address that is no proxy’s is not believed (R29)', () => {
  expect(clientAddress('10.0.0.1', '192.0.2.1, 198.51.100.1:9', trusted)).toBe('198.51.100.1')
  expect(clientAddress('198.51.100.2', '192.0.2.1', trusted)).toBe('198.51.100.2')
})
