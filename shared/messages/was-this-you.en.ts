/** A person is asked whether an attempt that names no one was theirs; and what their manager reads of it. */
export const wasThisYou = {
  title: 'Was this you?',
  hint: 'Someone tried to sign in to TMAS with Microsoft and did not succeed. TMAS was not told who it was. Your manager wants to help if it was you.',
  when: 'When',
  device: 'Device',
  yes: 'Yes, this was me',
  no: 'If it was not you, just close this page.',
  doneTitle: 'Thank you',
  done: (reference: string) => `Your TMAS manager can now see the attempt ${reference} and help you with it.`,
  deadTitle: 'This link no longer works',
  dead: 'It was used already, or it has expired. Ask your TMAS manager to send it again.',
  ask: {
    title: 'Ask a person whether this was them',
    hint: 'TMAS has an attempt with this reference that names no one, so no customer sees it. If someone read it to you, send them a question: once they confirm that it was them, you can see the attempt here.',
    who: 'Who read it to you?',
    send: 'Send the question',
    sent: (name: string, email: string) =>
      `${name} gets an e-mail at ${email} with a link. It works once, for 24 hours. When they confirm, this page shows the attempt.`,
    failed: 'The question was not sent. Check that the person is one of your users, and try again.',
    unknown:
      'TMAS shows you no sign-in with this reference. Check the eight characters: there is no O, 0, I, 1 or L among them.',
  },
}

export type WasThisYouMessages = typeof wasThisYou
