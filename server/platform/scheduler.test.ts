import { expect, test } from 'vitest'
import { type Duty, startScheduler } from './scheduler.ts'

/** Short, so that several rounds fit into a test. In milliseconds. */
const pause = 1

test('a duty that fails stops no other duty, is logged by its name, and is tried again', async () => {
  const logged: object[] = []
  const failing = counted('failing', 3, () => Promise.reject(new Error('broken')))
  const throwing = counted('throwing', 3, () => {
    throw new Error('broken at once')
  })
  const others = ['second', 'third'].map((name) => counted(name, 3))
  const duties = [failing, throwing, ...others]
  const scheduler = startScheduler(
    { warn: (fields: object) => logged.push(fields) } as never,
    duties.map(({ duty }) => duty),
  )
  await Promise.all(duties.map(({ reached }) => reached))
  await scheduler.stop()
  for (const name of ['failing', 'throwing'])
    expect(logged).toContainEqual({ err: expect.any(Error), duty: name })
  expect(logged).not.toContainEqual(expect.objectContaining({ duty: 'second' }))
})

test('a duty that takes for ever holds up no other duty', async () => {
  const gate = Promise.withResolvers<void>()
  const slow = counted('slow', 1, () => gate.promise)
  const quick = counted('quick', 5)
  const scheduler = startScheduler(quiet, [slow.duty, quick.duty])
  await quick.reached
  expect(slow.rounds()).toBe(1)
  gate.resolve()
  await scheduler.stop()
})

test('stopping waits for the duty under way, and starts no further round', async () => {
  const gate = Promise.withResolvers<void>()
  const slow = counted('slow', 1, () => gate.promise)
  const scheduler = startScheduler(quiet, [slow.duty])
  await slow.reached
  let hasStopped = false
  const stopped = scheduler.stop().then(() => {
    hasStopped = true
  })
  await new Promise(setImmediate)
  expect(hasStopped).toBe(false)
  gate.resolve()
  await stopped
  expect(slow.rounds()).toBe(1)
})

test('stopping does not wait for a pause, and tells the work under way', async () => {
  let signal: AbortSignal | undefined
  const patient = counted('patient', 1, async (stopping) => {
    signal = stopping
  })
  const scheduler = startScheduler(quiet, [{ ...patient.duty, pause: 24 * 60 * 60 * 1000 }])
  await patient.reached
  await scheduler.stop()
  expect(signal?.aborted).toBe(true)
  expect(patient.rounds()).toBe(1)
})

const quiet = { warn() {} } as never

/** A duty that counts its rounds; `reached` resolves when so many have begun. */
function counted(name: string, enough: number, work: Duty['work'] = async () => {}) {
  let count = 0
  const { promise: reached, resolve } = Promise.withResolvers<void>()
  const duty: Duty = {
    name,
    pause,
    work(stopping) {
      count += 1
      if (count >= enough) resolve()
      return work(stopping)
    },
  }
  return { duty, reached, rounds: () => count }
}
