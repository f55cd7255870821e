import { createHash } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'

/** A backup with another content, and with a seal that fits it, as anyone can make one. */
export function resealed(backup: Buffer, change: (content: string) => string): Buffer {
  const sealed = gunzipSync(backup).toString('utf8')
  const content = change(sealed.replace(/sha256 [0-9a-f]{64}\n$/, ''))
  return gzipSync(`${content}sha256 ${createHash('sha256').update(content).digest('hex')}\n`)
}
