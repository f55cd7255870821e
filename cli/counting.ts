import { countsIn } from '#shared/messages/counts.ts'

const { plural } = countsIn('en')

/** A number with the words that follow it: “1 row”, “2 rows”, “1 mail is”, “2 mails are”. */
export function counting(n: number, one: string, other = `${one}s`): string {
  return `${n} ${plural(n, { one, other })}`
}
