import type { Tally } from './worlds.ts'

const begin = '## Worlds that were played\n\n<!-- written by `npm run explain-worlds -- --write` -->'
const end = '<!-- end of worlds -->\n'

/** The document with the table of what was generated and found. */
export function withTable(document: string, tally: Tally, seed: number): string {
  const rows = [...tally.byFault].map(([name, { worlds, wrong, told }]) => {
    const most = [...told].toSorted(([, one], [, other]) => other - one)[0]?.[0] ?? '—'
    return `| ${name} | ${worlds} | ${worlds - wrong} | \`${most}\` |`
  })
  const table = [
    begin,
    '',
    'In each world, one or two things are wrong. The person tries to sign in, the manager asks the API and the command line',
    'why it fails, and does what they say until the person is signed in. A world goes well if this takes no more remedies',
    'than there are faults, no one else can sign in, people without a fault have no cause, nothing is said of another',
    'customer, and the explanation, the row of the attempt alone and in the list, readiness, rehearsal, the command line',
    'and the person’s own page say the same of the attempt: the same cause, as far as each may say it, and the same actor.',
    'What no button changes is done by the one who was named, and by no one else. In every fifth world of people who use',
    'Microsoft, the tenant is only claimed, and they begin at the address that their welcome e-mail names.',
    '',
    `${tally.worlds} worlds from the seed ${seed}, ${tally.worlds - tally.wrong.length} of which went well.`,
    '',
    '| what is wrong, alone or with another fault | worlds | went well | told where it is alone |',
    '|---|---|---|---|',
    ...rows.toSorted(),
    '',
    end,
  ].join('\n')
  return document.includes(begin)
    ? document.slice(0, document.indexOf(begin)) + table + document.slice(document.indexOf(end) + end.length)
    : `${document.trimEnd()}\n\n${table}`
}

/** The part of the document from the table on, with what is said about it by hand; empty where there is none yet. */
export function tableIn(document: string): string {
  const at = document.indexOf(begin)
  return at < 0 ? '' : document.slice(at)
}
