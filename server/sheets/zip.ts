import { promisify } from 'node:util'
import { crc32, deflateRaw, inflateRaw } from 'node:zlib'

const inflate = promisify(inflateRaw)
const deflate = promisify(deflateRaw)

/** A file of a ZIP archive as it is in there, still packed. */
export type Packed = { bytes: Uint8Array; isStored: boolean }

/** Bytes of the records of the format, without names. */
const localHeader = 30
const centralHeader = 46
const endRecord = 22

/**
 * The files of a ZIP archive by their names, still packed. Undefined where it is none, or one that office programs do not
 * write: encrypted, in parts, or with more than 4 GB.
 *
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT (4.3)
 */
export function openZip(bytes: Uint8Array): ReadonlyMap<string, Packed> | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = findEnd(view)
  if (end === undefined) return undefined
  const files = new Map<string, Packed>()
  let at = view.getUint32(end + 16, true)
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    if (at + centralHeader > bytes.length || view.getUint32(at, true) !== 0x02014b50) return undefined
    const [flags, method] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true)]
    const size = view.getUint32(at + 20, true)
    const [name, extra, comment] = [28, 30, 32].map((place) => view.getUint16(at + place, true)) as Three
    const local = view.getUint32(at + 42, true)
    if ((flags & 1) === 1 || (method !== 0 && method !== 8) || local + localHeader > bytes.length)
      return undefined
    const begin = local + localHeader + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
    const title = bytes.subarray(at + centralHeader, at + centralHeader + name)
    files.set(new TextDecoder().decode(title), {
      bytes: bytes.subarray(begin, begin + size),
      isStored: method === 0,
    })
    at += centralHeader + name + extra + comment
  }
  return files
}

type Three = [number, number, number]

/** Where the record is that ends an archive: before a comment of at most 64 kB. */
function findEnd(view: DataView): number | undefined {
  const last = view.byteLength - endRecord
  for (let at = last; at >= Math.max(0, last - 0xffff); at -= 1)
    if (view.getUint32(at, true) === 0x06054b50) return at
  return undefined
}

/**
 * Unpacks a file, away from the thread that answers requests.
 *
 * @param most bytes that it may have. What the archive itself says of it is not believed.
 * @returns undefined if it has more, or is damaged.
 */
export async function unpack({ bytes, isStored }: Packed, most: number): Promise<Uint8Array | undefined> {
  if (isStored) return bytes.length > most ? undefined : bytes
  return inflate(bytes, { maxOutputLength: most }).catch(() => undefined)
}

/** A ZIP archive with these files. */
export async function zip(files: Readonly<Record<string, string>>): Promise<Uint8Array> {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const [name, text] of Object.entries(files)) {
    const content = Buffer.from(text)
    const packed = await deflate(content)
    const title = Buffer.from(name)
    const common = Buffer.alloc(26)
    // Version 2.0, names in UTF-8, deflated, and the first day that the format knows.
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(0x0800, 2)
    common.writeUInt16LE(8, 4)
    common.writeUInt16LE(0x21, 8)
    common.writeUInt32LE(crc32(content), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(content.length, 18)
    common.writeUInt16LE(title.length, 22)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(at, 10)
    parts.push(Buffer.from('PK\x03\x04'), common, title, packed)
    directory.push(Buffer.from('PK\x01\x02\x14\0'), common, place, title)
    at += localHeader + title.length + packed.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(endRecord)
  end.write('PK\x05\x06', 'latin1')
  const count = Object.keys(files).length
  end.writeUInt16LE(count, 8)
  end.writeUInt16LE(count, 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...parts, listed, end])
}
