import type { Command } from 'commander'
import { type NamedRollOut, withNames } from '#server/connection/named-roll-out.ts'
import { readReadiness } from '#server/connection/readiness.ts'
import { listBranchNames, listPeopleOfWaves } from '#server/connection/roll-out.queries.ts'
import {
  pauseWave,
  type RollOut,
  readRollOut,
  resumeRollOut,
  versionedRollOut,
} from '#server/connection/roll-out.ts'
import { affectedOf } from '#server/connection/wave-readiness.ts'
import type { Db } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problem.ts'
import { versionOf } from '#server/platform/versions.ts'
import { messages } from '#shared/messages/messages.ts'
import { chainArgument, findChainNamed } from './chain-named.ts'
import { counting } from './counting.ts'
import { type Environment, withDatabase } from './database.ts'
import { jsonOption, show } from './output.ts'
import { table } from './table.ts'

type Chain = Awaited<ReturnType<typeof findChainNamed>>

const operator = { kind: 'operator' } as const

/**
 * A chain's roll-out of mandatory authentication (R36), as on *Advanced*. The managers get the same e-mails.
 * With --json, each command prints the plan as the API returns it.
 */
export function addRollOutCommands(program: Command, environment: Environment): void {
  const rollOut = program
    .command('roll-out')
    .description("a chain's plan to turn on mandatory authentication step by step")

  rollOut
    .command('show')
    .description('show the waves of the plan, and why one was paused')
    .argument(...chainArgument)
    .option(...jsonOption)
    .action((idOrName: string, options: { json?: true }) => act(environment, idOrName, options))

  rollOut
    .command('pause')
    .description('pause a wave: passwords work again there, and no further wave begins; managers are mailed')
    .argument(...chainArgument)
    .argument('<wave>', 'its first day, such as 2026-12-31, or its ID')
    .option(...jsonOption)
    .action((idOrName: string, wave: string, options: { json?: true }) =>
      act(environment, idOrName, options, async (db, chain) => {
        const waveId = await findWave(db, chain, wave)
        await pauseWave(db, operator, chain.id, { waveId, because: null }, new Date())
      }),
    )

  rollOut
    .command('resume')
    .description('resume a paused roll-out; managers are mailed')
    .argument(...chainArgument)
    .option('--confirm', 'lift the pauses; without it, the paused waves are shown, with their causes')
    .option(...jsonOption)
    .action((idOrName: string, options: { confirm?: true; json?: true }) =>
      act(environment, idOrName, options, (db, chain) => resume(db, chain, options)),
    )
}

/**
 * Lifts the pauses that there are when it begins: one that comes in between is refused (R32).
 *
 * @throws {Problem} `confirmation_required` with what is paused; `not_found` if nothing is; `changed_meanwhile`.
 */
async function resume(db: Db, chain: Chain, { confirm = false }: { confirm?: boolean }): Promise<void> {
  const now = new Date()
  const rollOut = await readRollOut(db, chain, now)
  if (rollOut.state === 'paused' && !confirm) throw await askToResume(db, chain, rollOut, now)
  const basis = [{ tag: versionOf(versionedRollOut(chain.id, rollOut)), isWeak: false }]
  await resumeRollOut(db, operator, chain.id, { basis }, now)
}

/** The question before pauses are lifted, in words: which waves, why they were paused, and how many people they are. */
async function askToResume(db: Db, chain: Chain, rollOut: RollOut, now: Date): Promise<Problem> {
  const { waves } = await withNames(db, chain, rollOut)
  const paused = waves.filter(({ state }) => state === 'paused')
  const readiness = await readReadiness(db, chain, now)
  const peopleOf = new Map(
    (await listPeopleOfWaves(db, chain)).map((wave) => [wave.waveId, affectedOf(readiness, wave)]),
  )
  const lines = paused.map(({ id, startsOn, pausedBecause }) => {
    const people = counting(peopleOf.get(id)?.length ?? 0, 'person', 'people')
    const why = pausedBecause ? sayCauses(pausedBecause).join(' ') : 'Paused by hand.'
    return `The wave of ${startsOn}, with ${people}: ${why}`
  })
  const ids = paused.flatMap(({ id }) => peopleOf.get(id)?.map(({ userId }) => userId) ?? [])
  return new Problem(
    'confirmation_required',
    [
      'From then on these people sign in with Microsoft only, and waves whose day has come meanwhile begin.',
      ...lines,
      'To make it, add --confirm.',
    ].join('\n'),
    { consequences: { waves: paused.length, users: new Set(ids).size } },
  )
}

/** Does something to the plan of a chain, and shows it afterwards. */
async function act(
  environment: Environment,
  idOrName: string,
  options: { json?: true },
  work?: (db: Db, chain: Chain) => Promise<void>,
): Promise<void> {
  const { plan, names } = await withDatabase(environment, async (db) => {
    const chain = await findChainNamed(db, idOrName)
    await work?.(db, chain)
    const plan = await withNames(db, chain, await readRollOut(db, chain, new Date()))
    const branches = plan.waves.flatMap(({ locationIds }) => locationIds)
    return { plan, names: await listBranchNames(db, chain.customerId, branches) }
  })
  show(
    options,
    plan,
    describe(plan, (id) => names.get(id)?.name ?? id),
  )
}

async function findWave(db: Db, chain: Chain, idOrDay: string): Promise<string> {
  const { waves } = await readRollOut(db, chain, new Date())
  const wave = waves.find(({ id, startsOn }) => startsOn === idOrDay || id === idOrDay.toLowerCase())
  if (wave) return wave.id
  const reason = `The plan of ${chain.name} has no wave ${idOrDay}.`
  throw new Problem('not_found', reason, { errors: { wave: reason } })
}

function describe({ waves, state, timeZone, pausedBecause }: NamedRollOut, nameOf: (id: string) => string) {
  if (waves.length === 0) return 'This chain has no roll-out.'
  const { rollOut } = messages.en
  const rows = waves.map((wave) => [
    wave.startsOn,
    rollOut.states[wave.state],
    wave.locationIds.map(nameOf).join(', '),
    wave.id,
  ])
  const causes = pausedBecause ? ['', ...sayCauses(pausedBecause)] : []
  return [
    `${rollOut.planStates[state]}. Each day begins at midnight in ${timeZone}.`,
    '',
    table(['FROM', 'STATE', 'BRANCHES', 'ID'], rows),
    ...causes,
  ].join('\n')
}

function sayCauses({ refused, causes }: NonNullable<NamedRollOut['pausedBecause']>): string[] {
  const words = messages.en.refusalWords
  return [
    `Paused by itself: ${counting(refused, 'person was', 'people were')} refused.`,
    ...causes.map(({ code, usernames }) => `${words[code].short}: ${usernames.join(', ')}`),
  ]
}
