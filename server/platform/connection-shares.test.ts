import { expect, test } from 'vitest'
import { openShares } from './connection-shares.ts'
import { isUnavailable } from './database.ts'
import { currentTurn, inTurn, keepingTurn, type Share, type Turn } from './turns.ts'

const sizes: Record<Share, number> = { lookups: 2, signIns: 3, administration: 2, background: 1 }
const open = (limits: Partial<Parameters<typeof openShares>[1]> = {}) =>
  openShares(sizes, { patience: 60_000, queueLimit: 50, ...limits })
const turn = (share: Share, of?: string): Turn => (of === undefined ? { share } : { share, of })

/** Notes who got a connection, in their order. */
function crowd(shares: ReturnType<typeof openShares>) {
  const served: string[] = []
  const given: (() => void)[] = []
  const refused: string[] = []
  return {
    served,
    refused,
    ask(name: string, wanted: Turn) {
      void shares.take(wanted).then(
        (give) => {
          served.push(name)
          given.push(give)
        },
        () => void refused.push(name),
      )
    },
    async giveBack(count = 1) {
      for (const give of given.splice(0, count)) give()
      await settled()
    },
  }
}

const settled = () => new Promise((resolve) => setImmediate(resolve))

test('a kind of work that holds all of its connections takes none of another kind’s', async () => {
  const shares = open()
  const { served, ask } = crowd(shares)
  for (const name of ['a', 'b', 'c', 'd']) ask(name, turn('administration', name))
  ask('e', turn('signIns', 'a'))
  ask('f', turn('lookups', 'a'))
  await settled()
  expect(served).toEqual(['a', 'b', 'e', 'f'])
  expect(shares.figures().administration).toEqual({ busy: 2, waiting: 2, given: 2, refused: 0 })
})

test('one customer leaves a connection of each share to the others', async () => {
  const { served, ask } = crowd(open())
  for (const name of ['a1', 'a2', 'a3', 'a4']) ask(name, turn('signIns', 'a'))
  ask('b1', turn('signIns', 'b'))
  await settled()
  expect(served).toEqual(['a1', 'a2', 'b1'])
})

test('customers are served in turn, however many of one wait', async () => {
  const { served, ask, giveBack } = crowd(open())
  for (const name of ['a1', 'a2', 'a3', 'a4', 'a5']) ask(name, turn('signIns', 'a'))
  for (const name of ['b1', 'b2', 'b3']) ask(name, turn('signIns', 'b'))
  ask('c1', turn('signIns', 'c'))
  await settled()
  for (let round = 0; round < 6; round += 1) await giveBack()
  expect(served).toEqual(['a1', 'a2', 'b1', 'a3', 'b2', 'c1', 'a4', 'b3', 'a5'])
})

test('what no customer asked for may hold its whole share, and a share of one connection serves everyone', async () => {
  const { served, ask, giveBack } = crowd(open())
  for (const name of ['x', 'y', 'z']) ask(name, turn('signIns'))
  ask('a1', turn('background', 'a'))
  ask('b1', turn('background', 'b'))
  await settled()
  expect(served).toEqual(['x', 'y', 'z', 'a1'])
  await giveBack(4)
  expect(served.at(-1)).toBe('b1')
})

test('in a rush, one customer has all connections that are free, and the next one who comes has one at once', async () => {
  const { served, ask, giveBack } = crowd(open({ spare: 2 }))
  for (let n = 1; n <= 7; n += 1) ask(`a${n}`, turn('signIns', 'a'))
  ask('b1', turn('signIns', 'b'))
  ask('b2', turn('signIns', 'b'))
  await settled()
  expect(served).toEqual(['a1', 'a2', 'a3', 'a4', 'b1'])
  // Now that two want them, they take turns.
  for (let round = 0; round < 4; round += 1) await giveBack()
  expect(served.slice(5)).toEqual(['a5', 'b2', 'a6', 'a7'])
})

test('a spare connection goes to whichever look-up or sign-in waits for one', async () => {
  const { served, ask, giveBack } = crowd(open({ spare: 1 }))
  for (const name of ['l1', 'l2', 'l3']) ask(name, turn('lookups'))
  for (const name of ['s1', 's2', 's3', 's4']) ask(name, turn('signIns'))
  await settled()
  expect(served).toEqual(['l1', 'l2', 'l3', 's1', 's2', 's3'])
  await giveBack()
  expect(served.at(-1)).toBe('s4')
})

