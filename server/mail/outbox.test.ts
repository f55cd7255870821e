import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { mailRules } from '#server/mail-rules.ts'
import type { Db } from '#server/platform/database.ts'
import { decodeQuotedPrintable, smtpServer } from '#server/testing/smtp-server.ts'
import { testDatabase } from '#server/testing/test-database.ts'
import { addCustomer } from '#server/users/users.ts'
import { writeLetter } from './letter.ts'
import { queueMail, sendMails } from './outbox.ts'
import { openMailer } from './smtp.ts'

let db: Db
let close: () => Promise<void>
let boss: { customerId: string; userId: string; email: string }
const silent = { info() {}, warn() {}, error() {} }
const start = new Date('2026-11-22T08:00:00Z')
const signInPage = 'https://tmas.example/sign-in?chain=01a2'
const signInAddressOf = async () => signInPage
const rules = mailRules('https://tmas.example')
const notice = { kind: 'notice' } as const
const after = (seconds: number) => () => new Date(start.getTime() + seconds * 1000)

beforeAll(async () => {
  ;({ db, close } = await testDatabase())
  const manager = { username: 'boss', email: 'boss@north.example' }
  const added = await addCustomer(db, { kind: 'operator' }, { name: 'North' }, manager, start)
  boss = { customerId: added.chain.id, userId: added.manager.id, email: 'boss@north.example' }
})
afterAll(() => close())
beforeEach(() => sql`delete from mail`.execute(db))

test('a queued mail is sent once over SMTP, in both forms, and its body is forgotten', async () => {
  await queue('Welcome to TMAS', 'Set your password: é')
  const server = await smtpServer()
  await using mailer = mailerTo(server)

  const sent = await Promise.all([send(mailer, after(0)), send(mailer, after(0)), send(mailer, after(0))])
  expect(sent.reduce((sum, count) => sum + count)).toBe(1)
  expect(server.mails).toHaveLength(1)
  const [mail] = server.mails
  expect(mail?.recipients).toEqual(['<boss@north.example>'])
  expect(mail?.text).toContain('Subject: Welcome to TMAS')
  expect(mail?.text).toContain('text/plain')
  expect(mail?.text).toContain('text/html')
  const [kept] = await db.selectFrom('mail').selectAll().execute()
  expect(kept).toMatchObject({ sentAt: start, textBody: null, htmlBody: null, subject: 'Welcome to TMAS' })
  await server.close()
})

test('every mail to a user names their own sign-in page once, and a mail to their IT does not (R17)', async () => {
  const mails = [
    { to: boss, paragraphs: ['Text'] },
    { to: boss, paragraphs: [`Sign in here: ${signInPage}`] },
    { to: { ...boss, email: 'it@north.example' }, paragraphs: ['Please consent.'] },
  ]
  for (const { to, paragraphs } of mails)
    await db
      .transaction()
      .execute((trx) =>
        queueMail(
          trx,
          to,
          writeLetter('fr', 'Boss', { subject: 'Bonjour', paragraphs }),
          notice,
          'bounded',
          start,
        ),
      )
  const server = await smtpServer()
  await using mailer = mailerTo(server)
  expect(await send(mailer, after(0))).toBe(3)
  const [plain, named, it] = server.mails.map(({ text }) => decodeQuotedPrintable(text).split('text/html'))
  expect(plain?.map((half) => half.split(signInPage).length - 1)).toEqual([1, 1])
  expect(named?.map((half) => half.split(signInPage).length - 1)).toEqual([1, 1])
  expect(it?.join('')).not.toContain(signInPage)
  await server.close()
})

