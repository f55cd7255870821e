import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStage, type Stage } from '#server/testing/stage.ts'

/** Tables of customers from before there was this rule; each has `customer_id`, but not in front of its key. */
const older = [
  'address_change',
  'advanced_settings',
  'api_key',
  'attempt_question',
  'audit_record',
  'authenticator_app',
  'closed_session',
  'connection_test',
  'consent_kit',
  'location',
  'mail',
  'mail_caused',
  'membership',
  'microsoft_link',
  'near_miss_dismissal',
  'passkey',
  'password_link',
  'recovery_code',
  'second_factor_wait',
  'session',
  'user_account',
]

/** Tables whose rows belong to no customer, or to none yet; docs/scaling.md says what is to become of them. */
const withoutCustomer = [
  'backup_state',
  'customer',
  'disturbance',
  'forgotten_password',
  'password_name_tried',
  'password_tries',
  'schema_migration',
  'second_factor_setup',
  'session_proof',
  'sign_in_attempt',
  'signing_key',
]

let stage: Stage

beforeAll(async () => {
  stage = await openStage()
})

afterAll(() => stage.close())

test('the key of a table begins with its customer, so that customers can be spread over several databases', async () => {
  const { rows } = await sql<{ name: string; beginsWith: string; hasCustomer: boolean }>`
    select relname as name, (
        select attname from pg_constraint join pg_attribute on attrelid = conrelid and attnum = conkey[1]
        where conrelid = pg_class.oid and contype = 'p'
      ) as begins_with, exists (
        select from pg_attribute
        where attrelid = pg_class.oid and attname = 'customer_id' and not attisdropped
      ) as has_customer
    from pg_class
    where relkind in ('r', 'p') and relnamespace = current_schema()::regnamespace
    order by relname`.execute(stage.db)
  const others = rows.filter(({ beginsWith }) => beginsWith !== 'customer_id')
  const named = (of: typeof rows) => of.map(({ name }) => name)
  expect(named(others.filter(({ hasCustomer }) => hasCustomer))).toEqual(older)
  expect(named(others.filter(({ hasCustomer }) => !hasCustomer))).toEqual(withoutCustomer)
})
