import { existsSync, globSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { installFromDebian } from '../debian.ts'
import { comesTrue, type Fault, type Report, Skipped, tryFault } from './fault.ts'
import { openCluster, openStage } from './stage.ts'

const minute = 60

/** Seconds by which the clock of the server's machine is wrong; that of the database is right. */
const steps = [-60 * minute, -10 * minute, 10 * minute, 70 * minute]

/**
 * Sessions of a time that is not now do not work (R28), and Microsoft's tokens are not of that time. Passwords work all
 * the same.
 */
const ofAnotherTime = /^(?:401 |303 invalid_response|303 expired|303 replayed)/

export const clockSteps: Fault = {
  name: 'clock',
  about: "the clock of the server's machine is set back and ahead, through libfaketime",
  async run(options) {
    const { things, seconds } = options
    const library = fakeClock()
    const folder = await mkdtemp(join(tmpdir(), 'tmas-faults-clock-'))
    things.defer(() => rm(folder, { recursive: true, force: true }))
    const clock = join(folder, 'clock')
    await writeFile(clock, '+0\n')
    const settings = {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: clock,
      // Seconds: to look at every call would slow the server down.
      FAKETIME_CACHE_DURATION: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    }
    const stage = await openStage(things, await openCluster(things), { settings })
    const reports: Report[] = []
    for (const step of steps) {
      const name = `clock ${step > 0 ? 'ahead' : 'back'} by ${Math.abs(step) / minute} min`
      const allowed = {
        slowest: 8_000,
        back: 2_000,
        unhurt: ['password'] as const,
        tolerated: ofAnotherTime,
        // An hour without use has passed for them, and what was noted ahead of time is not believed.
        losable: /^session of/,
      }
      const report = await tryFault(options, stage, name, allowed, async ({ claim, over }) => {
        await writeFile(clock, `${step > 0 ? '+' : ''}${step}\n`)
        const isSaid = async () => (await stage.ready()).text.includes('the clock of this machine')
        claim(await comesTrue(isSaid, 20_000), '/readyz does not say it')
        const { status, text } = await stage.ready()
        await sleep(seconds * 1_000)
        await writeFile(clock, '+0\n')
        claim(
          await comesTrue(async () => (await stage.ready()).status === 200, 20_000),
          '/readyz stays at 503',
        )
        await over(['password', 'microsoft', 'change'])
        return { ready: `${status} ${text}`, alarm: '' }
      })
      reports.push(report)
    }
    return reports
  },
}

function fakeClock(): string {
  const find = () => globSync('/usr/lib/*/faketime/libfaketimeMT.so.1').find((path) => existsSync(path))
  if (!find()) {
    const help = 'Install libfaketime, with which a process gets another clock.'
    try {
      installFromDebian(['libfaketime'], help)
    } catch (cause) {
      throw new Skipped(help, { cause })
    }
  }
  const found = find()
  if (!found) throw new Skipped('libfaketime is installed elsewhere than on Debian.')
  return found
}
