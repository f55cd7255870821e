import { expect, test } from 'vitest'
import { openShares } from './connection-shares.ts'
import { isUnavailable } from './database.ts'
import { currentTurn, inTurn, keepingTurn, type Share, type Turn } from './turns.ts'

const sizes: Record<Share, number> = { lookups: 2, signIns: 3, administration: 2, background: 1 }
const open = (limits = { patience: 60_000, queueLimit: 50 }) => openShares(sizes, limits)
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

test('a customer who fills its half of the line is turned away, and another one still waits for its turn', async () => {
  const shares = open({ patience: 60_000, queueLimit: 2 })
  const { served, refused, ask, giveBack } = crowd(shares)
  for (const name of ['a1', 'a2', 'a3', 'a4', 'a5']) ask(name, turn('administration', 'a'))
  for (const name of ['b1', 'b2']) ask(name, turn('administration', 'b'))
  await settled()
  expect([served, refused]).toEqual([
    ['a1', 'b1'],
    ['a4', 'a5'],
  ])
  await giveBack(2)
  expect(served).toEqual(['a1', 'b1', 'a2', 'b2'])
  expect(shares.figures().administration).toEqual({ busy: 2, waiting: 1, given: 4, refused: 2 })
})

test('however few have filled the line, a third has room in it, at the cost of whoever has most of it', async () => {
  const shares = open({ patience: 60_000, queueLimit: 3 })
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
  const shares = open({ patience: 1, queueLimit: 50 })
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