test('one connection given back serves two who wait, if it was in the place of another', async () => {
  const { served, ask, giveBack } = crowd(open({ spare: 1 }))
  for (const name of ['a1', 'a2', 'a3']) ask(name, turn('signIns', 'a'))
  for (const name of ['l1', 'l2', 'l3']) ask(name, turn('lookups'))
  ask('a4', turn('signIns', 'a'))
  await settled()
  expect(served).toEqual(['a1', 'a2', 'a3', 'l1', 'l2'])
  await giveBack()
  expect(served.slice(5)).toEqual(['a4'])
  await giveBack()
  expect(served.slice(6)).toEqual(['l3'])
})

test('slow kinds of work take no spare connection', async () => {
  const { served, ask } = crowd(open({ spare: 4 }))
  for (const name of ['a1', 'a2', 'a3']) ask(name, turn('administration'))
  for (const name of ['b1', 'b2']) ask(name, turn('background'))
  await settled()
  expect(served).toEqual(['a1', 'a2', 'b1'])
})

test('those who waited for a held lock take no spare connection when all of them come at once', async () => {
  const { served, ask } = crowd(open({ spare: 4 }))
  for (const name of ['a1', 'a2', 'a3']) ask(name, { ...turn('signIns', 'a'), isBacklog: true })
  ask('b1', turn('signIns', 'b'))
  await settled()
  expect(served).toEqual(['a1', 'a2', 'b1'])
})

test('a customer may fill the line while no one else waits, and makes room for one who comes', async () => {
  const shares = open({ queueLimit: 2 })
  const { served, refused, ask, giveBack } = crowd(shares)
  for (let n = 1; n <= 6; n += 1) ask(`a${n}`, turn('administration', 'a'))
  await settled()
  expect([served, refused]).toEqual([['a1'], ['a6']])
  for (const name of ['b1', 'b2']) ask(name, turn('administration', 'b'))
  await settled()
  expect([served, refused]).toEqual([
    ['a1', 'b1'],
    ['a6', 'a5'],
  ])
  await giveBack(2)
  expect(served).toEqual(['a1', 'b1', 'a2', 'b2'])
  expect(shares.figures().administration).toEqual({ busy: 2, waiting: 2, given: 4, refused: 2 })
})

test('however few have filled the line, a third has room in it, at the cost of whoever has most of it', async () => {
  const shares = open({ queueLimit: 3 })
  const { served, refused, ask, giveBack } = crowd(shares)
  for (const name of ['a1', 'a2', 'a3', 'a4']) ask(name, turn('administration', 'a'))
  for (const name of ['b1', 'b2', 'b3', 'b4']) ask(name, turn('administration', 'b'))
  for (const name of ['c1', 'c2', 'c3']) ask(name, turn('administration', 'c'))
  await settled()
  // Two each: a third of c's would be taken from one who has no more than c.
  expect([served, refused.toSorted()]).toEqual([
    ['a1', 'b1'],
    ['a4', 'b4', 'c3'],
  ])
  for (let round = 0; round < 8; round += 1) await giveBack()
  expect(served).toEqual(['a1', 'b1', 'a2', 'b2', 'c1', 'a3', 'b3', 'c2'])
  expect(shares.figures().administration).toEqual({ busy: 0, waiting: 0, given: 8, refused: 3 })
})

test('one who waits too long is told that the database cannot serve, and takes no turn any more', async () => {
  const shares = open({ patience: 1 })
  const give = await shares.take(turn('background'))
  const error = await shares.take(turn('background')).catch((thrown: unknown) => thrown)
  expect(isUnavailable(error)).toBe(true)
  expect(shares.figures().background).toEqual({ busy: 1, waiting: 0, given: 1, refused: 1 })
  give()
  give()
  expect(shares.figures().background.busy).toBe(0)
})

test('what is read later, such as a page of an export, is read in the turn in which it was asked for', () => {
  const asked = turn('administration', 'a')
  const readOn = inTurn(asked, () => keepingTurn(() => currentTurn()))
  expect(readOn()).toEqual(asked)
  expect(inTurn(turn('lookups'), readOn)).toEqual(asked)
  expect(currentTurn()).toEqual({ share: 'background' })
})
