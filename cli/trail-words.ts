import type { Verdict } from '#server/audit/verify-trail.ts'

type Faulty = Verdict['faults'][number]

/** What is wrong with a customer's trail, in one line. */
export function wordsOf({ customerId, name, wrong, sequence, recordId }: Faulty): string {
  const record = [sequence === null ? '' : ` ${sequence}`, recordId ? ` (${recordId})` : ''].join('')
  const words = {
    changed: `record${record} was changed, or has another place than when it was written`,
    missing: `record${record} is missing`,
    erased: `the personal words of record${record} were removed, and no record of an erasure names it`,
    added: `record${record} was not written by TMAS at this place`,
    head: `the end of the chain was altered at record${record}`,
  }
  return `${name ?? 'a customer that is gone'} (${customerId}): ${words[wrong]}`
}
