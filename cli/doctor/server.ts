import type { Config } from '#server/config.ts'
import { type Finding, failed, fine, skipped } from './finding.ts'

/** The server itself, where it would listen. It is not a fault if it does not run: this command does not need it. */
export async function lookAtServer({ host, port }: Config): Promise<Finding> {
  const address = `${host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host}:${port}`
  try {
    const response = await fetch(`http://${address}/readyz`, {
      redirect: 'manual',
      signal: AbortSignal.timeout(5_000),
    })
    const said = (await response.text()).slice(0, 100).split('\n')[0] ?? ''
    if (response.status === 200) return fine('server', `is running at ${address}, and is ready`)
    const remedy = 'Read its log. If another program is listening there, set PORT'
    return failed('server', `the answer at ${address} is ${response.status}: ${said}`, remedy)
  } catch {
    return skipped('server', `not running at ${address}`)
  }
}
