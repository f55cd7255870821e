import type { SaidChoice } from '../aadsts/said.ts'

/**
 * What someone reads who comes back from Microsoft without an answer, and what their manager reads of what they say.
 */
export const returned = {
  title: 'Your sign-in with Microsoft did not complete',
  hint: 'When Microsoft stops a sign-in on a page of its own, it does not tell TMAS why. If that page is still open in another window, you can continue there.',
  question: 'What did Microsoft’s page say?',
  choices: {
    approval: 'It asks for an administrator’s approval',
    blocked: 'A rule of my company, or this device, blocks me',
    closed: 'Nothing: I used the wrong account or closed it',
  } satisfies Record<SaidChoice, string>,
  text: 'Or enter its number or its text',
  textHint: 'The number begins with AADSTS. You can paste the whole page.',
  explain: 'Explain',
  unread: 'TMAS does not recognize this text.',
  unreadHint: 'Enter the number that begins with AADSTS, or choose the line above that fits best.',
  youSaid: (number: string) => `You entered ${number}.`,
  closedTitle: 'You came back before the sign-in was complete.',
  closedHint: 'Try again. If Microsoft signs you in with the wrong account, choose another one.',
  back: 'Did the Microsoft window show an error?',
  sayIt: 'Find out what it means',
  manager: {
    cause: (cause: string) => `The person says what Microsoft’s page showed: ${cause}`,
    causeWithNumber: (number: number, cause: string) =>
      `The person says that Microsoft’s page showed AADSTS${number}: ${cause}`,
    closed: 'The person says that they closed the Microsoft window or used the wrong account.',
    closedRemedy: 'Nothing is wrong with your settings. Ask the person to try again with their work account.',
    unproven: 'TMAS has not seen this page of Microsoft’s. Nothing proves what the person says.',
    label: 'What the person says',
  },
}

export type ReturnedMessages = typeof returned
