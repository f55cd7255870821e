import { type RawBuilder, sql } from 'kysely'
import { foldedAddress } from '#server/platform/addresses.queries.ts'

/**
 * Whether the account of the attempt `a` is someone's at another customer than this: it is linked there, or has the
 * address of a user of a customer that has proved the same tenant. No explanation names such an account (R31), also not
 * one that came to this customer's own address by mistake.
 */
export function isSomeoneElsewhere(customerId: string): RawBuilder<boolean> {
  return sql<boolean>`(
    exists (
      select from microsoft_link l
      where l.tenant_id = a.tenant_id and l.object_id = a.object_id and l.ended_at is null
        and l.customer_id <> ${customerId}
    )
    or exists (
      select from user_account u join advanced_settings own on own.customer_id = u.customer_id
      where u.email_folded = ${foldedAddress('a.login_id')} and u.customer_id <> ${customerId}
        and own.azure_tenant_id = a.tenant_id and own.proved_at is not null
    )
  )`
}
