/** `registration`: Microsoft refuses TMAS itself. `microsoft`: Microsoft does not answer. */
export type Outage = 'registration' | 'microsoft'

/** A refused attempt with a cause that concerns everyone, as our own server saw it at Microsoft. */
export type OutageSign = {
  at: Date
  outage: Outage
  /** The person's network, as addresses are counted. */
  network: string
  /** `organizations`, or the tenant that was asked. */
  path: string | null
}

/** What everyone may see while sign-ins with Microsoft fail for everyone. */
export type Disturbance = { kind: Outage; since: Date }

/** Milliseconds after which a sign no longer counts, if no other one followed. */
export const disturbanceWindow = 10 * 60 * 1000

/** How many attempts have to fail to reach Microsoft before it is more than a hiccup. */
const fewestAttempts = 3

/**
 * Whether sign-ins with Microsoft fail for everyone, and not only for one customer. It ends by itself: with the first
 * success after the signs, or with time.
 *
 * One refusal of our own registration is enough, because it does not depend on who signs in. Silence has to affect
 * several attempts, from more than one network: one broken line in a head office does not concern everyone. And
 * whatever was asked on the path of one tenant counts once, however often it happens, because that tenant alone may be
 * the cause (R34): it takes two tenants, or as many attempts that asked no single one.
 */
export function disturbanceIn(
  signs: readonly OutageSign[],
  lastSuccessAt: Date | null,
  now: Date,
): Disturbance | undefined {
  const notBefore = Math.max(now.getTime() - disturbanceWindow, lastSuccessAt?.getTime() ?? 0)
  const recent = signs.filter(({ at }) => at.getTime() > notBefore)
  const refused = recent.filter(({ outage }) => outage === 'registration')
  if (refused.length > 0) return { kind: 'registration', since: earliest(refused) }

  if (recent.length < fewestAttempts) return undefined
  if (new Set(recent.map(({ network }) => network)).size < 2) return undefined
  const general = recent.filter(({ path }) => path === null || path === 'organizations').length
  const tenants = new Set(
    recent.map(({ path }) => path).filter((path) => path !== null && path !== 'organizations'),
  )
  if (tenants.size < 2 && general + tenants.size < fewestAttempts) return undefined
  return { kind: 'microsoft', since: earliest(recent) }
}

function earliest(signs: readonly OutageSign[]): Date {
  return new Date(Math.min(...signs.map(({ at }) => at.getTime())))
}
