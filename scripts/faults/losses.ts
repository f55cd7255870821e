/** What became of what was acknowledged. */
import { Agent } from 'node:http'
import { verifyTrail } from '#server/audit/verify-trail.ts'
import { readWitness, witnessFile } from '#server/audit/witness.ts'
import { readDatabaseConfig } from '#server/config.ts'
import type { Db } from '#server/platform/database.ts'
import { exchange, type Journal } from './load.ts'
import { countHalfDone, readLinked, readTitles } from './losses.queries.ts'

export type Losses = { lost: string[]; halfDone: string[] }

/**
 * Looks for everything that was acknowledged, and for what was done by half.
 *
 * @param environment of the instance, whose server has written down where the trail ended.
 */
export async function lookForLosses(
  journal: Journal,
  { db, port, environment }: { db: Db; port: number; environment: Record<string, string> },
): Promise<Losses> {
  const lost: string[] = []
  const origin = `http://localhost:${port}`
  const agent = new Agent({ keepAlive: true, maxSockets: 4 })
  for (const { cookie, who, signOut } of journal.sessions) {
    const { status } = await exchange(agent, port, '/api/v1/session', { cookie, origin })
    if (signOut === undefined && status !== 200) lost.push(`session of ${who}: ${status}`)
    if (signOut === 'done' && status !== 401) lost.push(`sign-out of ${who}: ${status}`)
  }
  agent.destroy()
  const linked = await readLinked(db)
  lost.push(...[...journal.linked].filter((oid) => !linked.has(oid)).map((oid) => `link of ${oid}`))
  const halfDone: string[] = []
  for (const { id, title, recorded } of await readTitles(db)) {
    const noted = journal.titles.get(id)
    if (noted && ![noted.last, ...noted.unknown].includes(title ?? ''))
      lost.push(`title of ${id}: ${title} instead of ${noted.last}`)
    if ((title ?? '') !== (recorded ?? '')) halfDone.push(`title ${title}, and the trail says ${recorded}`)
  }
  for (const [what, count] of Object.entries(await countHalfDone(db)))
    if (count !== 0) halfDone.push(`${what}: ${count}`)
  const { dataDir, database } = readDatabaseConfig(environment)
  const { faults } = await verifyTrail(db, await readWitness(witnessFile(dataDir, database)))
  for (const { wrong, sequence } of faults) halfDone.push(`audit trail: record ${sequence} ${wrong}`)
  return { lost, halfDone }
}
