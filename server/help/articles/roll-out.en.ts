import { messages } from '#shared/messages/messages.ts'
import type { Article } from '../outline.ts'

const ui = messages.en

const { rollOut: words, advancedSettings: settings } = ui
const { exceptions, advanced, administration, title: locations } = ui.locations
const section = `**${administration} > ${locations} > ${advanced}**`
const button = `**${ui.signIn.microsoft}**`

export const rollOut: Article<'roll-out'> = {
  title: 'Roll out mandatory authentication in waves',
  summary:
    'Region by region instead of everyone on one day: the plan, the notice, the day itself, pauses and exceptions. For Chain Managers.',
  sections: {
    plan: {
      title: 'Plan the waves',
      body: [
        'A wave is a group of branches (chains, regions, districts or stores) with the day from which their users sign in with Microsoft only. Start with a branch whose people you know, and leave a few days before the next wave.',
        {
          steps: [
            `Open ${section} of your chain. The chain needs [a tenant ID](/help/connect-entra#tenant-id).`,
            `Under **${words.title}**, choose **${words.plan}**.`,
            `For each wave, choose its branches, its day, and how many days in advance people are e-mailed. **${words.addWave}** adds another wave.`,
            `Check **${words.timeZone}**: each wave begins at midnight there. Then press **${ui.locations.save}**.`,
          ],
        },
        'A wave can start tomorrow at the earliest. A branch belongs to one wave only, and two waves cannot start on the same day. You can change the plan at any time. You can remove branches from a wave that has begun, but not add any.',
        `For each wave, the list shows how many users have already signed in with Microsoft, and who is not ready. To see what would happen without refusing anyone, turn on **${settings.rehearsal.label}** first.`,
      ],
    },
    notice: {
      title: 'How people are notified before their day',
      body: [
        'Each user gets an e-mail in their own language, as many days before the wave as you chose. What it says depends on what they have to do:',
        {
          list: [
            'Someone who has already signed in with Microsoft has nothing to prepare.',
            `Someone who has not is asked to sign in with Microsoft once before the day. The e-mail has the button and names the work address.`,
            'Someone whose address does not look like a work account of your company is asked to tell you which address they use. The managers of the chain get a list of these users.',
          ],
        },
        'Anyone who has not signed in with Microsoft yet also sees the day and their work address on their home page and, from the day of the e-mail on, right after their password. With 0 days of notice, no one is e-mailed.',
        'An e-mail that has not been sent yet is not sent if you delete the plan, change the day or the branches, or if the user has signed in with Microsoft in the meantime. During a pause, it waits.',
      ],
    },
    day: {
      title: 'On the day',
      body: [
        `From midnight, ${button} is the only way to sign in for the users of the wave. Sessions that were opened with a password end, and links to set a password no longer work. You do not have to do anything.`,
        'Managers keep their username and password, and so do users with [an exception](#exceptions).',
        `Look at [${ui.signIns.title}](/administration/sign-ins?outcome=refused) in the morning: each refusal has its reason, and usually a button that solves it.`,
      ],
    },
    pause: {
      title: 'When a wave pauses, and how it resumes',
      body: [
        'If people in a wave cannot sign in with Microsoft, TMAS pauses the wave by itself as soon as one of these is true:',
        {
          list: [
            'Ten people cannot sign in, or could not until you helped them one by one.',
            'Three people cannot sign in, and they are at least a fifth of those who have tried, or a third of those who have tried since the first of them was refused.',
            'In a small wave, one person has been refused for three minutes.',
          ],
        },
        'While Microsoft cannot be reached, one person who has been refused for three minutes is enough, unless others in the wave get in. Closed windows and declined requests do not count. Nor does what happened before you corrected the tenant ID or the person’s address, or removed their link. If everyone who was refused has an exception, nothing is paused.',
        'During a pause, passwords work again in that wave, and no further wave begins; nor does TMAS remind users of an upcoming date when they sign in. Waves that began earlier continue. Every manager gets an e-mail. For managers of the chain, it names the reasons and the people affected.',
        {
          steps: [
            `Open ${section}. Under **${words.title}**, you see the reasons and the people.`,
            'Fix the cause: [Why can’t my users connect with Microsoft?](/help/cannot-sign-in) has a passage for each reason.',
            `Press **${words.resume}**. Microsoft is again the only way to sign in, and the count starts from zero.`,
          ],
        },
        `You can also pause a wave yourself with **${words.pause}**. **${words.remove}** removes every wave, and passwords work again in all branches.`,
      ],
    },
    exceptions: {
      title: 'Exceptions by name',
      body: [
        'Some people cannot have a Microsoft account of your company yet: a consultant, a shared mailbox, someone in their first week. An exception lets one user keep their username and password until a day that you set.',
        {
          steps: [
            `Open ${section}. Under **${exceptions.title}**, choose **${exceptions.add}**.`,
            'Choose the person, and enter the reason and the end date, at most a year from now.',
          ],
        },
        {
          list: [
            'Every manager of the chain is e-mailed when an exception is added, changed or removed, and a week before it ends.',
            'A user whose password no longer works gets a link to set a new one.',
            `On the end date, or as soon as you press **${exceptions.remove}**, Microsoft is the only way to sign in, and sessions that were opened with the password end.`,
            'If mandatory authentication is on at a chain above, exceptions are made there.',
          ],
        },
      ],
    },
  },
}
