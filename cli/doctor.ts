import { styleText } from 'node:util'
import type { Command } from 'commander'
import type { Environment } from './database.ts'
import { lookAtDatabase } from './doctor/database.ts'
import type { Finding } from './doctor/finding.ts'
import { lookAtMail } from './doctor/mail.ts'
import { lookAtMicrosoft } from './doctor/microsoft.ts'
import { lookAtServer } from './doctor/server.ts'
import { lookAtDataFolder, lookAtSettings } from './doctor/settings.ts'
import { jsonOption, ShownFailure, show } from './output.ts'

/**
 * With --json `{"ok", "checks": [{"name", "status", "detail", "remedy"}]}`. `status` is `ok`, `warning`, `failed` or
 * `skipped`, and `remedy` is null if there is nothing to do. The exit status is 1 if a check failed.
 */
export function addDoctorCommand(program: Command, environment: Environment): void {
  program
    .command('doctor')
    .description(
      'check settings, database, clocks, Entra, credentials and mail: one line each, with the remedy',
    )
    .option(...jsonOption)
    .action(async (options: { json?: true }) => {
      const findings = await examine(environment)
      const ok = findings.every(({ status }) => status !== 'failed')
      const checks = findings.map((finding) => ({ ...finding, remedy: finding.remedy ?? null }))
      show(options, { ok, checks }, findings.map(lineOf).join('\n'))
      if (!ok) throw new ShownFailure()
    })
}

/** Runs all checks at the same time, so that one that does not answer delays no other. */
async function examine(environment: Environment): Promise<Finding[]> {
  const { findings, config, namesDatabase } = lookAtSettings(environment)
  if (!namesDatabase) return findings
  const looks: Promise<Finding | Finding[]>[] = [
    lookAtDataFolder(environment),
    lookAtDatabase(environment, { sendsMail: config?.mail !== undefined }),
    ...(config ? [lookAtMicrosoft(config), lookAtMail(config), lookAtServer(config)] : []),
  ]
  return [...findings, ...(await Promise.all(looks)).flat()]
}

const marks = { ok: 'ok', warning: 'warning', failed: 'FAILED', skipped: '-' }
const colours = { ok: 'green', warning: 'yellow', failed: 'red', skipped: 'dim' } as const

export function lineOf({ name, status, detail, remedy }: Finding): string {
  const mark = styleText(colours[status], marks[status].padEnd(8))
  const line = `${mark} ${name.padEnd(20)} ${detail}`
  return remedy ? `${line}\n${' '.repeat(9)}${' '.repeat(20)} → ${remedy}.` : line
}
