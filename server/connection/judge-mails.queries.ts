import { sql } from 'kysely'
import type { AboutA } from '#server/mail/about.ts'
import type { Db } from '#server/platform/database.ts'

/** Whether a plan still has this day, for a user if one is meant: the plan is the one of which they were told. */
const wavePlanned = (customerId: string, chainId: string, startsOn: string) => sql`
  select from roll_out_wave as wave
  where wave.customer_id = ${customerId} and wave.chain_id = ${chainId} and wave.starts_on = ${startsOn}::date`

const pausedAt = (customerId: string, chainId: string) => sql`
  exists (
    select from roll_out_wave as wave
    where wave.customer_id = ${customerId} and wave.chain_id = ${chainId} and wave.paused_at is not null
  )`

type MicrosoftOnlyFacts = {
  /** Whether the day stands in the plan of which this person was told, or their exception still ends on it. */
  isPlanned: boolean
  isPaused: boolean
  /** Whether a newer mail tells them the same. */
  isReplaced: boolean
  /** The tenants with which they have a link. */
  tenants: string[]
}

export async function findMicrosoftOnlyFacts(
  db: Db,
  {
    id,
    userId,
    customerId,
    about: { because, chainId, startsOn },
  }: { id: string; userId: string; customerId: string; about: AboutA<'microsoft_only'> },
): Promise<MicrosoftOnlyFacts> {
  // Where the day or the branches have changed, people are told again, and the wave starts without a note of it.
  const planned =
    because === 'wave'
      ? sql`exists (
          ${wavePlanned(customerId, chainId, startsOn)} and (wave.noticed_at is not null or wave.noticed_up_to >= ${userId})
        )`
      : sql`exists (
          select from password_exception
          where customer_id = ${customerId} and user_id = ${userId} and chain_id = ${chainId} and ends_on = ${startsOn}::date
        )`
  const { rows } = await sql<MicrosoftOnlyFacts>`
    select ${planned} as is_planned, ${because === 'wave' ? pausedAt(customerId, chainId) : sql`false`} as is_paused,
      exists (
        select from mail
        where user_id = ${userId} and kind = 'microsoft_only' and id > ${id} and withdrawn_because is null
          and about ->> 'chainId' = ${chainId} and about ->> 'startsOn' = ${startsOn}
      ) as is_replaced,
      array(select tenant_id from microsoft_link where user_id = ${userId} and ended_at is null) as tenants`.execute(
    db,
  )
  return rows[0] ?? { isPlanned: false, isPaused: false, isReplaced: false, tenants: [] }
}

/** Whether the people of a chain have Microsoft alone from a day on: because of a wave, or because exceptions end. */
export async function findPlanFacts(
  db: Db,
  { customerId, chainId, startsOn }: { customerId: string; chainId: string; startsOn: string },
): Promise<{ isPlanned: boolean; isPaused: boolean }> {
  const { rows } = await sql<{ isPlanned: boolean; isPaused: boolean }>`
    select exists (${wavePlanned(customerId, chainId, startsOn)}) or exists (
        select from password_exception
        where customer_id = ${customerId} and chain_id = ${chainId} and ends_on = ${startsOn}::date
      ) as is_planned,
      ${pausedAt(customerId, chainId)} as is_paused`.execute(db)
  return rows[0] ?? { isPlanned: false, isPaused: false }
}

/** Whether a chain has a plan, it is the one that was saved then, and a newer notice of one goes to the reader by now. */
export async function findPlannedFacts(
  db: Db,
  {
    id,
    userId,
    customerId,
    about: { planChainId: chainId, plannedAt },
  }: { id: string; userId: string; customerId: string; about: AboutA<'planned'> },
  now: Date,
): Promise<{ hasPlan: boolean; isCurrent: boolean; isReplaced: boolean }> {
  const plan = sql`select from roll_out where customer_id = ${customerId} and chain_id = ${chainId}`
  const { rows } = await sql<{ hasPlan: boolean; isCurrent: boolean; isReplaced: boolean }>`
    select exists (${plan}) as has_plan, exists (${plan} and planned_at = ${new Date(plannedAt)}) as is_current,
      exists (
        select from mail
        where user_id = ${userId} and kind = 'planned' and id > ${id} and about ->> 'planChainId' = ${chainId}
          and (sent_at is not null or (failed_at is null and next_attempt_at <= ${now}))
      ) as is_replaced`.execute(db)
  return rows[0] ?? { hasPlan: false, isCurrent: false, isReplaced: false }
}

/** Whether an exception by name is there and ends on this day. */
export async function hasException(
  db: Db,
  {
    customerId,
    userId,
    chainId,
    endsOn,
  }: { customerId: string; userId: string; chainId: string; endsOn: string },
): Promise<boolean> {
  const { rows } = await sql`
    select from password_exception
    where customer_id = ${customerId} and user_id = ${userId} and chain_id = ${chainId} and ends_on = ${endsOn}::date`.execute(
    db,
  )
  return rows.length > 0
}

/** Whether the link of a consent kit works. */
export async function isOpenKit(db: Db, id: string, now: Date): Promise<boolean> {
  const { rows } = await sql`
    select from consent_kit where id = ${id} and revoked_at is null and expires_at > ${now}`.execute(db)
  return rows.length > 0
}
