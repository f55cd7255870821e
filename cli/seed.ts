import { type Command, InvalidArgumentError } from 'commander'
import { type Environment, withDatabase } from './database.ts'
import { jsonOption, show } from './output.ts'
import { seed } from './synthetic-installation.ts'

type SeedOptions = { chains: number; users: number; json?: true }

/** With --json `{"chains", "locations", "users", "links"}`: how many of each were added. */
export function addSeedCommand(program: Command, environment: Environment): void {
  program
    .command('seed')
    .description('add made-up customers for trials and benchmarks: the same ones every time, all or none')
    .requiredOption('--chains <number>', 'how many customers, 1 to 9999', readCount(9_999))
    .requiredOption(
      '--users <number>',
      'how many users each chain has, including its manager, 1 to 99999',
      readCount(99_999),
    )
    .option(...jsonOption)
    .action(async (options: SeedOptions) => {
      const size = { chains: options.chains, usersPerChain: options.users }
      const added = await withDatabase(environment, (db) => seed(db, size, new Date()), {
        timeLimits: false,
        asOwner: true,
      })
      const sentence = `Added ${added.chains} chains with ${added.locations} locations, ${added.users} users and ${added.links} links.`
      show(options, added, sentence)
    })
}

function readCount(most: number) {
  return (text: string): number => {
    const count = /^\d{1,9}$/.test(text) ? Number(text) : 0
    if (count < 1 || count > most) throw new InvalidArgumentError(`It has to be a number from 1 to ${most}.`)
    return count
  }
}
