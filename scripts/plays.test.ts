import { afterAll, beforeAll, expect, test } from 'vitest'
import { refusalsIn, type Trouble, whereToLook } from '#server/help/outline.ts'
import { articlePage } from '#server/help/pages/article.page.ts'
import {
  askMicrosoft,
  type FrontDoor,
  newestAttempt,
  openFrontDoor,
  visitor,
} from '#server/testing/front-door.ts'
import { refusalOfAadsts } from '#shared/aadsts/codes.ts'
import { plays } from './plays.ts'
import { addSampleCustomers } from './sample-customers.ts'

let door: FrontDoor
beforeAll(async () => {
  door = await openFrontDoor()
  await addSampleCustomers(door.db, door.emulator.directory, door.now())
})
afterAll(() => door.close())

const all = Object.keys(whereToLook) as Trouble[]
const withPerson = all.filter((trouble) => plays[trouble]?.includes('login_hint'))

/**
 * What needs more than one person, or nobody: a manager who is linked for the first time needs another who set the
 * tenant.
 */
const notPlayed = ['account', 'refused', 'first-link', 'again', 'support']

test('in the demo every trouble can be played that one person can have', () => {
  expect(all.filter((trouble) => !plays[trouble])).toEqual(notPlayed)
  const page = String(articlePage('en', 'cannot-sign-in', { address: new URL('http://localhost/'), plays }))
  expect(page.match(/class="play"/g)).toHaveLength(all.length - notPlayed.length)
  const real = String(
    articlePage('en', 'cannot-sign-in', { address: new URL('http://localhost/'), plays: undefined }),
  )
  expect(real).not.toContain('class="play"')
})

test.each(withPerson)('who plays %s meets that trouble', async (trouble) => {
  const start = plays[trouble] ?? ''
  const loginId = new URL(start, 'http://localhost').searchParams.get('login_hint') ?? ''
  const person = door.emulator.directory.people.find((candidate) => candidate.loginId === loginId)
  // The emulator plays the telephone at once; that it asks for one is the trouble.
  if (trouble === 'second-factor') return expect(person?.trouble?.kind).toBe('second_factor')
  const browser = visitor(door)
  const answer = trouble === 'consent' ? 'decline' : 'accept'
  const ending = await askMicrosoft(door, browser, loginId, { start, answer })
  if (ending.kind === 'returned') {
    await browser.get(ending.url)
    const { outcome, code } = await newestAttempt(door)
    expect(outcome).toBe('refused')
    expect(refusalsIn(trouble)).toContain(code)
    return
  }
  // Microsoft's page stays, and TMAS will say that nobody came back; its number means what the passage is about.
  const refusal = refusalOfAadsts(ending.aadsts ?? 0)
  expect(trouble === 'no-return' ? ['not_assigned'] : refusalsIn(trouble)).toContain(refusal)
})
