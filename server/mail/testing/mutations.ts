import type { Mutation } from '#server/testing/mutations.ts'

const budget = 'server/mail/budget.test.ts'

export const mutations: Mutation[] = [
  {
    name: 'mail/one-address-is-mailed-without-end',
    file: 'server/mail/budget.ts',
    from: "if (cause === 'customer' && asked + some.length > mostToOne) throw tooMany(oldest, now)",
    to: 'void [asked, oldest]',
    test: { file: budget, name: 'one address gets ten mails a day from a customer' },
  },
  {
    name: 'mail/strangers-are-mailed-without-end',
    file: 'server/mail/budget.ts',
    from: 'if (count + strangers > mostToStrangers) throw tooMany(oldest, now)',
    to: 'void [count, oldest]',
    test: { file: budget, name: 'a customer has a budget for people whose address nothing has proved' },
  },
  {
    name: 'mail/many-at-once-slip-through',
    file: 'server/mail/budget.ts',
    from: '    await lockMailBudget(trx, customerId)\n',
    to: '    void lockMailBudget\n',
    test: { file: budget, name: 'of many at once no more than ten are sent' },
  },
  {
    name: 'mail/notices-are-a-flood',
    file: 'server/mail/budget.ts',
    from: "cause !== 'customer' && earliest > now.getTime() ? new Date(earliest) : now",
    to: 'earliest < 0 ? new Date(earliest) : now',
    test: { file: budget, name: 'notices that managers must get are never refused' },
  },
  {
    name: 'mail/a-plus-sign-makes-a-mailbox',
    file: 'server/policy/address.ts',
    from: 'return plus < 0 ? folded : folded.slice(0, plus) + folded.slice(at)',
    to: 'return plus < 0 || at > 0 ? folded : folded.slice(0, plus)',
    test: { file: budget, name: 'what follows a plus sign makes no other mailbox' },
  },
  {
    name: 'mail/notices-go-where-no-one-reads',
    file: 'server/mail/readers.queries.ts',
    from: 'return { ...one, email: one.shownEmail ?? one.email }',
    to: 'return one',
    test: { file: budget, name: 'notices go to managers where they read mail' },
  },
  {
    name: 'mail/anyone-is-sent-notices',
    file: 'server/mail/budget.ts',
    from: 'email === shownEmail ? mostNotices : mostNoticesUnread',
    to: 'mostNotices',
    test: { file: budget, name: 'notices go to managers where they read mail' },
  },
  {
    name: 'mail/managers-write-to-anyone',
    file: 'server/users/mail.ts',
    from: 'if (!known.includes(reader.emailFolded))',
    to: 'if (known.length === 0)',
    test: { file: budget, name: 'no manager writes to an address to which TMAS has not written' },
  },
  {
    name: 'mail/the-one-with-the-most-mails-is-first',
    file: 'server/mail/outbox.queries.ts',
    from: 'order by mail_turn.number nulls first, due.next_attempt_at, due.id',
    to: 'order by due.next_attempt_at, due.id',
    test: {
      file: 'server/mail/outbox.test.ts',
      name: 'customers take turns, so that the many mails of one do not delay those of another (R35)',
    },
  },
  {
    name: 'mail/a-managers-mail-has-links',
    file: 'shared/plain-text.ts',
    from: "return isLink.test(seen) || (mailed && looksLikeLink.test(seen)) ? 'link' : undefined",
    to: "return isLink.test(seen) && looksLikeLink.test(seen) && mailed && !seen ? 'link' : undefined",
    test: { file: budget, name: 'a manager’s mail says first whose words it brings' },
  },
  {
    name: 'mail/an-old-name-is-a-link',
    file: 'server/mail/readers.queries.ts',
    from: 'return { ...one, name: defanged(one.name) }',
    to: 'return { ...one, name: defanged(one.name) && one.name }',
    test: { file: budget, name: 'names are one line without links wherever people enter them' },
  },
  {
    name: 'mail/one-manager-is-notified',
    file: 'server/mail/manager-notices.ts',
    from: "  await queueMails(trx, mails, 'notice', now)\n",
    to: "  await queueMails(trx, mails.slice(0, 1), 'notice', now)\n",
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
