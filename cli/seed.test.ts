import { expect, test } from 'vitest'
import { sizeOf } from './seed.ts'

const usersOf = ({ chains, users }: { chains: number; users: number }) => {
  const size = sizeOf({ chains, users })
  return size && Array.from({ length: chains }, (_, n) => size.usersOf?.(n + 1) ?? size.usersPerChain)
}

test('seed gives each chain as many users as it is told, and shares out more than a chain can have', () => {
  expect(usersOf({ chains: 3, users: 25 })).toEqual([25, 25, 25])
  expect(usersOf({ chains: 2, users: 99_999 })).toEqual([99_999, 99_999])
  expect(usersOf({ chains: 3, users: 100_001 })).toEqual([33_334, 33_334, 33_333])
  const million = usersOf({ chains: 10_000, users: 1_000_000 })
  expect(new Set(million)).toEqual(new Set([100]))
  expect(usersOf({ chains: 1, users: 100_000 })).toEqual([100_000])
  expect(usersOf({ chains: 9, users: 1_000_000 })).toBeUndefined()
})
