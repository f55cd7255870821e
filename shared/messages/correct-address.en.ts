/** The dialog that makes a user's address the login ID with which someone came. For managers alone (R18). */
export const correctAddress = {
  title: 'Correct the address',
  titleOf: (name: string) => `Correct the address of ${name}`,
  hint: (loginId: string) =>
    `The user’s e-mail address will be exactly the login ID of their Microsoft account: ${loginId}.`,
  alike: {
    users: 'Users this account could belong to',
    accounts: 'Microsoft accounts that could be this user',
  },
  notTheSame: 'Not the same person',
  noted: (loginId: string, name: string) =>
    `Noted: ${loginId} is not ${name}. They will not be shown together again.`,
  find: 'Which user is it?',
  findElse: 'Or someone else',
  findHint: 'Start of a username, name or e-mail',
  found: 'Users found',
  nobody: 'No users match.',
  newAddress: 'New e-mail address',
  newAddressHint: 'Exactly the address that the person uses to sign in to Microsoft',
  before: 'Address in TMAS',
  after: 'New address',
  warning:
    'From then on, the Microsoft account with the new address signs in as this user. Call them first, on a number that you already have, and make sure that it is the same person. Any link to another account is removed.',
  save: 'Correct the address',
  saved: (name: string) => `The address of ${name} was corrected. They can sign in now.`,
  taken: 'Another user has this address already.',
  failed: 'Something went wrong. Try again.',
  cancel: 'Cancel',
  close: 'Close',
}