test('a mail that no server takes is tried again later, each time later, and is not lost', async () => {
  await queue('Patience', 'Text')
  const server = await smtpServer({ answerToData: '451 try again' })
  await using mailer = mailerTo(server)

  expect(await send(mailer, after(0))).toBe(0)
  expect(await send(mailer, after(60))).toBe(0)
  expect(server.attempts()).toBe(1)
  expect(await send(mailer, after(121))).toBe(0)
  expect(server.attempts()).toBe(2)
  expect(await send(mailer, after(121 + 130))).toBe(0)
  expect(server.attempts()).toBe(2)

  server.answerToData = '250 taken'
  expect(await send(mailer, after(121 + 241))).toBe(1)
  await server.close()
})

test('a mail server on another machine that offers no encryption gets no mail (R35)', async () => {
  await queue('Secret', 'A link that sets a password')
  // Any name but those of this machine's own loopback counts as another machine.
  const server = await smtpServer({ host: '127.0.0.2' })
  await using mailer = mailerTo(server)
  expect(await send(mailer, after(0))).toBe(0)
  expect(server.commands).toContain('STARTTLS')
  expect(server.commands.filter((command) => /^(?:MAIL|RCPT|DATA)/i.test(command))).toEqual([])
  await server.close()
})

test('a mail whose recipient a server refuses for good is given up, and stays in the outbox with the reason', async () => {
  await queue('Nobody there', 'Text')
  const server = await smtpServer({ answers: { RCPT: '550 no such mailbox' } })
  await using mailer = mailerTo(server)
  await send(mailer, after(0))
  await send(mailer, after(100_000))
  expect(server.commands.filter((command) => command.startsWith('RCPT'))).toHaveLength(1)
  const [kept] = await db.selectFrom('mail').selectAll().execute()
  expect(kept).toMatchObject({
    failedAt: start,
    sentAt: null,
    lastError: expect.stringContaining('no such mailbox'),
  })
  expect(kept?.textBody).toContain('Text')
  await server.close()
})

test.each<[stage: 'AUTH' | 'MAIL' | 'RCPT' | 'DATA', answer: string]>([
  ['MAIL', '530 5.7.57 Client not authenticated to send mail'],
  ['MAIL', '550 5.7.708 Service unavailable. Access denied, traffic not accepted from this IP'],
  ['MAIL', '553 5.1.8 Sender address rejected: Domain not found'],
  ['DATA', '554 5.2.252 SendAsDenied; tmas@tmas.example not allowed to send as'],
  ['DATA', '550 no such mailbox'],
  ['RCPT', '554 5.7.1 Relay access denied'],
  ['RCPT', '550 5.7.1 Recipient address rejected: policy'],
  ['RCPT', '550 relaying is not permitted'],
  ['RCPT', '451 4.7.1 Greylisted'],
  ['RCPT', '552 5.2.2 Mailbox full'],
])('what is ours, or passes, waits: %s is answered %s (R25)', async (stage, answer) => {
  await queue('Patience', 'Text')
  const server = await smtpServer(
    stage === 'DATA' ? { answerToData: answer } : { answers: { [stage]: answer } },
  )
  await using mailer = mailerTo(server)
  await send(mailer, after(0))
  const [kept] = await db.selectFrom('mail').selectAll().execute()
  expect(kept).toMatchObject({ failedAt: null, sentAt: null, lastError: expect.stringContaining(answer) })
  await server.close()
})

test.each([
  '550 5.1.1 <boss@north.example>: User unknown',
  '550 5.1.10 RESOLVER.ADR.RecipientNotFound; not found',
  '550 5.2.1 The mailbox is disabled',
  '550 5.4.1 Recipient address rejected: Access denied',
  '551 No such user here',
  '553 boss@north.example does not exist',
])('only an address that nobody has is given up: RCPT is answered %s (R25)', async (answer) => {
  await queue('Nobody there', 'Text')
  const server = await smtpServer({ answers: { RCPT: answer } })
  await using mailer = mailerTo(server)
  await send(mailer, after(0))
  expect(await db.selectFrom('mail').selectAll().execute()).toMatchObject([{ failedAt: start }])
  await server.close()
})

