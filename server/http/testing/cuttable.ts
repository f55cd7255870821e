import { connect, createServer, type Socket } from 'node:net'

/**
 * A connection to the database, or to a mail server, that can be cut: everything on it ends at once, and nothing answers
 * until it is repaired. If it is `mute`, it takes connections and says nothing.
 */
export async function cuttableWire(databaseUrl: string) {
  const target = new URL(databaseUrl)
  const sockets = new Set<Socket>()
  let isMute = false
  const server = createServer((near) => {
    if (isMute) {
      sockets.add(near.on('error', () => {}))
      near.on('close', () => sockets.delete(near))
      return
    }
    const far = connect(Number(target.port || 5432), target.hostname)
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('close', () => sockets.delete(socket))
      // The end of the connection is all that the other side needs to know.
      socket.on('error', () => {})
    }
    near.pipe(far).pipe(near)
    near.on('close', () => far.destroy())
    far.on('close', () => near.destroy())
  })
  const listen = (port: number) =>
    new Promise<number>((resolve) =>
      server.listen(port, '127.0.0.1', () => resolve((server.address() as { port: number }).port)),
    )
  const port = await listen(0)
  const url = new URL(databaseUrl)
  url.hostname = '127.0.0.1'
  url.port = String(port)

  async function cut() {
    const closed = new Promise((resolve) => server.close(resolve))
    for (const socket of sockets) socket.destroy()
    await closed
  }
  return {
    url: url.href,
    cut,
    mend: () => listen(port),
    mute(on: boolean) {
      isMute = on
      // What was open stays open, and nothing comes through any more.
      if (on) for (const socket of sockets) socket.unpipe().pause()
    },
  }
}
