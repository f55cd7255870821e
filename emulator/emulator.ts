import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { createApp } from './app.ts'
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
}

export type Emulator = {
  /** The authority, e.g. `http://127.0.0.1:4000`, without a slash at the end. */
  url: string
  directory: Directory
  control: Control
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
  const server = createAdaptorServer({ fetch: createApp(world).fetch }) as Server
  await listen(server, host, port)
  const url = `http://${host}:${(server.address() as AddressInfo).port}`
  world.authority = options.authority ?? url
  return { url, directory, control: world.control, close: () => close(server) }
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