test('the server is really asked whether it would take a mail from us, and gets none', async () => {
  const server = await smtpServer()
  await using mailer = mailerTo(server)
  await mailer.verify()
  expect(server.commands.slice(-2)).toEqual(['MAIL FROM:<tmas@tmas.example>', 'RSET'])
  const strict = await smtpServer({ answers: { MAIL: '550 5.7.60 not allowed to send as this sender' } })
  await using other = mailerTo(strict)
  await expect(other.verify()).rejects.toThrow('it takes no mail from tmas@tmas.example: 550 5.7.60')
  const known = await smtpServer({ answers: { EHLO: '250 AUTH PLAIN', AUTH: '235 ok' } })
  await using third = mailerTo({ host: 'us%40er:pa%40ss@127.0.0.1', port: known.port })
  await third.verify()
  const login = Buffer.from('\0us@er\0pa@ss').toString('base64')
  expect(known.commands).toEqual([
    expect.stringMatching(/^EHLO/),
    `AUTH PLAIN ${login}`,
    'MAIL FROM:<tmas@tmas.example>',
    'RSET',
  ])
  const closed = await smtpServer({ answers: { EHLO: '250 AUTH PLAIN', AUTH: '535 5.7.139 no' } })
  await using fourth = mailerTo({ host: 'user:pass@127.0.0.1', port: closed.port })
  await expect(fourth.verify()).rejects.toThrow('535')
  for (const one of [server, strict, known, closed]) {
    expect(one.mails).toEqual([])
    await one.close()
  }
})

test('a mail that no server has taken for three days is given up, and the user’s page can say why (R25)', async () => {
  await queue('Out of patience', 'Text')
  const server = await smtpServer({ answerToData: '451 try again' })
  await using mailer = mailerTo(server)
  const threeDays = 3 * 24 * 60 * 60
  await send(mailer, after(threeDays))
  const waiting = await db.selectFrom('mail').selectAll().executeTakeFirstOrThrow()
  expect(waiting).toMatchObject({ failedAt: null, lastError: expect.stringContaining('try again') })

  await send(mailer, after(threeDays + 121))
  await send(mailer, after(threeDays + 100_000))
  expect(server.attempts()).toBe(2)
  const kept = await db.selectFrom('mail').selectAll().executeTakeFirstOrThrow()
  expect(kept).toMatchObject({
    failedAt: after(threeDays + 121)(),
    sentAt: null,
    lastError: expect.stringContaining('try again'),
  })
  await server.close()
})

test('a mail that was taken by an instance that died is sent by another, with the same message ID', async () => {
  await queue('Twice at most', 'Text')
  const server = await smtpServer({ answerToData: 'hang up' })
  await using mailer = mailerTo(server)
  await send(mailer, after(0))
  server.answerToData = '250 taken'
  await send(mailer, after(121))
  const ids = server.mails.map(({ text }) => /^Message-ID: (.+)$/im.exec(text)?.[1])
  expect(ids).toHaveLength(2)
  expect(ids[0]).toBe(ids[1])
  await server.close()
})

test('customers take turns, so that the many mails of one do not delay those of another (R35)', async () => {
  const added = await addCustomer(
    db,
    { kind: 'operator' },
    { name: 'South' },
    { username: 'south', email: 'boss@south.example' },
    start,
  )
  const south = { customerId: added.chain.id, userId: added.manager.id, email: 'boss@south.example' }
  for (let number = 1; number <= 5; number += 1) await queue(`North ${number}`, 'Text')
  const letter = (subject: string) => writeLetter('en', 'South', { subject, paragraphs: ['Text'] })
  for (const subject of ['South 1', 'South 2'])
    await db
      .transaction()
      .execute((trx) =>
        queueMail(trx, south, letter(subject), notice, 'bounded', new Date(start.getTime() + 1000)),
      )

  const server = await smtpServer()
  await using mailer = mailerTo(server)
  expect(await send(mailer, after(60))).toBe(7)
  const subjects = server.mails.map(({ text }) => /^Subject: (.*)$/m.exec(text)?.[1]?.trim())
  expect(subjects.slice(0, 4).filter((subject) => subject?.startsWith('South'))).toHaveLength(2)
  expect(subjects.filter((subject) => subject?.startsWith('North'))).toEqual(
    [1, 2, 3, 4, 5].map((number) => `North ${number}`),
  )
  await server.close()
})

