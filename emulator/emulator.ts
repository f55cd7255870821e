import { generateKeyPairSync } from 'node:crypto'
import type { Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { createApp } from './app.ts'
import { selfSignedCertificate } from './certificate.ts'
import { type Control, createControl } from './control.ts'
import type { Directory } from './directory.ts'
import { type KeyRing, sharedKeyRing } from './keys.ts'
import { sampleDirectory } from './sample.ts'
import type { World } from './world.ts'

export type EmulatorOptions = {
  /** Default `127.0.0.1`: another site than an application on `localhost`, as Microsoft is. */
  host?: string
  /** 0, the default, takes any free port. */
  port?: number
  directory?: Directory
  clock?: () => Date
  /** The address that documents and tokens bear, where it is not the one that is listened on. */
  authority?: string
  keys?: KeyRing
  /** Answers by https, with a certificate of its own that no one trusts yet: some clients ask for nothing else. */
  tls?: boolean
  /** Milliseconds for which a connection without requests is kept; as Node does it, unless set. */
  keepAliveTimeout?: number
}

export type Emulator = {
  /** The authority, e.g. `http://127.0.0.1:4000`, without a slash at the end. */
  url: string
  directory: Directory
  control: Control
  /** With `tls`: the certificate to trust, as PEM. */
  certificate: string | undefined
  close(): Promise<void>
}

/**
 * Starts an Entra ID on this machine. The directory and the control may be changed while it runs; all
 * emulators of a process share their keys until one of them rotates its own.
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { host = '127.0.0.1', port = 0, directory = sampleDirectory(), clock = () => new Date() } = options
  const keys = options.keys ?? (await sharedKeyRing())
  const world: World = {
    authority: '',
    directory,
    keys,
    control: createControl(keys),
    clock,
    grants: new Map(),
    flows: new Map(),
    browsers: new Map(),
    assertionsUsed: new Set(),
  }
  const { fetch } = createApp(world)
  const identity = options.tls ? tlsIdentity(host) : undefined
  const server = createAdaptorServer(
    identity ? { fetch, createServer: createTlsServer, serverOptions: identity } : { fetch },
  ) as Server
  if (options.keepAliveTimeout !== undefined) server.keepAliveTimeout = options.keepAliveTimeout
  await listen(server, host, port)
  const url = `${identity ? 'https' : 'http'}://${host}:${(server.address() as AddressInfo).port}`
  world.authority = options.authority ?? url
  const { control } = world
  return { url, directory, control, certificate: identity?.cert, close: () => close(server) }
}

function tlsIdentity(host: string): { key: string; cert: string } {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const certificate = selfSignedCertificate(host, publicKey, privateKey, new Date(), host)
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64')}\n-----END CERTIFICATE-----\n`,
  }
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
