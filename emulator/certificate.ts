import { type KeyObject, sign } from 'node:crypto'

/**
 * A self-signed X.509 v3 certificate in DER, as the `x5c` of a key set holds it: nothing reads more of it
 * than its bytes, its dates and its public key (RFC 5280, section 4.1). For a server it also names the address
 * (section 4.2.1.6), which is what browsers and Node compare.
 */
export function selfSignedCertificate(
  commonName: string,
  publicKey: KeyObject,
  privateKey: KeyObject,
  from: Date,
  ipAddress?: string,
): Buffer {
  const until = new Date(from)
  until.setUTCFullYear(until.getUTCFullYear() + 5)
  const name = sequence(set(sequence(commonNameOid, der(0x0c, Buffer.from(commonName)))))
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    sha256WithRsa,
    name,
    sequence(utcTime(from), utcTime(until)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    ...(ipAddress === undefined ? [] : [subjectAddress(ipAddress)]),
  )
  const signature = sign('sha256', body, privateKey)
  return sequence(body, sha256WithRsa, der(0x03, Buffer.concat([Buffer.from([0]), signature])))
}

function subjectAddress(ipAddress: string): Buffer {
  const address = Buffer.from(ipAddress.split('.').map(Number))
  const names = sequence(der(0x87, address))
  return der(0xa3, sequence(sequence(subjectAltNameOid, der(0x04, names))))
}

function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  return Buffer.concat([Buffer.from([tag, ...derLength(content.length)]), content])
}

function derLength(length: number): number[] {
  if (length < 0x80) return [length]
  if (length < 0x100) return [0x81, length]
  return [0x82, length >> 8, length & 0xff]
}

function sequence(...parts: Buffer[]): Buffer {
  return der(0x30, ...parts)
}

function set(...parts: Buffer[]): Buffer {
  return der(0x31, ...parts)
}

/** YYMMDDHHMMSSZ: good until 2049. */
function utcTime(date: Date): Buffer {
  return der(0x17, Buffer.from(`${date.toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`))
}

const commonNameOid = Buffer.from('0603550403', 'hex')
const subjectAltNameOid = Buffer.from('0603551d11', 'hex')
const sha256WithRsa = Buffer.from('300d06092a864886f70d01010b0500', 'hex')
