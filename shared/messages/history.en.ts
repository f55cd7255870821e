import type { Withdrawal } from '../withdrawals.ts'

/** What a sentence of a history names, each in the reader's language; empty where the record does not say it. */
export type Told = {
  /** Who did it, as a subject: a name, or one of `doers`. */
  who: string
  /** Whether the person did it themselves. */
  self: boolean
  role: string
  location: string
  /** The labels of the fields that were changed. */
  fields: string
  loginId: string
  address: string
  reference: string
  subject: string
  kind: string
}

/** The history of one person, as sentences. Only the server writes them. */
export const history = {
  doers: {
    api_key: (name: string) => `The API key ${name}`,
    operator: 'The TMAS operator',
    stranger: 'Someone who was not signed in',
    gone: 'A deleted user',
  },
  signIn: {
    succeeded: {
      microsoft: 'Signed in with Microsoft.',
      password: 'Signed in with a password.',
    },
    refused: {
      microsoft: (cause: string) => `A sign-in with Microsoft was refused. Cause: ${cause}.`,
      password: (cause: string) => `A sign-in with a password was refused. Cause: ${cause}.`,
    },
    pending: {
      microsoft: 'Went to Microsoft to sign in and has not returned yet.',
      password: 'A sign-in with a password is still in progress.',
    },
    unproven: (sentence: string) =>
      `${sentence} Only what was typed points to this person: nothing proves that it was them.`,
  },
  ended: {
    signed_out: 'Signed out.',
    signed_out_at_microsoft: 'Signed out of Microsoft, and so of TMAS.',
    signed_out_elsewhere: 'Used one device to sign out another.',
    signed_out_by_manager: (who: string) => `${who} signed this person out.`,
    refused_by_microsoft: 'A session ended because Microsoft no longer lets this person sign in.',
    replaced: 'A session ended because another one was opened in the same browser.',
    too_many: 'A session ended because there were too many at once.',
    door_closed: 'A session ended because this way to sign in is no longer available to this person.',
    password_changed: 'A session ended because the password was changed.',
    second_factor_changed: 'A session ended because the second factor was changed.',
    address_stopped: 'A session ended because a change of address was stopped.',
    moved: 'A session ended because this person was given other locations.',
    unlinked: 'A session ended because the Microsoft link was removed.',
    user_removed: 'A session ended because this person’s account was deleted.',
  },
  changes: {
    'sign-in.completed': () => 'Signed in.',
    'session.proved': () => 'Proved their identity again.',
    'session.unconfirmed': () =>
      'Microsoft could not be asked whether this account is still active. The session continued.',
    'link.made': ({ loginId }: Told) => `The Microsoft account ${loginId} was linked by the first sign-in.`,
    'link.ended': ({ who, loginId }: Told) => `${who} removed the link to the Microsoft account ${loginId}.`,
    'person.exported': ({ who }: Told) => `${who} exported this person’s data.`,
    'person.erased': ({ who }: Told) => `${who} erased this person’s data.`,
    'user.added': ({ who }: Told) => `${who} added this person.`,
    'user.changed': ({ who, self, fields }: Told) =>
      self ? `Changed their own details: ${fields}.` : `${who} changed this person’s details: ${fields}.`,
    'user.enabled': ({ who }: Told) => `${who} enabled this person’s account.`,
    'user.disabled': ({ who }: Told) => `${who} disabled this person’s account.`,
    'user.removed': ({ who }: Told) => `${who} deleted this person’s account.`,
    'role.given': ({ who, role, location }: Told) =>
      `${who} gave this person the permission type ${role} at ${location}.`,
    'role.taken': ({ who, role, location }: Told) =>
      `${who} removed this person’s permission type ${role} at ${location}.`,
    'password-link.made': ({ who, self }: Told) =>
      self ? 'Asked for a link to set a password.' : `${who} asked for a link to set this person’s password.`,
    'password.set': () => 'Set a new password.',
    'manager.recovered': ({ who }: Told) => `${who} created a recovery link for this person.`,
    'welcome.mailed': ({ who }: Told) => `${who} sent the welcome e-mail again.`,
    'user.mailed': ({ who, subject }: Told) => `${who} sent this person the e-mail “${subject}”.`,
    'language.chosen': ({ who, self }: Told) =>
      self ? 'Chose a language.' : `${who} chose a language for this person.`,
    'help-mails.chosen': () => 'Chose whether to be e-mailed about requests for help.',
    'attempt.asked-about': ({ who, reference }: Told) =>
      `${who} asked this person whether the sign-in ${reference} was theirs.`,
    'attempt.confirmed': ({ reference }: Told) => `Confirmed that the sign-in ${reference} was theirs.`,
    'address.requested': ({ address }: Told) =>
      `Asked for the new address ${address}, which has yet to be confirmed.`,
    'address.stopped': ({ address }: Told) =>
      `The change to the address ${address} was stopped from the former mailbox.`,
    'exception.made': ({ who, location }: Told) =>
      `${who} let this person keep a password at ${location} under mandatory authentication.`,
    'exception.removed': ({ who, location }: Told) =>
      `${who} removed this person’s exception from mandatory authentication at ${location}.`,
    'near-miss.admitted': ({ who, loginId, reference }: Told) =>
      `${who} added this person after the refused sign-in ${reference} of the account ${loginId}.`,
    'near-miss.dismissed': ({ who, loginId }: Told) =>
      `${who} said that the Microsoft account ${loginId} does not belong to this person.`,
    'second-factor.added': ({ kind }: Told) => `Added a second factor: ${kind}.`,
    'second-factor.removed': ({ who, self, kind }: Told) =>
      self ? `Removed a second factor: ${kind}.` : `${who} removed this person’s second factor.`,
    'recovery-codes.made': () => 'Created new recovery codes.',
    'passkey.suspected': () => 'A passkey was refused because it may have been copied.',
  },
  factors: { app: 'authenticator app', passkey: 'passkey', all: 'all of it' },
  mail: {
    sent: (subject: string, recipient: string) => `The e-mail “${subject}” was sent to ${recipient}.`,
    waiting: (subject: string, recipient: string) =>
      `The e-mail “${subject}” to ${recipient} is waiting to be sent.`,
    refused: (subject: string, recipient: string) => `The e-mail “${subject}” to ${recipient} was refused.`,
    withdrawn: (subject: string, recipient: string) =>
      `The e-mail “${subject}” to ${recipient} was not sent.`,
  },
  /** Why a mail was not sent. It follows that sentence, and is the reason in the operator's list. */
  withdrawn: {
    account_closed: 'The account was disabled or had ended by then.',
    address_changed: 'The person had another address by then.',
    already_linked: 'The person had linked their Microsoft account by then.',
    customer_suspended: 'The customer was suspended.',
    link_over: 'Its link had been used or replaced, or had expired.',
    no_longer_true: 'What it was about had changed by then.',
    role_lost: 'The person was no longer responsible for what it was about.',
    way_changed: 'The person’s way to sign in had changed by then.',
  } satisfies Record<Withdrawal, string>,
}
