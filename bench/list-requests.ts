import type { BigCustomer, managers } from './big-customer.ts'

export type Manager = keyof typeof managers

const day = 24 * 60 * 60 * 1000
const daysAgo = (days: number) => new Date(Date.now() - days * day).toISOString()

/** What is asked, and by which manager. */
export function requestsOf({
  regionId,
  storeId,
  userId,
}: BigCustomer): [what: string, who: Manager, path: string][] {
  return [
    ['users: first page, by name', 'whole', '/users?limit=25'],
    ['users: a name searched', 'whole', '/users?limit=25&search=ada'],
    ['users: two beginnings searched', 'whole', '/users?limit=25&search=ada%203f'],
    ['users: by last sign-in', 'whole', '/users?limit=25&sort=-lastSignInAt'],
    ['users: nearly all, by role', 'whole', '/users?limit=25&role=viewer'],
    ['users: with access in a branch', 'whole', `/users?limit=25&includeBelow=true&location=${regionId}`],
    ['users: of a branch, by its manager', 'branch', '/users?limit=25'],
    ['users: near misses', 'whole', '/users/near-misses'],
    ['users: near misses of a branch', 'branch', '/users/near-misses'],
    ['users: why one cannot sign in', 'whole', `/users/${userId}/explain`],
    ['locations: the whole tree', 'whole', '/locations/tree'],
    ['locations: first page', 'whole', '/locations?limit=50'],
    ['sign-ins: first page', 'whole', '/sign-ins?limit=50&countTo=1000'],
    ['sign-ins: succeeded', 'whole', '/sign-ins?limit=50&countTo=1000&outcome=succeeded'],
    ['sign-ins: refused', 'whole', '/sign-ins?limit=50&countTo=1000&outcome=refused'],
    ['sign-ins: by password', 'whole', '/sign-ins?limit=50&countTo=1000&door=password'],
    ['sign-ins: one reason', 'whole', '/sign-ins?limit=50&countTo=1000&code=unknown_user'],
    ['sign-ins: of one user', 'whole', `/sign-ins?limit=50&countTo=1000&user=${userId}`],
    [
      'sign-ins: of a month',
      'whole',
      `/sign-ins?limit=50&countTo=1000&from=${daysAgo(60)}&to=${daysAgo(30)}`,
    ],
    ['sign-ins: of nearly all time', 'whole', `/sign-ins?limit=50&countTo=1000&from=${daysAgo(80)}`],
    ['sign-ins: of a region', 'whole', `/sign-ins?limit=50&countTo=1000&location=${regionId}`],
    ['sign-ins: of a store', 'whole', `/sign-ins?limit=50&countTo=1000&location=${storeId}`],
    ['sign-ins: of a branch, by its manager', 'branch', '/sign-ins?limit=50&countTo=1000'],
    ['sign-ins: the same, succeeded', 'branch', '/sign-ins?limit=50&countTo=1000&outcome=succeeded'],
    ['sign-ins: a first name searched', 'whole', '/sign-ins?limit=50&countTo=1000&search=ada'],
    ['sign-ins: a rare name searched', 'whole', '/sign-ins?limit=50&countTo=1000&search=ada%203f'],
    ['sign-ins: no one found', 'whole', '/sign-ins?limit=50&countTo=1000&search=nobody-at-all'],
    ['sign-ins: of a region, all counted', 'whole', `/sign-ins?limit=50&location=${regionId}`],
    ['sign-ins: a first name, all counted', 'whole', '/sign-ins?limit=50&search=ada'],
    ['sign-ins: what looks alike', 'whole', '/sign-ins/patterns'],
  ]
}
