import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Mutation, root } from './mutations.ts'

/** A line of the table in SECURITY.md, and the mutants that it names; `room/*` names all of a room. */
export type Promised = { promise: string; rule: string; names: string[] }

export function readPromises(text = readFileSync(join(root, 'SECURITY.md'), 'utf8')): Promised[] {
  const table = text.split('\n| promise |')[1]?.split('\n\n')[0] ?? ''
  return table
    .split('\n')
    .slice(2)
    .map((line) => {
      const [, promise = '', rule = '', , mutants = ''] = line.split('|').map((cell) => cell.trim())
      return { promise, rule, names: [...mutants.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name) }
    })
}

/** The mutants that a line means by one of its names. */
export function mutationsNamed(name: string, mutations: readonly Mutation[]): Mutation[] {
  const room = /^(.+\/)\*$/.exec(name)?.[1]
  return mutations.filter((one) => (room ? one.name.startsWith(room) : one.name === name))
}
