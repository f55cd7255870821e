import { describe, expect, test } from 'vitest'
import { openGate, openLine, type Place } from './waiting-line.ts'

const at = (ip: string, lane: Place['lane'] = 'new'): Place => ({ ip, lane })

function everyone<T>(line: { next(): T | undefined }): T[] {
  const all: T[] = []
  for (let item = line.next(); item !== undefined; item = line.next()) all.push(item)
  return all
}

describe('who is next before a password is computed (R29)', () => {
  test('one network after the other, however many one of them sends', () => {
    const line = openLine<string>(100)
    for (let n = 0; n < 50; n += 1) line.join(`flood ${n}`, at('203.0.113.5'))
    line.join('ada', at('198.51.100.7'))
    line.join('ben', at('192.0.2.1'))
    expect(everyone(line).slice(0, 4)).toEqual(['flood 0', 'ada', 'ben', 'flood 1'])
  })

  test('a /32 full of networks is one in the round, like the /16 of anyone else', () => {
    const line = openLine<string>(1000)
    for (let n = 0; n < 500; n += 1) line.join('flood', at(`2001:db8:${n.toString(16)}::1`))
    line.join('ada', at('198.51.100.7'))
    expect(everyone(line).indexOf('ada')).toBe(1)
  })

  test('within a provider, one subscriber after the other', () => {
    const line = openLine<string>(100)
    for (const name of ['a1', 'a2', 'a3']) line.join(name, at('2001:db8:0:1::9'))
    line.join('b1', at('2001:db8:0:2::9'))
    expect(everyone(line)).toEqual(['a1', 'b1', 'a2', 'a3'])
  })

  test('known devices and those who waited have more turns than new ones, and no lane is left out', () => {
    const line = openLine<string>(100)
    for (const lane of ['new', 'waited', 'known'] as const)
      for (let n = 0; n < 10; n += 1) line.join(lane, at('203.0.113.5', lane))
    const first = everyone(line).slice(0, 7)
    expect(first.filter((lane) => lane === 'known')).toHaveLength(4)
    expect(first.filter((lane) => lane === 'waited')).toHaveLength(2)
    expect(first.filter((lane) => lane === 'new')).toHaveLength(1)
  })

  test('a line that is full leaves out the newest of those who take most room, and not the one who comes', () => {
    const line = openLine<string>(10)
    for (let n = 0; n < 10; n += 1) expect(line.join(`flood ${n}`, at('203.0.113.5'))).toBeUndefined()
    expect(line.join('ada', at('198.51.100.7'))).toBe('flood 9')
    expect(line.join('flood 10', at('203.0.113.5'))).toBe('flood 10')
    expect(line.size()).toBe(10)
    expect(everyone(line)).toContain('ada')
  })

  test('a full line of new ones makes room for a known device', () => {
    const line = openLine<string>(10)
    for (let n = 0; n < 10; n += 1) line.join(`new ${n}`, at(`203.${n}.113.5`))
    expect(line.join('ada', at('198.51.100.7', 'known'))).toMatch(/^new/)
    expect(line.next()).toBe('ada')
  })

  test('who has left is not called', () => {
    const line = openLine<string>(10)
    line.join('ada', at('198.51.100.7'))
    line.join('ben', at('192.0.2.1'))
    line.remove('ada', at('198.51.100.7'))
    expect(everyone(line)).toEqual(['ben'])
    expect(line.size()).toBe(0)
  })
})

test('of many pieces of work, never more than allowed run at once, and all are done', async () => {
  const inTurn = openGate({ atOnce: 2, most: 100, patience: 60_000 })
  let running = 0
  let most = 0
  const work = async () => {
    running += 1
    most = Math.max(most, running)
    await new Promise((done) => setImmediate(done))
    running -= 1
    return 'done'
  }
  const all = await Promise.all(Array.from({ length: 50 }, (_, n) => inTurn(at(`192.0.2.${n}`), work)))
  expect(all).toEqual(Array.from({ length: 50 }, () => 'done'))
  expect(most).toBe(2)
})

test('work that fails makes room for the next', async () => {
  const inTurn = openGate({ atOnce: 1, most: 10, patience: 60_000 })
  const failed = inTurn(at('192.0.2.1'), () => Promise.reject(new Error('broken')))
  const next = inTurn(at('192.0.2.2'), async () => 'done')
  await expect(failed).rejects.toThrow('broken')
  expect(await next).toBe('done')
})

test('who waits for too long, or is left out, is told to try again shortly', async () => {
  const inTurn = openGate({ atOnce: 1, most: 1, patience: 1 })
  const { promise, resolve } = Promise.withResolvers<void>()
  const first = inTurn(at('192.0.2.1'), () => promise)
  const outcomes = await Promise.allSettled([
    inTurn(at('192.0.2.2'), async () => 'late'),
    inTurn(at('192.0.2.2'), async () => 'late'),
  ])
  for (const one of outcomes)
    expect(one).toMatchObject({ status: 'rejected', reason: { code: 'throttled', retryAfterSeconds: 5 } })
  resolve()
  await first
  expect(await inTurn(at('192.0.2.3'), async () => 'done')).toBe('done')
})
