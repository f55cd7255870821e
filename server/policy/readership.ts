/** What ties an attempt to one customer. All of it is known when the attempt ends. */
export type Tie = {
  customerId: string
  /** The person pointed at this customer: by its sign-in address, by a username, or as an account linked there. */
  pointedAt: boolean
  /** The account matched a user of the customer through that user's own effective tenant. */
  matched: boolean
  /** One of the customer's users has the address of the account. */
  hasAddress: boolean
  /** The customer has proved that the tenant that answered is its own. */
  proved: boolean
}

/**
 * How much of an attempt a customer reads: everything; or only that an account of another tenant used the address of
 * one of its users, and which tenant that was.
 */
export type Reading = 'full' | 'other_tenant'

/**
 * Which customers read an attempt, and how much of it (R31): the one rule behind lists, live view, near misses,
 * patterns, explanations, set-up steps, records and notices, all of which show what is kept for the customer.
 *
 * A tenant ID is public and an address can be typed by anyone. So neither alone shows a customer anything about a
 * person: only what the person pointed at, what matched through the customer's own tenant, or a tenant that is proved.
 */
export function readingsOf(ties: readonly Tie[]): Map<string, Reading> {
  const readings = new Map<string, Reading>()
  for (const tie of ties) {
    const reading = readingOf(tie, ties)
    if (reading) readings.set(tie.customerId, reading)
  }
  return readings
}

function readingOf(tie: Tie, all: readonly Tie[]): Reading | undefined {
  if (tie.pointedAt || tie.matched) return 'full'
  if (tie.proved && !isSomeoneAtAnother(tie, all)) return 'full'
  return tie.hasAddress ? 'other_tenant' : undefined
}

/** Whether the account is a user of another customer that has proved the same tenant. */
function isSomeoneAtAnother(tie: Tie, all: readonly Tie[]): boolean {
  return all.some(
    (other) => other.customerId !== tie.customerId && other.proved && (other.matched || other.hasAddress),
  )
}
