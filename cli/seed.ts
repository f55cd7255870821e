import { type Command, InvalidArgumentError } from 'commander'
import { type Environment, withDatabase } from './database.ts'
import { jsonOption, show } from './output.ts'
import { type Size, seed } from './synthetic-installation.ts'

/** The numbers of a chain's users have five digits. */
const mostOfChain = 99_999

type SeedOptions = { chains: number; users: number; json?: true }

/** With --json `{"chains", "locations", "users", "links"}`: how many of each were added. */
export function addSeedCommand(program: Command, environment: Environment): void {
  program
    .command('seed')
    .description('add made-up customers for trials and benchmarks: the same ones every time, all or none')
    .requiredOption('--chains <number>', 'how many customers, 1 to 99999', readCount(99_999))
    .requiredOption(
      '--users <number>',
      `how many users each chain has, including its manager, up to ${mostOfChain}; more than that are shared out among all chains`,
      readCount(9_999_999),
    )
    .option(...jsonOption)
    .action(async (options: SeedOptions, command: Command) => {
      const size = sizeOf(options)
      if (!size) return command.error(`error: a chain has 1 to ${mostOfChain + 1} users`)
      const added = await withDatabase(environment, (db) => seed(db, size, new Date()), {
        timeLimits: false,
        asOwner: true,
      })
      const sentence = `Added ${added.chains} chains with ${added.locations} locations, ${added.users} users and ${added.links} links.`
      show(options, added, sentence)
    })
}

/** @returns undefined if a chain would have none, or more than there are numbers for. */
export function sizeOf({ chains, users }: Pick<SeedOptions, 'chains' | 'users'>): Size | undefined {
  if (users <= mostOfChain) return { chains, usersPerChain: users }
  const [usersPerChain, left] = [Math.floor(users / chains), users % chains]
  const most = usersPerChain + (left > 0 ? 1 : 0)
  if (usersPerChain < 1 || most > mostOfChain + 1) return undefined
  return { chains, usersPerChain, usersOf: (chain) => usersPerChain + (chain <= left ? 1 : 0) }
}

function readCount(most: number) {
  return (text: string): number => {
    const count = /^\d{1,9}$/.test(text) ? Number(text) : 0
    if (count < 1 || count > most) throw new InvalidArgumentError(`It has to be a number from 1 to ${most}.`)
    return count
  }
}
