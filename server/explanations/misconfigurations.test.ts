/**
 * More than a hundred ways in which a person cannot sign in, each set up and tried for real; the explanation must name
 * what is wrong, and what changes it. To add one, add it to `testing/misconfigurations.ts`.
 */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { explanationsDocument } from '#server/testing/explanations-document.ts'
import { type FrontDoor, openFrontDoor } from '#server/testing/front-door.ts'
import { misconfigurations } from '#server/testing/misconfigurations.ts'
import { openScene } from '#server/testing/scene.ts'

let door: FrontDoor
beforeAll(async () => {
  door = await openFrontDoor()
})
afterAll(() => door.close())
// So that what slows guessing down counts each manager by himself.
beforeEach(() => door.passTime(60 * 1000))

test('there are more than a hundred of them', () => {
  expect(misconfigurations.length).toBeGreaterThan(100)
  const names = misconfigurations.map(({ area, what, tried }) => `${area}: ${what} (${tried})`)
  expect(new Set(names).size).toBe(names.length)
})

test.each(misconfigurations)(
  '$area: $what; tried: $tried → $cause, $action (R17, R19)',
  async ({ play, cause, action }) => {
    const scene = await openScene(door)
    const asked = await play(scene)
    const path =
      'userId' in asked
        ? `/users/${asked.userId}/explain`
        : `/users/explain?address=${encodeURIComponent(asked.address)}`
    const { status, body } = await scene.asks('GET', path)
    expect(status).toBe(200)
    expect({ cause: body.cause, action: body.remedy.action }, JSON.stringify(body, null, 1)).toEqual({
      cause,
      action,
    })
    // One cause, and one check at which it shows.
    const stopping = body.checks.filter(({ stops }: { stops: boolean }) => stops)
    expect(stopping).toHaveLength(cause === null ? 0 : 1)
    expect(body.checks[0].name).toBe('exists')
  },
)

test('docs/explanations.md is written from these cases: run node scripts/write-explanations.ts', () => {
  const document = readFileSync('docs/explanations.md', 'utf8')
  expect(document.startsWith(explanationsDocument())).toBe(true)
})
