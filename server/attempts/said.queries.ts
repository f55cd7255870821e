import { sql } from 'kysely'
import type { Db } from '#server/platform/database.ts'
import type { Said } from '#shared/aadsts/said.ts'
import type { Refusal } from '#shared/refusals.ts'

/** Notes once what the person said of a refused attempt, and shows it to the customers that read the attempt already. */
export async function setSaid(
  db: Db,
  attemptId: string,
  said: Said,
  code: Refusal | null,
  now: Date,
): Promise<void> {
  await sql`
    with noted as (
      update sign_in_attempt set said = ${JSON.stringify(said)}, said_code = ${code}, said_at = ${now}
      where id = ${attemptId} and outcome = 'refused' and said is null
      returning id
    )
    update sign_in_attempt_customer set said_code = ${code}, noted_at = clock_timestamp()
    where attempt_id in (select id from noted)`.execute(db)
}
