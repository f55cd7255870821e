import { countsIn } from './counts.ts'

const { number, plural } = countsIn('en')

/** The page of the API keys (R24). */
export const apiKeys = {
  hint: 'With a key, a program of yours uses TMAS as a user does: with one permission type, on one location and everything below it, until the key expires or is revoked.',
  docs: 'How programs use it',
  none: 'There are no API keys yet.',
  noneFound: 'No key matches.',
  count: (n: number) => plural(n, { one: '1 key', other: `${number(n)} keys` }),
  search: 'Search by name',
  name: 'Name',
  nameHint: 'The name of the program that uses it. It appears in the audit log.',
  location: 'Location',
  role: 'Permission type',
  madeBy: 'Created by',
  removedUser: 'a deleted user',
  expires: 'Expires',
  lastUsed: 'Last used',
  never: 'Never',
  status: 'Status',
  states: { open: 'Active', expired: 'Expired', asleep: 'Inactive' },
  asleepHint: 'Its creator may no longer create keys here, so it gives no access.',
  make: 'Create a key',
  makeTitle: 'Create an API key',
  validFor: 'Valid for',
  days: (n: number) => plural(n, { one: '1 day', other: `${number(n)} days` }),
  madeTitle: (name: string) => `Copy the key ${name} now`,
  shownOnce:
    'It is shown only once and is not stored. Anyone who has it can use its rights, so put it where your program keeps its secrets.',
  key: 'The key',
  copy: 'Copy',
  copied: 'Copied',
  done: 'I have copied it',
  revoke: 'Revoke',
  revokeOne: (name: string) => `Revoke ${name}`,
  revokeTitle: (name: string) => `Revoke the key ${name}?`,
  revokeHint:
    'The next request of the program that uses it will be refused. This can’t be undone, but you can create another key.',
  revoked: (name: string) => `The key ${name} was revoked.`,
  more: 'Older keys',
  first: 'Newest keys',
  own: {
    title: 'My API keys',
    hint: 'They work without you and without your password. Signing out all other devices revokes them, unless you keep them.',
    alsoRevoke: (n: number) =>
      plural(n, { one: 'Also revoke my API key', other: `Also revoke my ${number(n)} API keys` }),
  },
  faults: {
    name: 'Enter a name of 1 to 100 visible characters.',
    location: 'Choose a location.',
    role: 'This permission type can only be given on a chain.',
  },
  failed: {
    forbidden: 'You cannot create keys for this location, or not with this permission type.',
    other: 'Something went wrong. Try again.',
  },
}
