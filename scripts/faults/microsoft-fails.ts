import { setTimeout as sleep } from 'node:timers/promises'
import { comesTrue, type Fault, type Options, tryFault } from './fault.ts'
import type { Mood } from './microsoft.ts'
import { openCluster, openStage, type Stage } from './stage.ts'

/** All requests to Microsoft for one sign-in may take ten seconds. */
const slowest = 11_500
/** After Microsoft is well again, people sign in within five seconds. */
const back = 5_000
const unhurt = ['password', 'lookup', 'change', 'sign-out'] as const

const moods: readonly [name: string, mood: Mood][] = [
  ['slow, 3 s', { slow: 3_000 }],
  ['slow, 20 s', { slow: 20_000 }],
  ['silent', 'silent'],
  ['reset', 'reset'],
  ['HTTP 500', { status: 500 }],
  ['HTTP 429', { status: 429 }],
  ['dripping', 'dripping'],
  ['down', 'down'],
]

/** What is wrong at the address of the keys while they are rolled. */
const withoutKeys: readonly [name: string, mood: Mood][] = [
  ['keys rolled, HTTP 500', { status: 500 }],
  ['keys rolled, silent', 'silent'],
]

export const microsoftFails: Fault = {
  name: 'microsoft',
  about: 'Microsoft is slow, silent, in error or down; keys are rolled while they cannot be fetched',
  async run(options) {
    const cluster = await openCluster(options.things)
    const stage = await openStage(options.things, cluster)
    const reports = []
    for (const [name, mood] of moods) reports.push(await tryMood(options, stage, name, mood))
    for (const [name, mood] of withoutKeys) {
      // One that has not fetched the keys within the last minute.
      await stage.server.kill()
      reports.push(await tryKeys(options, stage, name, mood))
    }
    return reports
  },
}

function tryMood(options: Options, stage: Stage, name: string, mood: Mood) {
  const allowed = { outcomes: ['microsoft'] as const, slowest, back, unhurt }
  return tryFault(options, stage, `Microsoft ${name}`, allowed, async ({ over, claim, load }) => {
    await stage.microsoft.play(mood)
    await sleep(options.seconds * 1_000)
    const { status, text } = await stage.ready()
    claim(status === 200, `/readyz is ${status} ${text}, though passwords work`)
    const refused = () => load.told.some(({ outcome }) => outcome === 'microsoft')
    // All of them come from one network, and an alarm wants several: it is looked for where it must not be missed.
    if (typeof mood !== 'object' || 'status' in mood)
      claim(await comesTrue(async () => refused(), 15_000), 'no one was told that Microsoft does not answer')
    await stage.microsoft.play('well')
    await over()
    return { ready: String(status) }
  })
}

/** Rolls the keys while they cannot be fetched. */
export function tryKeys(options: Options, stage: Stage, name: string, mood: Mood) {
  const allowed = { outcomes: ['microsoft'] as const, slowest, back, unhurt }
  return tryFault(options, stage, `Microsoft ${name}`, allowed, async ({ over, claim, load }) => {
    await stage.microsoft.play(mood, /\/keys$/)
    await stage.microsoft.emulator.control.rotateKeys('drop-old')
    const began = performance.now()
    await sleep(options.seconds * 1_000)
    claim(
      await comesTrue(
        async () => load.told.some(({ at, outcome }) => at > began && outcome === 'microsoft'),
        15_000,
      ),
      'no one was told that Microsoft does not answer',
    )
    await stage.microsoft.play('well')
    await over()
    return {}
  })
}
