import { randomUUIDv7 } from 'node:crypto'

let lastTime = 0
let sequence = 0

/** Smaller than every ID that is made at this moment or later, and greater than those made before it. */
export function earliestIdAt(moment: Date): string {
  const hex = moment.getTime().toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`
}

/**
 * A UUIDv7 that is greater than every one this process has made before, so that what is written in one moment keeps
 * its order. Node's own are random within a millisecond. The twelve bits after the version are a counter, as RFC 9562
 * section 6.2 allows.
 */
export function newOrderedId(): string {
  const random = randomUUIDv7()
  const time = Number.parseInt(random.slice(0, 8) + random.slice(9, 13), 16)
  sequence = time > lastTime ? 0 : sequence + 1
  lastTime = Math.max(time, lastTime)
  // If there are more than 4096 in a millisecond, the rest borrow from the next one.
  if (sequence > 0xfff) {
    lastTime += 1
    sequence = 0
  }
  const hex = lastTime.toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7${sequence.toString(16).padStart(3, '0')}-${random.slice(19)}`
}