test('without a mail server the mails are kept and logged once each, and go out once there is one', async () => {
  await queue('Kept', 'Text')
  const lines: object[] = []
  const log = { ...silent, warn: (line: object) => void lines.push(line) }
  await sendMails({ db, mailer: undefined, log, signInAddressOf, rules }, after(0))
  await sendMails({ db, mailer: undefined, log, signInAddressOf, rules }, after(10))
  expect(lines).toMatchObject([{ recipient: 'boss@north.example' }])
  expect(JSON.stringify(lines)).not.toContain('Text')

  const server = await smtpServer()
  await using mailer = mailerTo(server)
  expect(await send(mailer, after(20))).toBe(1)
  await server.close()
})

test.each([
  'Hello\r\nBcc: everybody@north.example',
  'Hello\nBcc: everybody@north.example',
  'Hello\u2028Bcc: everybody@north.example',
])('the subject %j stays one header', async (subject) => {
  await queue(subject, 'Text')
  const server = await smtpServer()
  await using mailer = mailerTo(server)
  await send(mailer, after(0))
  expect(server.mails[0]?.recipients).toEqual(['<boss@north.example>'])
  expect(server.mails[0]?.text).not.toMatch(/^Bcc:/im)
  await server.close()
})

test('the database takes neither an address that is two nor a subject of two lines', async () => {
  const letter = writeLetter('en', 'Boss', { subject: 'Hello', paragraphs: [] })
  const queueTo = (email: string, subject: string) =>
    db
      .transaction()
      .execute((trx) => queueMail(trx, { ...boss, email }, { ...letter, subject }, notice, 'bounded', start))
  await expect(queueTo('a@north.example,b@north.example', 'Hello')).rejects.toThrow()
  await expect(queueTo('a@north.example\r\nBcc: b@north.example', 'Hello')).rejects.toThrow()
  await expect(queueTo('a@north.example', 'Hello\r\nBcc: b@north.example')).rejects.toThrow()
})

test('what a person entered is text in a mail, never markup', () => {
  const { html, text } = writeLetter('en', '<b>Ada</b>', {
    subject: 'S',
    paragraphs: ['<script>alert(1)</script>'],
  })
  expect(html).toContain('&lt;b&gt;Ada&lt;/b&gt;')
  expect(html).not.toContain('<script>')
  expect(text).toContain('<script>alert(1)</script>')
})

test('a mail whose cause is undone is never sent', async () => {
  const undone = db.transaction().execute(async (trx) => {
    await queueMail(
      trx,
      boss,
      writeLetter('en', 'Boss', { subject: 'S', paragraphs: [] }),
      notice,
      'bounded',
      start,
    )
    throw new Error('undone')
  })
  await expect(undone).rejects.toThrow('undone')
  expect(await db.selectFrom('mail').select('id').execute()).toEqual([])
})

function queue(subject: string, text: string) {
  const letter = writeLetter('en', 'Boss', { subject, paragraphs: [text] })
  return db.transaction().execute((trx) => queueMail(trx, boss, letter, notice, 'bounded', start))
}

function mailerTo({ host, port }: { host: string; port: number }) {
  const mailer = openMailer({ url: `smtp://${host}:${port}`, from: 'TMAS <tmas@tmas.example>' })
  return { ...mailer, [Symbol.asyncDispose]: async () => mailer.close() }
}

function send(mailer: ReturnType<typeof mailerTo>, now: () => Date) {
  return sendMails({ db, mailer, log: silent, signInAddressOf, rules }, now)
}
