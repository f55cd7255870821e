import type { Command } from 'commander'
import { readDatabaseConfig } from '#server/config.ts'
import { changeUser } from '#server/users/change-users.ts'
import { counting } from './counting.ts'
import { type Environment, withDatabase } from './database.ts'
import { jsonOption, show } from './output.ts'
import { findPersonNamed } from './person-named.ts'

const commands = [
  [
    'disable',
    false,
    'close an account: the person can no longer sign in, and their sessions end at once (R28)',
  ],
  ['enable', true, 'open an account again; the person signs in again'],
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
          ? `${username} is enabled.`
          : `${username} is disabled: ended ${counting(endedSessions, 'session')}.`
        show(options, { user: { id: userId, username }, enabled, endedSessions }, sentence)
      })
}
