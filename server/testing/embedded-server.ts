/**
 * A process that holds the embedded database as the server does, for tests that kill it:
 * `node embedded-server.ts <data folder>` prints the address and stays.
 */
import { startEmbeddedPostgres } from '#server/embedded-postgres/embedded-postgres.ts'

const log = { info() {}, warn() {}, error() {} }
const { ownerUrl } = await startEmbeddedPostgres({ dataDir: process.argv[2] ?? '', log })
console.log(ownerUrl)
