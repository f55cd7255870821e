import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { bea, openStage, type Stage } from '#server/testing/stage.ts'
import { signIn } from './tmas.ts'
import { type Emulate, type Point, points, startEmulate } from './vercel-emulate.ts'

let stage: Stage
let double: Emulate
beforeAll(async () => {
  stage = await openStage()
  double = await startEmulate(bea)
})
afterAll(async () => {
  await double.close()
  await stage.close()
})
// Each row meets a Microsoft whose documents nobody has kept.
beforeEach(() => {
  stage.app = stage.freshApp({ authority: double.authority })
})

test.each(['general', 'chain'] as const)(
  'with its four points corrected, a sign-in completes from the %s address',
  async (start) => {
    double.correct(points)
    const answer = (page: string) => double.pick(page)
    expect(await signIn(stage, { start, answer })).toMatchObject({
      user: expect.any(String),
      failed: undefined,
    })
  },
)

test('without tenants in its paths nobody even gets to its page', async () => {
  double.correct(points.filter((point) => point !== 'tenant paths'))
  await expect(signIn(stage)).rejects.toThrow('HTTP 404')
})

const missing: [point: Point, failed: string][] = [
  ['literal {tenantid}', 'metadata'],
  ['key issuer', 'key_issuer'],
  ['nbf', 'times'],
]

test.each(missing)('without %s TMAS refuses, and says that it is %s', async (point, failed) => {
  double.correct(points.filter((other) => other !== point))
  const answer = (page: string) => double.pick(page)
  expect(await signIn(stage, { answer })).toEqual({ user: undefined, code: 'invalid_response', failed })
})
