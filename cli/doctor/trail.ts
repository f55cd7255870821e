import { readProtection } from '#server/audit/trail.queries.ts'
import { verifyTrail } from '#server/audit/verify-trail.ts'
import { readWitness } from '#server/audit/witness.ts'
import type { Db } from '#server/platform/database.ts'
import { counting } from '../counting.ts'
import { wordsOf } from '../trail-words.ts'
import { type Finding, failed, fine, warning } from './finding.ts'

/** Checks every record of the audit trail, and whether the database would let TMAS itself alter one. */
export async function lookAtTrail(db: Db, witness: string): Promise<Finding[]> {
  const { faults, records, waiting } = await verifyTrail(db, await readWitness(witness))
  const { role, mayAlter, triggers } = await readProtection(db)
  const [first] = faults
  const chain = first
    ? failed(
        'audit trail',
        `${wordsOf(first)}${faults.length > 1 ? `, and ${counting(faults.length - 1, 'more customer')}` : ''}`,
        'Someone has altered the database. Run: tmas audit verify. Then compare with a backup',
      )
    : fine(
        'audit trail',
        `${records} records, none altered${waiting > 0 ? `; ${waiting} wait for their places` : ''}`,
      )
  if (triggers < 3)
    return [
      chain,
      failed(
        'audit protection',
        'a trigger that keeps records from being altered is off',
        'As the owner of the table: alter table audit_record enable trigger all',
      ),
    ]
  return [
    chain,
    mayAlter
      ? warning(
          'audit protection',
          `the role ${role} may alter audit records: only their chain protects them`,
          'Set MIGRATION_DATABASE_URL to the role that owns the tables, and DATABASE_URL to another one',
        )
      : fine('audit protection', `the role ${role} can read and add records, and nothing else`),
  ]
}
