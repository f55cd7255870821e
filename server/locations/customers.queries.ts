import { sql } from 'kysely'
import type { Db } from '#server/platform/database.ts'

/** A customer as the operator lists it. */
export type ListedCustomer = {
  id: string
  name: string
  createdAt: Date
  azureTenantId: string | null
  verifiedAt: Date | null
  confirmedAt: Date | null
  mandatoryAuthentication: boolean
  users: number
  lastSignInAt: Date | null
}

/** All customers by their names, with the settings in force at the top of each. */
export async function listCustomers(db: Db): Promise<ListedCustomer[]> {
  const { rows } = await sql<ListedCustomer>`
    select customer.id, location.name, customer.created_at, settings.azure_tenant_id, settings.verified_at,
      settings.confirmed_at, coalesce(settings.mandatory_authentication, false) as mandatory_authentication,
      coalesce(people.users, 0) as users, people.last_sign_in_at
    from customer
      join location on location.id = customer.id
      left join advanced_settings as settings on settings.location_id = customer.id
      left join (
        select customer_id, count(*) as users, max(last_sign_in_at) as last_sign_in_at
        from user_account group by customer_id
      ) as people on people.customer_id = customer.id
    order by lower(location.name), customer.id`.execute(db)
  return rows
}
