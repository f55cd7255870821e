import { sql } from 'kysely'
import type { MicrosoftAnswer } from '#server/entra/entra.ts'
import type { Db } from '#server/platform/database.ts'
import type { Said } from '#shared/aadsts/said.ts'
import type { Check } from '#shared/checks.ts'
import type { Refusal } from '#shared/refusals.ts'

/** An attempt as one customer may read it (R31), as far as the words of its refusal ask. */
export type ReadAttempt = {
  id: string
  code: Refusal | null
  loginId: string | null
  tenantId: string | null
  objectId: string | null
  microsoft: MicrosoftAnswer | null
  checks: Check[]
  /** The checks of this customer's own rules. */
  ownChecks: Check[]
  /** The chain whose address was used, if it is this customer's. */
  chainId: string | null
  /** What the person said of Microsoft's page; never proof (R17). */
  said: Said | null
  /** The address of the user or, of an attempt that names no one, of the hinted one. */
  personEmail: string | null
  /** Whether a tenant is in force for that user, where that matters to the remedy. */
  personHasTenant: boolean
}

/** The columns of it. A customer's row is called `concerned`, and `readWith` brings the rest. */
export const asRead = sql`
  attempt.id, concerned.code,
  case when concerned.reading = 'full' then attempt.login_id end as login_id,
  case when concerned.reading in ('full', 'other_tenant') then attempt.tenant_id end as tenant_id,
  case when concerned.reading = 'full' then attempt.object_id end as object_id,
  -- Of an attempt that names nobody, as the explanation of the user whose address was typed says it.
  case when concerned.reading in ('full', 'confirmed')
      or concerned.reading = 'typed' and attempt.microsoft is not null and (
        exists (select from location where id = attempt.chain_id and customer_id = concerned.customer_id)
        or exists (
          select from effective_settings(common_place(concerned.hinted_user_id)) as settings
          where settings.proved_at is not null
        )
      )
    then attempt.microsoft end as microsoft,
  case when concerned.reading = 'full' then attempt.checks else '[]'::jsonb end as checks,
  concerned.checks as own_checks, chain.id as chain_id,
  case when concerned.reading <> 'other_tenant' then attempt.said end as said,
  person.email as person_email,
  concerned.code not in ('account_disabled', 'account_ended') or exists (
    select from effective_settings(common_place(person.id)) as settings where settings.azure_tenant_id is not null
  ) as person_has_tenant`

/** The attempt of `concerned`, with its chain and its person if they are this customer's. */
export const readWith = sql`
  join sign_in_attempt as attempt on attempt.id = concerned.attempt_id
  left join location as chain on chain.id = attempt.chain_id and chain.customer_id = concerned.customer_id
  left join user_account as person
    on person.id = coalesce(concerned.user_id, concerned.hinted_user_id) and person.customer_id = concerned.customer_id`

/** These attempts, as a customer reads them. */
export async function listRead(
  db: Db,
  customerId: string,
  attemptIds: readonly string[],
): Promise<ReadAttempt[]> {
  if (attemptIds.length === 0) return []
  const { rows } = await sql<ReadAttempt>`
    select ${asRead} from sign_in_attempt_customer as concerned ${readWith}
    where concerned.customer_id = ${customerId} and concerned.attempt_id = any(${attemptIds}::uuid[])`.execute(
    db,
  )
  return rows
}
