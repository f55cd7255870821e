import type { Command } from 'commander'
import { readDatabaseConfig } from '#server/config.ts'
import { changeUser } from '#server/users/change-users.ts'
import { counting } from './counting.ts'
import { type Environment, withDatabase } from './database.ts'
import { jsonOption, show } from './output.ts'
import { findPersonNamed } from './person-named.ts'

const commands = [
  ['disable', false, 'disable a user: they can no longer sign in, and their sessions end at once'],
  ['enable', true, 'enable a user again; they have to sign in again'],
] as const

/** With --json `{"user": {"id", "username"}, "enabled", "endedSessions"}`. */
export function addStateCommands(user: Command, environment: Environment): void {
  for (const [name, enabled, description] of commands)
    user
      .command(name)
      .description(description)
      .argument('<username>')
      .option(...jsonOption)
      .action(async (username: string, options: { json?: true }) => {
        const { url: origin } = readDatabaseConfig(environment)
        const { userId, endedSessions } = await withDatabase(environment, async (db) => {
          const { acting, userId } = await findPersonNamed(db, username)
          return { userId, ...(await changeUser(db, { ...acting, origin }, userId, { enabled }, new Date())) }
        })
        const sentence = enabled
          ? `Enabled ${username}.`
          : `Disabled ${username} and ended ${counting(endedSessions, 'session')}.`
        show(options, { user: { id: userId, username }, enabled, endedSessions }, sentence)
      })
}
