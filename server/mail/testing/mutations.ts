import type { Mutation } from '#server/testing/mutations.ts'

export const mutations: Mutation[] = [
  {
    name: 'mail/one-manager-is-notified',
    file: 'server/mail/manager-notices.ts',
    from: '    await queueMail(trx, manager, letter, now)\n',
    to: '    return queueMail(trx, manager, letter, now)\n',
    test: {
      file: 'server/users/mail.test.ts',
      name: 'every manager is mailed a changed tenant ID and a switch of mandatory authentication',
    },
  },
  {
    name: 'mail/a-mail-is-tried-for-ever',
    file: 'server/mail/outbox.ts',
    from: ' || now().getTime() - since.getTime() > longestRetry',
    to: '',
    test: {
      file: 'server/mail/outbox.test.ts',
      name: 'a mail that no server has taken for three days is given up',
    },
  },
  {
    name: 'mail/a-mail-leaves-out-where-to-sign-in',
    file: 'server/mail/outbox.ts',
    from: '  if (mail.readerLanguage === null) return mail\n',
    to: '  if (mail.readerLanguage !== undefined) return mail\n',
    test: {
      file: 'server/mail/outbox.test.ts',
      name: 'every mail to a user names their own sign-in page once',
    },
  },
  {
    name: 'mail/our-own-faults-lose-mails',
    file: 'server/mail/smtp.ts',
    from: "if (command !== 'RCPT TO' || responseCode < 500",
    to: 'if (command === undefined || responseCode < 500',
    test: { file: 'server/mail/outbox.test.ts', name: 'what is ours, or passes, waits' },
  },
  {
    name: 'mail/a-mail-to-nobody-is-tried-for-days',
    file: 'server/mail/smtp.ts',
    from: 'recipientCodes.test(enhanced)',
    to: '!recipientCodes.test(enhanced)',
    test: { file: 'server/mail/outbox.test.ts', name: 'only an address that nobody has is given up' },
  },
]
