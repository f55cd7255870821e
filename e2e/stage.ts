import type { Browser } from 'playwright'
import { readConfig } from '#server/config.ts'
import { type Db, openDatabase } from '#server/platform/database.ts'
import { freePort } from '#server/platform/free-port.ts'
import { startServer } from '#server/server.ts'
import { leastHash } from '#server/testing/least-hash.ts'
import { addUser } from '#server/users/users.ts'
import { type Emulator, startEmulator } from '../emulator/emulator.ts'
import { northTenantId, sampleDirectory, tmasClientId, tmasClientSecret } from '../emulator/sample.ts'
import { addSampleCustomers } from '../scripts/sample-customers.ts'

/** TMAS on its socket, a Microsoft on another site, and a browser: everything that a journey needs. */
export type Stage = {
  /** TMAS's origin, on `localhost`. Microsoft is on `127.0.0.1`, which browsers treat as another site. */
  url: string
  /** The chain North Group, whose own address guests need. */
  northId: string
  emulator: Emulator
  db: Db
  browser: Browser
  /** A new person in North Group, with an account at Microsoft that has not consented yet. */
  newPerson(): Promise<StagePerson>
  close(): Promise<void>
}

export type StagePerson = { loginId: string; name: string; userId: string }

/** Where a stage is, as ports of this machine: TMAS, and Microsoft. */
export type Place = { port: number; emulatorPort: number }

export async function findPlace(): Promise<Place> {
  return { port: await freePort(), emulatorPort: await freePort() }
}

/** The addresses of a stage at this place. */
export function addressesOf({ port, emulatorPort }: Place): { url: string; emulator: { url: string } } {
  return { url: `http://localhost:${port}`, emulator: { url: `http://127.0.0.1:${emulatorPort}` } }
}

/**
 * Starts everything but the browser, which is its owner's to close, on a migrated, empty database.
 *
 * @param place of one after another, so that a browser which knows the one knows the next.
 */
export async function openStage(databaseUrl: string, browser: Browser, place?: Place): Promise<Stage> {
  const { port, emulatorPort } = place ?? (await findPlace())
  const { url } = addressesOf({ port, emulatorPort })
  const emulator = await startEmulator({ directory: sampleDirectory(url), port: emulatorPort })
  const db = openDatabase({ url: databaseUrl, poolSize: 2 })
  const northId = await addSampleCustomers(db, emulator.directory, new Date(), leastHash)
  const server = await startServer(
    readConfig({
      TMAS_URL: url,
      DATABASE_URL: databaseUrl,
      ENTRA_AUTHORITY: emulator.url,
      ENTRA_CLIENT_ID: tmasClientId,
      ENTRA_CLIENT_SECRET: tmasClientSecret,
      LOG_LEVEL: 'silent',
    }),
    // This process also drives the browser: how late it is says nothing about the server.
    { isLate: () => false },
  )

  return {
    url,
    northId,
    emulator,
    db,
    browser,
    newPerson: () => addPerson({ db, emulator, northId }),
    async close() {
      await server.stop()
      await emulator.close()
      await db.destroy()
    },
  }
}

async function addPerson({ db, emulator, northId }: Pick<Stage, 'db' | 'emulator' | 'northId'>) {
  const { people } = emulator.directory
  const lastName = `Number ${people.length}`
  const loginId = `vera.${people.length}@north.example`
  people.push({ loginId, name: `Vera ${lastName}`, tenantId: northTenantId, oid: crypto.randomUUID() })
  const user = { username: `vera.${people.length}`, email: loginId, firstName: 'Vera', lastName }
  const membership = { locationId: northId, role: 'viewer' as const }
  const { id: userId } = await addUser(db, { kind: 'operator' }, user, membership, new Date())
  return { loginId, name: `Vera ${lastName}`, userId }
}
