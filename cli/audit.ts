import type { Command } from 'commander'
import { verifyTrail } from '#server/audit/verify-trail.ts'
import { readWitness, witnessFile } from '#server/audit/witness.ts'
import { readDatabaseConfig } from '#server/config.ts'
import { counting } from './counting.ts'
import { type Environment, withDatabase } from './database.ts'
import { jsonOption, ShownFailure, show } from './output.ts'
import { wordsOf } from './trail-words.ts'

/**
 * With --json `{"ok", "customers", "records", "waiting", "witnessed", "faults": [{"customer": {"id", "name"}, "wrong",
 * "sequence", "recordId"}]}`. `wrong` is `changed`, `missing`, `added` or `head`, and each customer has its first fault
 * only. The exit status is 1 if there is one.
 */
export function addAuditCommands(program: Command, environment: Environment): void {
  const audit = program.command('audit').description('the audit trail')
  audit
    .command('verify')
    .description('check that no record of the audit trail was changed, removed, added or moved')
    .option(...jsonOption)
    .action(async (options: { json?: true }) => {
      const { dataDir, database } = readDatabaseConfig(environment)
      const seen = await readWitness(witnessFile(dataDir, database))
      const verdict = await withDatabase(environment, (db) => verifyTrail(db, seen), { timeLimits: false })
      const { customers, records, waiting, faults } = verdict
      const ok = faults.length === 0
      const told = faults.map(({ customerId, name, ...fault }) => ({
        customer: { id: customerId, name },
        ...fault,
      }))
      const counted = `${counting(records, 'record')} of ${counting(customers, 'customer')}`
      const rest = waiting > 0 ? ` ${waiting} from before the chain still wait for their places.` : ''
      const witness =
        seen.size > 0
          ? ''
          : ' Nothing in TMAS_DATA_DIR says where the chains ended before: only a server that runs with this folder writes that down.'
      const sentence = ok
        ? `The trail is whole: ${counted}.${rest}${witness}`
        : [`The trail was altered. The first wrong record of each customer:`, ...faults.map(wordsOf)].join(
            '\n',
          )
      show(options, { ok, customers, records, waiting, witnessed: seen.size, faults: told }, sentence)
      if (!ok) throw new ShownFailure()
    })
}
