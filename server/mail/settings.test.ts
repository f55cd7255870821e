import { expect, test } from 'vitest'
import { readConfig } from '#server/config.ts'

const rest = { ENTRA_CLIENT_ID: '3f0c9a52-6d1b-4e8e-9a57-0c1d2e3f4a5b', ENTRA_CLIENT_SECRET: 'secret' }

test.each([
  [{}, undefined],
  [{ MAIL_FROM: 'tmas@tmas.example' }, undefined],
  [
    { SMTP_URL: 'smtp://mail.example', MAIL_FROM: 'tmas@tmas.example' },
    { url: 'smtp://mail.example', from: 'tmas@tmas.example' },
  ],
  [
    { SMTP_URL: 'smtps://me:secret@mail.example:465', MAIL_FROM: 'TMAS <tmas@tmas.example>' },
    { url: 'smtps://me:secret@mail.example:465', from: 'TMAS <tmas@tmas.example>' },
  ],
])('the settings %j are the mail server %j', (settings, mail) => {
  expect(readConfig({ ...rest, ...settings }).mail).toEqual(mail)
})

test.each([
  [{ SMTP_URL: 'smtp://mail.example' }, 'MAIL_FROM'],
  [{ SMTP_URL: 'https://mail.example', MAIL_FROM: 'tmas@tmas.example' }, 'SMTP_URL'],
  [{ SMTP_URL: 'smtp://mail.example', MAIL_FROM: 'tmas' }, 'MAIL_FROM'],
  [{ SMTP_URL: 'smtp://mail.example', MAIL_FROM: 'a@b.example\r\nBcc: c@d.example' }, 'MAIL_FROM'],
  [{ SMTP_URL: 'smtp://mail.example', MAIL_FROM: 'a@b.example, c@d.example' }, 'MAIL_FROM'],
])('the settings %j are refused, naming %s', (settings, name) => {
  expect(() => readConfig({ ...rest, ...settings })).toThrow(name)
})
