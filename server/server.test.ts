import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { expect, test } from 'vitest'
import { readConfig } from '#server/config.ts'
import { startServer } from '#server/server.ts'
import { testDatabase } from '#server/testing/test-database.ts'
import { tmasClientId, tmasClientSecret } from '../emulator/sample.ts'

test('a server whose port is taken says which setting to change', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as AddressInfo
  const database = await testDatabase()
  const config = readConfig({
    TMAS_URL: `http://localhost:${port}`,
    DATABASE_URL: database.url,
    ENTRA_CLIENT_ID: tmasClientId,
    ENTRA_CLIENT_SECRET: tmasClientSecret,
    LOG_LEVEL: 'silent',
  })
  await expect(startServer(config)).rejects.toThrow(
    `Port ${port} on 127.0.0.1 is already in use. Stop the program that uses it, or set PORT to another port.`,
  )
  other.close()
  await database.close()
})
