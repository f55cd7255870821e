import { migrate } from '#server/migrations/migrate.ts'
import { openDatabase } from '#server/platform/database.ts'
import { createDatabase, execute, urlOf } from './cluster.ts'
import { type FrontDoor, openFrontDoor } from './front-door.ts'
import { startThrowAwayCluster } from './throw-away-cluster.ts'

/** All of TMAS for a program that is no test: with a database server of its own, which goes when it is closed. */
export async function openThrowAwayDoor(poolSize = 5): Promise<FrontDoor> {
  const cluster = await startThrowAwayCluster()
  await createDatabase(cluster.url, 'simulated')
  const ownerUrl = urlOf(cluster.url, 'simulated')
  await migrate(ownerUrl, { log: { info() {}, warn() {} } })
  const db = openDatabase({ url: ownerUrl, poolSize })
  return openFrontDoor(
    Promise.resolve({
      db,
      url: ownerUrl,
      ownerUrl,
      asOwner: (statement: string) => execute(ownerUrl, statement),
      close: async () => {
        await db.destroy()
        await cluster.stop()
      },
    }),
  )
}
