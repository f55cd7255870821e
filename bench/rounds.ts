import { databaseProcessorTime } from './database-usage.ts'
import { closeConnections, lookUp, repeat, signIn, visit } from './load.ts'
import { newcomers, people } from './people.ts'
import { type Measured, nothing, type Side } from './sides.ts'

/** So many browsers at a time. */
const browsers = 16

export type Times = { signIns: number; firsts: number; lookUps: number }

/** How many newcomers each program has seen: each of them comes once. */
const seen = new Map<Side, number>()

/**
 * Sign-ins, first sign-ins where they are something, and look-ups at one program.
 *
 * @throws {Error} if it knows someone who has not signed in, or does not know someone who has.
 */
export async function measureRound(side: Side, times: Times): Promise<void> {
  const { server, microsoft, way } = side
  closeConnections()
  let ends: Awaited<ReturnType<typeof signIn>>[] = []
  await measure(side, side.signIns, async () => {
    ends = await repeat(times.signIns, browsers, (turn) => signIn(server.url, microsoft, turn, { way }))
    return ends.map((end) => end.milliseconds)
  })
  if (side.links) {
    const before = seen.get(side) ?? 0
    seen.set(side, before + times.firsts)
    if (before + times.firsts > newcomers.length) throw new Error('There are not enough newcomers.')
    await measure(side, side.firsts, async () => {
      const firsts = await repeat(times.firsts, browsers, (turn) =>
        signIn(server.url, microsoft, before + turn, { way, among: newcomers }),
      )
      ends.push(...firsts.slice(-1))
      return firsts.map((end) => end.milliseconds)
    })
  }
  for (const { username, cookies } of ends.slice(-2)) await knows(side, username, cookies)
  await measure(side, side.lookUps, () =>
    repeat(times.lookUps, browsers, (turn) =>
      lookUp(server.url, ends[turn % people.length]?.cookies ?? '', way),
    ),
  )
}

/** Nothing of what was measured so far counts. */
export function forget(side: Side): void {
  Object.assign(side, { signIns: nothing(), firsts: nothing(), lookUps: nothing() })
}

/** The person is known by the session, and is not known without it. */
async function knows({ name, server, way }: Side, username: string, cookies: string): Promise<void> {
  const known = await visit(`${server.url}${way.whoAmI}`, cookies)
  if (known.status !== 200 || !known.text.includes(username))
    throw new Error(`${name} does not know ${username}: ${known.status} ${known.text}`)
  const stranger = await visit(`${server.url}${way.whoAmI}`)
  if (stranger.text.includes(username)) throw new Error(`${name} knows ${username} without a session`)
}

async function measure(side: Side, into: Measured, load: () => Promise<number[]>) {
  const used = async () => ({
    cpu: (await side.server.usage()).cpu,
    database: databaseProcessorTime(side.database.dataDir),
  })
  const before = await used()
  const latencies = await load()
  const after = await used()
  into.cpu.push((after.cpu - before.cpu) / latencies.length)
  into.database.push((after.database - before.database) / latencies.length)
  into.latencies.push(...latencies)
}
