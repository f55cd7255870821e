import { Command, CommanderError } from 'commander'
import { isUnavailable } from '#server/platform/database.ts'
import { printable } from '#server/platform/printable.ts'
import { Problem } from '#server/platform/problem.ts'
import { addAuditCommands } from './audit.ts'
import { addBackupCommands } from './backup.ts'
import { addChainCommands } from './chain.ts'
import type { Environment } from './database.ts'
import { addDoctorCommand } from './doctor.ts'
import { addDrillCommands } from './drill.ts'
import { addExceptionCommands } from './exception.ts'
import { addExplainCommand } from './explain.ts'
import { addKeysCommands } from './keys.ts'
import { addMailCommands } from './mail.ts'
import { addMigrateCommand } from './migrate.ts'
import { print, ShownFailure } from './output.ts'
import { addRollOutCommands } from './roll-out.ts'
import { addSeedCommand } from './seed.ts'
import { addUserCommands } from './user.ts'

/**
 * Runs one command of the operator.
 *
 * Results go to standard output, everything else to standard error. With `--json`, standard output has exactly one JSON
 * document in every case but `--help`. It is the result, which `doctor` and `user import` also print when they fail; or
 * `{"error": {"code", "detail", "errors"}}`. There, `code` is that of the API's problems, or `usage`, `unavailable`
 * (the database does not answer) or `failed` (anything else).
 *
 * @returns the exit status: 0, 1 (failed) or 2 (wrong usage).
 */
export async function run(args: string[], environment: Environment): Promise<0 | 1 | 2> {
  const program = createProgram(environment)
  try {
    await program.parseAsync(args, { from: 'user' })
    return 0
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0
    if (error instanceof ShownFailure) return 1
    const failure = explain(error)
    if (failure.code !== 'usage') process.stderr.write(`${printable(failure.detail)}\n`)
    // The command itself may be what is wrong, so its own option cannot be asked.
    if (args.includes('--json')) print({ error: failure })
    return failure.code === 'usage' ? 2 : 1
  }
}

function createProgram(environment: Environment): Command {
  // Commands copy these settings when they are added, so the settings have to be first.
  const program = new Command('tmas')
    .description("The operator's commands for TMAS. All of them work while the server runs.")
    .exitOverride()
    .showHelpAfterError('(Add --help to see its commands and options.)')
    .helpCommand(false)
  addMigrateCommand(program, environment)
  addChainCommands(program, environment)
  addUserCommands(program, environment)
  addRollOutCommands(program, environment)
  addExceptionCommands(program, environment)
  addMailCommands(program, environment)
  addDoctorCommand(program, environment)
  addExplainCommand(program, environment)
  addSeedCommand(program, environment)
  addBackupCommands(program, environment)
  addDrillCommands(program, environment)
  addAuditCommands(program, environment)
  addKeysCommands(program, environment)
  return program
}

type Failure = {
  code: string
  detail: string
  errors?: Record<string, string> | undefined
  consequences?: Record<string, number> | undefined
}

function explain(error: unknown): Failure {
  if (error instanceof CommanderError) {
    // Without a command, commander has shown the help, and has no message for a program to read.
    const detail = error.code === 'commander.help' ? 'No command was given.' : error.message
    return { code: 'usage', detail: detail.replace(/^error: /, '') }
  }
  if (error instanceof Problem) {
    const { code, message: detail, errors, consequences } = error
    return { code, detail, errors, consequences }
  }
  if (isUnavailable(error)) {
    const { code, message } = error as NodeJS.ErrnoException
    return {
      code: 'unavailable',
      detail: `The database does not answer (${message || code}). Check DATABASE_URL.`,
    }
  }
  return { code: 'failed', detail: error instanceof Error ? error.message : String(error) }
}
