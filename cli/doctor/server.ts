import type { Config } from '#server/config.ts'
import { type Finding, failed, fine, skipped } from './finding.ts'

/** The server itself, where it would listen. That it does not run is no fault: this command needs none. */
export async function lookAtServer({ host, port }: Config): Promise<Finding> {
  const address = `${host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host}:${port}`
  try {
    const response = await fetch(`http://${address}/readyz`, {
      redirect: 'manual',
      signal: AbortSignal.timeout(5_000),
    })
    const said = (await response.text()).slice(0, 100).split('\n')[0] ?? ''
    if (response.status === 200) return fine('server', `runs at ${address}, and is ready`)
    const remedy = 'Read its log; if another program listens there, set PORT'
    return failed('server', `at ${address} something answers ${response.status}: ${said}`, remedy)
  } catch {
    return skipped('server', `none answers at ${address}`)
  }
}
