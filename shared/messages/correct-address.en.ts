/** The dialog that makes a user's address the login ID with which somebody came. For managers alone (R18). */
export const correctAddress = {
  title: 'Correct the address',
  titleOf: (name: string) => `Correct the address of ${name}`,
  hint: (loginId: string) =>
    `The user’s e-mail address becomes exactly the login ID of their Microsoft account: ${loginId}.`,
  alike: {
    users: 'Users whom this account could be',
    accounts: 'Microsoft accounts that could be this user',
  },
  notTheSame: 'Not the same person',
  noted: (loginId: string, name: string) =>
    `Noted: ${loginId} is not ${name}. The two are not shown together again.`,
  find: 'Which user is it?',
  findElse: 'Or somebody else',
  findHint: 'Beginning of a username, name or e-mail',
  found: 'Users found',
  nobody: 'No user fits.',
  newAddress: 'New e-mail address',
  newAddressHint: 'Exactly the address with which the person signs in to Microsoft',
  before: 'Address in TMAS',
  after: 'New address',
  warning:
    'From then on the Microsoft account with the new address comes in as this user. Be sure that it is the same person. A link with another account ends.',
  save: 'Correct the address',
  saved: (name: string) => `The address of ${name} is corrected. They can sign in now.`,
  taken: 'Another user has this address already.',
  failed: 'This could not be done. Try again.',
  cancel: 'Cancel',
  close: 'Close',
}
