import { messages } from '#shared/messages/messages.ts'
import type { Article } from '../outline.ts'

const ui = messages.en

const { secondFactor: words, advancedSettings: settings } = ui
const { advanced, administration, title: locations } = ui.locations
const account = `**${ui.account.title} > ${words.title}**`

export const secondFactor: Article<'second-factor'> = {
  title: 'A second factor for managers',
  summary:
    'For managers, who keep a password: how to set up an authenticator app or a passkey, how to require one from a certain day, and what to do when a phone is lost.',
  sections: {
    'set-up': {
      title: 'Set up a second factor',
      body: [
        'With a second factor, a stolen password is not enough: TMAS also asks for a code from your phone, or for a passkey.',
        {
          steps: [
            `Open ${account}.`,
            `For an app: choose **${words.account.setUpApp}**, scan the picture with Microsoft Authenticator, Google Authenticator or a similar app, and enter the code that it shows.`,
            `For a passkey: choose **${words.account.addPasskey}**, and confirm with your fingerprint, face, PIN or security key.`,
            'Save the ten recovery codes. Each works once, when you have neither your phone nor your passkey with you. They are shown only once.',
          ],
        },
        'Set up both if you can, so that you can still sign in if you lose one of them. Signing in with Microsoft does not ask for the second factor of TMAS, because Microsoft has its own.',
      ],
    },
    require: {
      title: 'Require a second factor from a certain day',
      body: [
        {
          steps: [
            `Open **${administration} > ${locations} > ${advanced}** of the chain.`,
            `Enter a day under **${settings.secondFactorRequiredFrom.label}**. The page shows which managers with a password have no second factor yet.`,
            `Press **${ui.locations.save}**.`,
          ],
        },
        'All managers of your organization are e-mailed the day. Those at this chain or below it who have a password and no second factor are asked to set one up, in the e-mail and on their home page. The day counts in the time zone of the chain.',
        'To stop requiring it, clear the field. Second factors that were set up stay in use.',
      ],
    },
    'sign-in': {
      title: 'What managers see from that day on',
      body: [
        'A manager who has a second factor notices nothing new. One who has none sets one up while signing in: after the right password, TMAS shows the picture for the app and the button for a passkey. It takes two minutes. Sessions that were opened with a password alone end on that day.',
        {
          list: [
            'On a device that you have never used for TMAS, you first get a link by e-mail. Open it on that device. This stops anyone who has found out your password.',
            'If the e-mail does not arrive, sign in on a device that you have used before.',
            'A second factor cannot be set up on a shared computer. Use a device of your own.',
            'When a manager sets up a second factor for the first time, the other managers are e-mailed.',
          ],
        },
      ],
    },
    last: {
      title: 'Your last second factor',
      body: [
        'While your chain requires a second factor, the last one cannot be removed: without it, you could no longer sign in with your password. To change phones, set up the app on the new phone, or add a passkey. You can then remove the old one.',
        'Recovery codes do not count as a second factor. Each works only once.',
      ],
    },
    lost: {
      title: 'Lost phone or passkey',
      body: [
        {
          steps: [
            'Sign in with a recovery code, and set up another second factor.',
            `Without recovery codes, ask a manager who can change your account to choose **${words.console.remove}** in your row under **${ui.users.title}**. They should first make sure that the request really comes from you.`,
            'If you are the only manager, ask TMAS support for a recovery link. It is valid for 15 minutes.',
          ],
        },
        'When your second factor is removed, your sessions end, and you and every manager are e-mailed. If your chain requires one, you set up another one the next time you sign in.',
      ],
    },
  },
}
