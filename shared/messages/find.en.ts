import { countsIn } from './counts.ts'

const { number, plural } = countsIn('en')

/** The words of the search that Ctrl K opens. */
export const find = {
  title: 'Find or go to',
  hint: 'A person, a location, a reference, a page',
  found: (n: number) => plural(n, { one: '1 result.', other: `${number(n)} results.` }),
  enterOpens: (name: string) => `Enter opens ${name}.`,
  nothing: 'Nothing matches.',
  people: 'Users',
  locations: 'Locations',
  references: 'Reference',
  pages: 'Pages',
  actions: 'Actions',
  openReference: (reference: string) => `Open the sign-in ${reference}`,
  addUser: 'Add a user',
  importUsers: 'Import users',
  advanced: (chain: string) => `Advanced settings of ${chain}: tenant ID, mandatory authentication`,
  refusals: 'Show refused sign-ins',
  explainError: 'Explain a Microsoft error',
}
