import { expect, test } from 'vitest'
import type { FoundTenant } from './find-tenant.ts'
import { rememberTenants } from './remembered-tenants.ts'

const found = { found: true, tenantId: '3f0c9a52-6d1b-4e8e-9a57-0c1d2e3f4a5b' } as const
const unreachable = { found: false, reason: 'microsoft_unreachable' } as const

function remembering(answer: FoundTenant) {
  const asked: string[] = []
  let at = 0
  const answers = { now: answer }
  const find = rememberTenants(
    async (name) => {
      asked.push(name)
      return answers.now
    },
    () => new Date(at),
  )
  return { asked, answers, find, pass: (ms: number) => (at += ms) }
}
const always = () => true

test('Microsoft is asked once about a domain, however many people of it are explained (R19)', async () => {
  const { asked, find, pass } = remembering(found)
  for (const name of ['north.example', 'North.Example ', 'north.example'])
    expect(await find('max', name, always)).toBe(found)
  expect(asked).toEqual(['north.example'])
  // Those who may not ask any more learn what is known.
  expect(await find('max', 'north.example', () => false)).toBe(found)
  expect(await find('max', 'other.example', () => false)).toEqual(unreachable)
  // What others have asked about is not told (R31).
  expect(await find('eve', 'north.example', () => false)).toEqual(unreachable)
  pass(5 * 60_000)
  expect(await find('max', 'north.example', always)).toBe(found)
  expect(asked).toEqual(['north.example', 'north.example'])
})

test('what does not exist is asked about again after a minute, and silence at once', async () => {
  const { asked, answers, find, pass } = remembering({ found: false, reason: 'no_such_tenant' })
  await find('max', 'new.example', always)
  await find('max', 'new.example', always)
  expect(asked.length).toBe(1)
  pass(60_000)
  answers.now = unreachable
  await find('max', 'new.example', always)
  await find('max', 'new.example', always)
  expect(asked.length).toBe(3)
})

test('a clock that is set back keeps no answer longer (R28)', async () => {
  const { asked, find, pass } = remembering(found)
  pass(10 * 60_000)
  await find('max', 'north.example', always)
  pass(-10 * 60_000)
  await find('max', 'north.example', always)
  expect(asked.length).toBe(2)
})

test('answers about a thousand names are kept', async () => {
  const { asked, find } = remembering(found)
  for (let at = 0; at <= 1000; at++) await find('max', `${at}.example`, always)
  await find('max', '1000.example', always)
  expect(asked.length).toBe(1001)
  await find('max', '0.example', always)
  expect(asked.length).toBe(1002)
})
