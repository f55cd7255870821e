import type { Command } from 'commander'
import { eraseWords } from '#server/audit/erase-words.ts'
import { findUserByUsername } from '#server/passwords/passwords.queries.ts'
import { type Db, openDatabase } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problem.ts'
import { listRemovedByUsername, type Person } from '#server/users/erase-user.queries.ts'
import { eraseRemoved, eraseUser } from '#server/users/erase-user.ts'
import { exportPerson } from '#server/users/person-data.ts'
import { vacuum } from '#server/users/vacuum.queries.ts'
import { askFor } from './ask.ts'
import { counting } from './counting.ts'
import { type Environment, withDatabase, withDatabaseUrl } from './database.ts'
import { jsonOption, show } from './output.ts'
import { findPersonNamed, noSuchUser, operatorIn } from './person-named.ts'

const operator = { kind: 'operator' as const }

/** `tmas user export` and `tmas user erase`: a person's data (R39). */
export function addPersonData(user: Command, environment: Environment): void {
  user
    .command('export')
    .description('print everything that TMAS holds about a user, as JSON; recorded')
    .argument('<username>')
    .option(...jsonOption)
    .action(async (username: string) => {
      const data = await withDatabase(environment, async (db) => {
        const { acting, userId } = await findPersonNamed(db, username)
        return exportPerson(db, acting, userId, new Date())
      })
      show({ json: true }, data, '')
    })

  user
    .command('erase')
    .description(
      'remove a user, or what is left of one who was removed, from every table; without --confirm, the username is asked for',
    )
    .argument('<username>')
    .option('--confirm <username>', 'the username, once more')
    .option(...jsonOption)
    .action(async (username: string, options: { confirm?: string; json?: true }) => {
      const confirmed = options.confirm ?? (await askFor(`The username of the person to erase: `))
      if (confirmed !== username)
        throw new Problem(
          'confirmation_required',
          `Nothing was erased. To erase ${username} for good, add --confirm with exactly this username.`,
        )
      const people = await withDatabase(environment, (db) => erase(db, username), { timeLimits: false })
      await withDatabaseUrl(environment, async ({ ownerUrl }) => {
        await eraseWords(ownerUrl)
        // Until then, the files of tables and indexes still hold what was deleted.
        const owner = openDatabase({ url: ownerUrl, poolSize: 1, timeLimits: false })
        await vacuum(owner).finally(() => owner.destroy())
      })
      show(
        options,
        { erased: people },
        `Erased ${username} (${counting(people.length, 'person', 'people')}). Backups from before still have their data: delete them when they are no longer needed.`,
      )
    })
}

async function erase(db: Db, username: string): Promise<Person[]> {
  const found = await findUserByUsername(db, username)
  if (found) {
    await eraseUser(db, operatorIn(found.customerId), found.id, new Date())
    return [{ customerId: found.customerId, userId: found.id }]
  }
  const removed = await listRemovedByUsername(db, username)
  if (removed.length === 0) throw noSuchUser(username, ', and the audit trail remembers none')
  for (const person of removed) await eraseRemoved(db, operator, person, new Date())
  return removed
}
