/** A new address of one's own (R33): its mails, the pages of their links, and what the console says. */
export const ownAddress = {
  /** Beside the address in the console. */
  pending: (email: string) =>
    `Not confirmed yet: ${email}. It replaces the address above once you open the link that was mailed there.`,
  pendingOfOther: (email: string) => `Not confirmed yet by the user: ${email}.`,
  asked: (email: string) => `A link was mailed to ${email}. Your address stays as it is until you open it.`,
  letters: {
    confirm: {
      subject: 'TMAS: confirm your new e-mail address',
      text: (username: string, former: string) =>
        `You asked TMAS to use this address for the username ${username}, instead of ${former}. Confirm it with this link.`,
      action: 'Confirm this address',
      after:
        'The link works once and expires after 24 hours. If you did not ask for this, ignore this message: nothing will change.',
    },
    stop: {
      subject: 'TMAS: your e-mail address is about to change',
      text: (username: string, email: string) =>
        `Someone who is signed in as ${username} asked TMAS to use ${email} instead of this address. It will count once it is confirmed there. If this was you, there is nothing to do.`,
      action: 'This was not me',
      after:
        'For 24 hours, this link keeps this address, or brings it back, and signs out every device of your account.',
    },
  },
  confirm: {
    title: 'Confirm your new address',
    text: (username: string, email: string, former: string) =>
      `TMAS will use ${email} for the username ${username}, instead of ${former}. If a Microsoft account is linked, the link is removed; your next sign-in with Microsoft makes a new one.`,
    action: 'Confirm',
  },
  stop: {
    title: 'Keep your address',
    text: (username: string, email: string, former: string) =>
      `TMAS will keep ${former} for the username ${username}, and not use ${email}. Every device that is signed in to this account is signed out.`,
    action: 'Keep my address',
  },
  ends: {
    confirmed: {
      title: 'Your new address is confirmed',
      text: 'From now on TMAS sends its e-mails there.',
    },
    stopped: {
      title: 'Your address stays as it was',
      text: 'Every device was signed out. If someone may know your password, set a new one now.',
    },
    dead: {
      title: 'This link doesn’t work',
      text: 'It is incomplete, was used before, is older than 24 hours, or your devices were signed out since. You can ask for the new address again. If your address is not right, ask your TMAS manager.',
    },
    taken: {
      title: 'Another user has this address',
      text: 'Nothing was changed. Ask your TMAS manager.',
    },
  },
  newPassword: 'Set a new password',
}
