import { countsIn } from './counts.ts'

const { number, plural } = countsIn('en')

/** Computers that several people of a store share (R38): the pages on which they are marked, the bar, and the list. */
export const sharedComputers = {
  /** On the computer itself, outside the console. */
  page: {
    link: 'This is a shared computer',
    isShared: (name: string) =>
      `Shared computer: ${name}. You are signed out here after a short time without use, and nothing about you is remembered.`,
    title: 'Is this a shared computer?',
    lead: 'A computer that several people of a store use can be marked as shared. Anyone who signs in on it is then signed out after a short time without use, always sees who is signed in, and can hand it to the next person in one click.',
    who: 'It takes a TMAS manager: they enter a code that is shown here.',
    show: 'Show a code',
    codeTitle: 'Give this code to your TMAS manager',
    code: 'Code',
    codeHint:
      'They open Administration > Shared computers, choose “Mark by code”, and enter it. The code is valid for 15 minutes.',
    waiting: 'Waiting for your manager. This page continues by itself.',
    entered: 'The code has been entered',
    notYet: 'The code has not been entered yet, or it was mistyped. Wait a moment and try again.',
    another: 'Show another code',
    linkTitle: (customer: string) => `Mark this computer as a shared computer of ${customer}?`,
    linkHint: (name: string, location: string) => `It will be called “${name}” and belong to ${location}.`,
    effects: 'From then on, in this browser:',
    effectList: [
      'a person is signed out after a short time without use,',
      'the name of the person who is signed in is always shown, with a button for the next person,',
      'no username is remembered and no passkey is offered.',
    ],
    mark: 'Mark this computer',
    endedTitle: 'This link no longer works',
    endedHint: 'A link marks one computer, within 15 minutes. Ask your TMAS manager for another one.',
    alreadyTitle: 'This computer is already marked as shared',
    alreadyHint:
      'A TMAS manager can rename it, move it to another location or unmark it under Administration > Shared computers.',
    toSignIn: 'Go to the sign-in page',
    marked: 'This computer is now marked as shared.',
  },
  /** On every page of the console, on such a computer. */
  bar: {
    label: 'Shared computer',
    unnamed: 'Shared computer',
    named: (name: string) => `Shared computer: ${name}`,
    signedInAs: (name: string) => `Signed in as ${name}`,
    notMe: 'Not me',
    notMeHint: 'Signs out, and lets the next person choose their account',
  },
  /** In the account, in the place of the button. */
  noPasskey: 'This is a shared computer. Add a passkey on a device of your own.',
  countdown: {
    title: (time: string) => `You will be signed out in ${time}`,
    said: (seconds: number) =>
      `You will be signed out in ${plural(seconds, { one: '1 second', other: `${number(seconds)} seconds` })}, because this shared computer is not being used.`,
    stay: 'Stay signed in',
  },
  list: {
    hint: 'On a computer that is marked as shared, a person is signed out after a short time without use, always sees who is signed in, and hands it to the next person with “Not me”.',
    help: 'How shared computers work',
    none: 'No computer is marked as shared yet.',
    noneFound: 'No shared computer matches.',
    count: (n: number) => plural(n, { one: '1 shared computer', other: `${number(n)} shared computers` }),
    search: 'Search by name or location',
    name: 'Name',
    nameHint: 'What people call it, such as “Till 2”. It is shown on the computer.',
    location: 'Location',
    markedBy: 'Marked by',
    markedAt: 'Marked',
    lastUsed: 'Last used',
    never: 'Not yet',
    removedUser: 'a deleted user',
    actions: 'Actions',
    more: 'Older ones',
    first: 'Newest',
    byLink: 'Mark by link',
    byCode: 'Mark by code',
    linkTitle: 'Make a link for the computer',
    linkHint: 'Open the link on the computer within 15 minutes. It works once.',
    makeLink: 'Make the link',
    linkMade: (name: string) => `Open this link on ${name}`,
    linkLabel: 'Link',
    waiting: 'Waiting for it to be opened on the computer…',
    codeTitle: 'Mark the computer that shows a code',
    codeHint:
      'On the computer, open the sign-in page and choose “This is a shared computer”. Then enter the code that it shows.',
    code: 'Code',
    markByCode: 'Mark the computer',
    codeSent: 'The code was accepted',
    waitingForCode:
      'Waiting for the computer… This takes a few seconds. If nothing happens, compare the code.',
    markedTitle: (name: string) => `${name} is marked as shared`,
    close: 'Close',
    edit: 'Edit',
    editOne: (name: string) => `Edit ${name}`,
    editTitle: 'Edit the shared computer',
    save: 'Save',
    changed: (name: string) => `${name} was changed.`,
    unmark: 'Unmark',
    unmarkOne: (name: string) => `Unmark ${name}`,
    unmarkTitle: (name: string) => `Unmark ${name}?`,
    unmarkHint:
      'It is then a computer like any other: sessions last an hour without use. A person who is signed in there stays signed in.',
    unmarked: (name: string) => `${name} is no longer marked as shared.`,
    faults: {
      name: 'Enter a name of 1 to 100 visible characters, without a link.',
      location: 'Choose a location.',
      code: 'This code cannot be right. Compare it with the one on the computer.',
    },
    failed: {
      forbidden: 'You cannot mark computers of this location.',
      throttled: 'Too many links and codes are open. Wait a quarter of an hour.',
      changed: 'Someone else changed it in the meantime. It is shown here as it is now.',
      other: 'Something went wrong. Try again.',
    },
  },
}
