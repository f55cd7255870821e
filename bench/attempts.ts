import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Db, Trx } from '#server/platform/database.ts'
import type { Refusal } from '#shared/refusals.ts'

/** Milliseconds over which the attempts are spread. */
const period = 90 * 24 * 60 * 60 * 1000

/** How many of a hundred attempts are of each kind, and whose they appear to be. */
const kinds: {
  share: number
  door: 'microsoft' | 'password'
  outcome: 'succeeded' | 'refused' | 'pending'
  code?: Refusal
  says: 'the user' | 'a stranger' | 'a hint' | 'nothing'
}[] = [
  { share: 60, door: 'microsoft', outcome: 'succeeded', says: 'the user' },
  { share: 15, door: 'password', outcome: 'succeeded', says: 'the user' },
  { share: 5, door: 'password', outcome: 'refused', code: 'wrong_password', says: 'the user' },
  { share: 5, door: 'microsoft', outcome: 'refused', code: 'unknown_user', says: 'a stranger' },
  { share: 3, door: 'microsoft', outcome: 'refused', code: 'linked_to_other_account', says: 'the user' },
  { share: 3, door: 'microsoft', outcome: 'refused', code: 'account_disabled', says: 'the user' },
  { share: 5, door: 'microsoft', outcome: 'refused', code: 'not_returned', says: 'a hint' },
  { share: 3, door: 'microsoft', outcome: 'refused', code: 'consent_declined', says: 'nothing' },
  { share: 1, door: 'microsoft', outcome: 'pending', says: 'nothing' },
]

const checksOfMicrosoft = JSON.stringify(
  [
    'redemption',
    'format',
    'algorithm',
    'key',
    'signature',
    'key_issuer',
    'audience',
    'issuer',
    'times',
    'nonce',
    'version',
  ].map((name) => ({ name, passed: true })),
)

/**
 * Fills a customer's list of sign-ins, evenly over three months up to now, with its users and with two thousand
 * strangers of its tenant, every second of whom looks like a user. The seed (`cli/synthetic-installation.ts`) has to
 * be there.
 */
export async function fillWithAttempts(db: Db, customerId: string, count: number, now: Date): Promise<void> {
  await db.transaction().execute(async (trx) => {
    // PostgreSQL plans the checks of foreign keys here, on an empty table. It would then read the table to its end for
    // each row.
    await sql`set local enable_seqscan = off`.execute(trx)
    await insertAttempts(trx, customerId, count, now)
  })
}

async function insertAttempts(trx: Trx, customerId: string, count: number, now: Date): Promise<void> {
  const { people } = await trx
    .selectFrom('userAccount')
    .select((eb) => eb.fn.countAll<number>().as('people'))
    .where('customerId', '=', customerId)
    .executeTakeFirstOrThrow()
  const times = Array.from({ length: count }, (_, index) => now.getTime() - period + (period / count) * index)
  const hundred = kinds.flatMap(({ share, ...kind }) => Array(share).fill(kind))
  await sql`
    with kind as (
      select * from jsonb_to_recordset(${JSON.stringify(hundred.map((kind, place) => ({ ...kind, place })))})
        as kind (place int, door text, outcome text, code text, says text)
    ),
    person as (
      select row_number() over (order by id) as place, id, username, email, first_name, last_name
      from user_account where customer_id = ${customerId}
    ),
    tenant as (select azure_tenant_id as id from advanced_settings where location_id = ${customerId}),
    planned as materialized (
      select attempt.*, kind.*, tenant.id as tenant_id, person.id as person_id, person.email as email,
        number / 100 % 2000 as stranger,
        coalesce(link.object_id, md5(person.email)::uuid) as object_id,
        first_name || ' ' || last_name as person_name, username
      from unnest(${times.map(idAt)}::uuid[], ${times.map((time) => new Date(time))}::timestamptz[],
          ${times.map((_, index) => referenceOf(index))}::text[]) with ordinality as attempt (id, at, reference, number)
        join kind on kind.place = number * 37 % 100
        join person on person.place = 1 + number * 7919 % ${people}
        left join microsoft_link as link on link.user_id = person.id and link.ended_at is null
        cross join tenant
    ),
    filled as (
      insert into sign_in_attempt (id, reference, door, outcome, code, started_at, returned_at, ended_at, chain_id, user_id,
        login_hint, login_id, tenant_id, object_id, account_name, checks, ip, network, user_agent)
      select id, reference, door, outcome, code, at, at, case when outcome <> 'pending' then at end,
        case when says = 'nothing' then ${customerId}::uuid end,
        case when says = 'the user' then person_id end,
        case when says = 'a hint' then email end,
        case when says = 'the user' then email
          when says = 'a stranger' and stranger % 2 = 0 then username || '@elsewhere.example'
          when says = 'a stranger' then 'stranger' || stranger || '@elsewhere.example' end,
        case when door = 'microsoft' and says in ('the user', 'a stranger') then tenant_id end,
        case when door = 'microsoft' then case says when 'the user' then object_id
          when 'a stranger' then md5('stranger' || stranger)::uuid end end,
        case when says = 'a stranger' then case when stranger % 2 = 0 then person_name else 'Unknown Person' end end,
        case when door = 'microsoft' and says in ('the user', 'a stranger') then ${checksOfMicrosoft}::jsonb else '[]' end,
        '10.0.' || number % 250 || '.7', '10.0.' || number % 250 || '.7', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)'
      from planned order by id returning id
    )
    insert into sign_in_attempt_customer (customer_id, attempt_id, user_id, hinted_user_id, unproven, code, checks, noted_at)
    select ${customerId}, id, case when says = 'the user' then person_id end, case when says = 'a hint' then person_id end,
      says = 'a hint', code, jsonb_build_array(jsonb_build_object('name', 'user', 'passed', code is null)), at
    from planned join filled using (id) order by id`.execute(trx)
}

/** The ID of an attempt of that moment (RFC 9562, version 7). */
function idAt(milliseconds: number): string {
  const time = Math.trunc(milliseconds).toString(16).padStart(12, '0')
  const random = randomBytes(9).toString('hex')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(0, 3)}-8${random.slice(3, 6)}-${random.slice(6, 18)}`
}

const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

function referenceOf(index: number): string {
  const digits = Array.from(
    { length: 8 },
    (_, place) => alphabet[Math.floor(index / alphabet.length ** place) % alphabet.length],
  )
  return digits.join('')
}
