import type { Server } from 'node:http'

/** Each takes some 10 kB, and a proxy in front of us needs far fewer. */
const mostConnections = 10_000

/** Milliseconds that requests in progress have to finish after we are asked to stop. */
const shutdownGrace = 8_000

/** Limits on what a stranger can make us hold. Only Microsoft's codes make long addresses. */
export function limit(server: Server) {
  server.headersTimeout = 10_000
  server.requestTimeout = 30_000
  server.maxHeadersCount = 100
  server.keepAliveTimeout = 65_000
  // In which nothing moves: a reader who does not read. A stream of sign-ins moves every ten seconds.
  server.timeout = 30_000
  server.maxConnections = mostConnections
}

/** @throws an error that names the setting to change, if the port is taken or needs more rights. */
export function listen(server: Server, host: string, port: number, setting: string) {
  return new Promise<void>((resolve, reject) => {
    const refuse = (cause: NodeJS.ErrnoException) => {
      const reasons: Partial<Record<string, string>> = {
        EADDRINUSE: `Port ${port} on ${host} is already in use. Stop the program that uses it, or set ${setting} to another port.`,
        EACCES: `TMAS may not listen on port ${port}. Set ${setting} to a port from 1024 on, behind a proxy.`,
      }
      reject(new Error(reasons[cause.code ?? ''] ?? cause.message, { cause }))
    }
    server.once('error', refuse)
    server.listen(port, host, () => {
      server.off('error', refuse)
      resolve()
    })
  })
}

/** Accepts no more requests, and waits for those in progress, but not for long. */
export function close(server: Server) {
  return new Promise<void>((resolve) => {
    const shutdownTimer = setTimeout(() => server.closeAllConnections(), shutdownGrace)
    server.close(() => {
      clearTimeout(shutdownTimer)
      resolve()
    })
    server.closeIdleConnections()
  })
}
