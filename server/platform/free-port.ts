import { once } from 'node:events'
import { createServer } from 'node:net'

/**
 * A port of this machine on which no one listens now, for a program that has to know its address before it listens.
 *
 * It lies below those that Linux gives to outgoing connections (32768 and up). Otherwise one of these could take it
 * before the program listens.
 *
 * @see https://docs.kernel.org/networking/ip-sysctl.html ip_local_port_range
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 12_000 + Math.floor(Math.random() * 20_000)
    const probe = createServer()
    const isFree = once(probe.listen(port, '127.0.0.1'), 'listening').then(
      () => true,
      () => false,
    )
    if (!(await isFree)) continue
    probe.close()
    await once(probe, 'close')
    return port
  }
}
