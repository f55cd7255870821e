import { messages } from '#shared/messages/messages.ts'
import type { Articles } from '../outline.ts'
import { rollOut } from './roll-out.en.ts'
import { secondFactor } from './second-factor.en.ts'

const ui = messages.en

const locations = `**${ui.locations.administration} > ${ui.locations.title}**`
const advanced = `**${ui.locations.administration} > ${ui.locations.title} > ${ui.locations.advanced}**`
const userAccounts = `**${ui.locations.administration} > ${ui.users.title}**`
const tenantField = `**${ui.advancedSettings.azureTenantId.label}**`
const mandatory = `**${ui.advancedSettings.mandatoryAuthentication.label}**`
const button = `**${ui.signIn.microsoft}**`

/** The source of the articles: the other languages have the same passages, or do not compile. */
export const articles: Articles = {
  'connect-entra': {
    title: 'Connect a chain to Microsoft Entra ID',
    summary: 'Five steps, one value to paste, about five minutes. For Chain Managers.',
    sections: {
      'how-it-works': {
        title: 'How it works',
        body: [
          'Microsoft Entra ID (called Azure Active Directory until 2023) is where your company keeps the accounts that people use to sign in to Microsoft. Once your chain is connected, they use the same account for TMAS.',
          {
            list: [
              `People press ${button} and need no password for TMAS.`,
              'TMAS does not create, change or delete users because of what is in Entra. Who has access is decided by the [user accounts in TMAS](/help/create-users).',
              'At the first sign-in, a user is recognized by their address. From then on, they are recognized by the account itself, whatever it is called later.',
              'Passwords, second factors and blocked accounts stay where your company manages them: at Microsoft.',
            ],
          },
        ],
      },
      before: {
        title: 'What you need',
        body: [
          {
            list: [
              'The permission type Chain Manager, or Chain and User Manager, on the chain.',
              'A Microsoft Entra ID tenant with its usual settings. You do not have to create an application, secret or certificate in it.',
              'Users in TMAS whose address is [exactly their sign-in address at Microsoft](/help/create-users#address).',
              'If only administrators can approve applications in your company: [your IT administrator](/help/for-it#consent), once, for a few minutes.',
            ],
          },
          {
            note: `Quicker: **${ui.connect.start}**, on your home page or under ${advanced}. You sign in at Microsoft, TMAS shows which organization answered, and you confirm that it is yours. That does all five steps; the rest of this page is the way by hand.`,
          },
        ],
      },
      'tenant-id': {
        title: 'Step 1: find your tenant ID',
        body: [
          {
            steps: [
              'Sign in to the Microsoft Entra admin center, https://entra.microsoft.com. Any account of your company can look there, unless your company has restricted it; you need not be an administrator.',
              'Open **Identity > Overview** (in newer layouts **Entra ID > Overview**).',
              'Copy the value called **Tenant ID**, also known as directory ID. It looks like `3f0c9a52-6d1b-4e8e-9a57-0c1d2e3f4a5b`.',
            ],
          },
          'In the Azure portal (https://portal.azure.com), it is under **Microsoft Entra ID > Overview** or **Properties**.',
          {
            note: 'An application (client) ID and an object ID look the same. Take the one called Tenant ID. Or enter your domain name in TMAS, and TMAS looks the tenant ID up for you.',
          },
        ],
      },
      paste: {
        title: 'Step 2: paste it into TMAS',
        body: [
          {
            steps: [
              `Open ${advanced} and choose your chain.`,
              `Paste the value into the ${tenantField} field. The field has kept its old name. It takes your Entra tenant ID, or one of your domain names.`,
              `TMAS asks Microsoft whether this tenant exists, and tells you. Press **${ui.locations.save}**.`,
            ],
          },
          'If Microsoft cannot be reached at the moment, you can still save. The tenant ID is then marked as not verified, and is verified later.',
          {
            picture: 'advanced',
            alt: 'Advanced of a chain: the setup guide with its five steps, and the tenant ID.',
          },
        ],
      },
      'sign-in': {
        title: 'Step 3: sign in with Microsoft',
        body: [
          {
            steps: [
              `Open the TMAS sign-in page and press ${button}. A Microsoft window opens.`,
              'Choose your work or school account: the one whose address is in TMAS.',
            ],
          },
          'Have one person try before you tell everyone. That can be you: managers keep their password in any case.',
          {
            picture: 'sign-in',
            alt: 'The TMAS sign-in page: the button “Sign in with Microsoft” and, below it, username and password.',
          },
        ],
      },
      accept: {
        title: 'Step 4: accept the permission request',
        body: [
          'The first time, Microsoft asks whether TMAS may read your name and your e-mail address. Choose **Accept**. This makes the lasting link between your TMAS user and your Microsoft account.',
          {
            note: 'The window must not be blocked, closed or ignored. If it was, [try again](/help/cannot-sign-in#pop-up). If Microsoft says that an administrator must approve, see [the page for your IT](/help/for-it#consent).',
          },
        ],
      },
      confirm: {
        title: 'Step 5: confirmed',
        body: [
          `After the first successful sign-in, ${advanced} shows **${ui.locations.settings.status.confirmed}**, with the time.`,
          'At Microsoft, TMAS is now in the list of your applications: **Enterprise apps > TMAS**. There your IT decides who may use it and under which policies.',
        ],
      },
      mandatory: {
        title: 'Make Microsoft the only way to sign in',
        body: [
          `With ${mandatory}, everyone below the Chain Manager and User Manager levels signs in with Microsoft only. Passwords, links to set one, and sessions that were opened with a password stop working as soon as it is saved.`,
          {
            list: [
              'Chain and User Managers, Chain Managers and User Managers keep their username and password, so no one is locked out.',
              'Before you save, the page shows which users have already signed in with Microsoft, for which ones TMAS has seen no attempt, and whose last attempt failed.',
              'If you turn it off again, existing passwords work as before.',
              'Instead of turning it on for everyone at once, you can [roll it out in waves](/help/roll-out#plan).',
            ],
          },
        ],
      },
      undo: {
        title: 'Undo the connection',
        body: [
          `First turn ${mandatory} off, then clear the ${tenantField} field. TMAS says how many linked users are affected, and who has no password. You can send these users a link to set one.`,
          'Links to accounts in the old tenant stay on record, but no longer give access.',
        ],
      },
    },
  },

  'create-users': {
    title: 'Create users',
    summary:
      'One by one or from a spreadsheet, with the right address and the right permission type. For User Managers.',
    sections: {
      one: {
        title: 'Add one user',
        body: [
          {
            steps: [
              `Open ${userAccounts} and press **${ui.users.add}**.`,
              'Fill in the username and e-mail. Name, title, phone, language and description are optional.',
              `Choose a location and a **${ui.users.form.role}**. The user can reach this location and everything below it.`,
              `Leave **${ui.users.form.sendWelcome}** checked, and save.`,
            ],
          },
          'A username is unique in all of TMAS, and an e-mail address is unique within your company. A username that looks like an existing one counts as taken. A username contains no @, unless it is the user’s own e-mail address; then it changes with the address.',
        ],
      },
      address: {
        title: 'Which address is the right one',
        body: [
          'To sign in with Microsoft, the e-mail address in TMAS must be exactly the address that the person uses to sign in to Microsoft. In Entra, it is called the **User principal name**.',
          {
            list: [
              'It can differ from the mailbox address: a.lind@… for mail, ada.lind@… to sign in.',
              'Upper and lower case are treated as equal, and spaces around the address are ignored. Everything else matters: a dot, a hyphen, the domain.',
              'Your IT can find it under **Users > All users**, in the column **User principal name**, or can export the list.',
            ],
          },
          {
            note: 'If you change a user’s address, the link to the Microsoft account is removed, and the next sign-in makes a new one.',
          },
        ],
      },
      roles: {
        title: 'Permission types',
        body: [
          {
            list: [
              `**${ui.roles.chain_and_user_manager}**: both of the next two.`,
              `**${ui.roles.chain_manager}**: manages locations and their Advanced settings.`,
              `**${ui.roles.user_manager}**: manages the user accounts of User Managers and of everyone below the manager levels.`,
              `**${ui.roles.location_manager}** and **${ui.roles.viewer}**: work with TMAS and administer nothing.`,
            ],
          },
          'The first three can only be given on a chain. No one can give a permission type above their own or outside their own branch.',
          'There is always someone left who can fix things: TMAS refuses to remove the last person at the top who is a manager and has a password.',
        ],
      },
      import: {
        title: 'Import from a spreadsheet',
        body: [
          {
            steps: [
              `Open ${userAccounts} **> ${ui.users.import_}**, and choose **${ui.userImport.template}** to begin with an empty workbook, or **${ui.userImport.exportAll}** to change what you have.`,
              `Fill in a row for each person. **${ui.userImport.columns.username}** says whom a row is about. Someone with several permission types has a row for each.`,
              `Choose the file, drop it on the page, or paste the cells. You see every cell that will be saved, beside what was there before. Correct what is marked, and press **${ui.userImport.checkAgain}**.`,
              'Press **Import**. If addresses, permission types, or end dates change, you first read what ends with them: sessions, links with Microsoft, passwords. All rows are saved, or none.',
            ],
          },
          `Excel workbooks (.xlsx) and CSV files are read, with headings in English, French, or Spanish, such as username, email, role, location. Only **${ui.userImport.columns.username}** is needed; new people also need **${ui.userImport.columns.email}**, **${ui.userImport.columns.role}**, and **${ui.userImport.columns.location}**. Columns that the file does not have stay as they are, and an empty cell clears what was there.`,
          'If the answer was lost, import the same file again: nothing is saved twice.',
          `For an hour, as long as the page is open, **${ui.userImport.undo}** takes the import back: accounts that were added and have not been used since are removed, and values that nothing else has changed return. E-mails that were sent, passwords, and links with Microsoft do not come back.`,
        ],
      },
      welcome: {
        title: 'The welcome e-mail',
        body: [
          'A new user who can sign in with a password gets a link to set it. The link works for 7 days. A user who can sign in with Microsoft only is told to use the button, and with which address.',
          `To send it again, choose **${ui.users.mailing.mail}** in the user’s row and leave the subject and message empty.`,
          `**${ui.users.page.history}** on the user’s page says of each e-mail whether it was sent, is waiting, was refused, or was not sent after all, and why. TMAS checks each e-mail again just before sending it: if you correct the address before the welcome e-mail is sent, it goes to the new address; if you disable the user, it is not sent.`,
        ],
      },
      'end-date': {
        title: 'Accounts with an end date',
        body: [
          `For a seasonal worker or a contractor, enter an **${ui.users.form.endsOn}** under **${ui.users.form.account}**. From that day on (UTC), the person can no longer sign in, and their sessions end. Nothing is deleted, and their status shows that the account has ended. A week before, the managers who can change the date get an e-mail.`,
          'To extend it, enter a later date or clear the field. The person can then sign in as before. You can also set end dates in [an import](#import).',
          'The last manager at the top cannot have an end date: someone who can fix things has to remain.',
        ],
      },
      admit: {
        title: 'Add someone who has already tried to sign in',
        body: [
          `If someone from your organization signs in with Microsoft and is not a user yet, TMAS refuses the sign-in and shows you the attempt under [${ui.signIns.title}](/administration/sign-ins?code=unknown_user), or above the list of users if the account looks like one of them. TMAS never adds anyone by itself.`,
          {
            steps: [
              'First, ask the person whether it was them. If they are already a user, with another address, [correct the address](/help/cannot-sign-in#address) instead.',
              `Press **${ui.explainPerson.admit.open}**.`,
              'Choose their location and permission type. A username is proposed: keep it or enter another one. The address is the one that Microsoft confirmed.',
            ],
          },
          'They get the welcome e-mail, which explains how to sign in. If the location belongs to a chain with another tenant ID, TMAS does not add them, because they could not sign in there.',
        ],
      },
      many: {
        title: 'Change many users at once',
        body: [
          {
            steps: [
              `In ${userAccounts}, check the boxes of the users. With Shift, a click selects everyone between this user and the last one you clicked. To select more than one page, check the box at the top and press **${ui.manyUsers.selectAll(120)}**; a filter narrows down who that is.`,
              'Choose what to do in the bar below the list.',
              'Read the confirmation: how many users it touches, how many sessions end, and who is left as they are, and why. Nothing has been changed until you confirm.',
            ],
          },
          `Each user is changed as if you did it on their page, so someone above your permission type or outside your locations is left out. You can press **${ui.manyUsers.stop}** at any time: the users who were reached stay changed, and the others stay as they are.`,
          `Afterwards, **${ui.manyUsers.undo}** takes back enabling, disabling, moving and giving permission types, from everyone who has not been changed since. Undo gives back the permission types and locations; ended sessions, removed links, exceptions and replaced passwords do not come back. Signing out, unlinking and e-mails cannot be taken back.`,
        ],
      },
      leaving: {
        title: 'When someone leaves',
        body: [
          `**${ui.users.disable}** ends every session of the user at once, and they cannot sign in until they are enabled again. **${ui.users.remove}** deletes the user permanently; what they did stays in the records.`,
          `**${ui.users.signOutEverywhere}** ends every session of the user at once and revokes the API keys they have created. They can sign in again. Use it when a phone is lost or a computer was left signed in.`,
        ],
      },
      confirmation: {
        title: 'Accounts that are blocked at Microsoft',
        body: [
          `While **${ui.advancedSettings.sessionConfirmation.label}** is on, TMAS checks with Microsoft every 15 minutes of use that the account is still active. An account that is blocked or deleted at Microsoft is then signed out of TMAS on every device. A page that stays open can be used for 5 minutes more. Sessions that were opened with a password are not affected: to be sure, disable the user in TMAS as well.`,
          'Usually, people notice nothing. If Microsoft needs them to sign in again, for example after a password change, they see a page with one button, and then continue where they were. A form that is being filled in is not interrupted.',
          'If Microsoft cannot be reached, the session continues, and the sign-in record says so.',
          `To turn it off, open ${advanced} of the chain, turn off **${ui.advancedSettings.sessionConfirmation.label}** and save. People who are blocked at Microsoft then stay signed in to TMAS until their session ends: at most 12 hours.`,
        ],
      },
    },
  },

  'roll-out': rollOut,
  'second-factor': secondFactor,
  'manage-locations': {
    title: 'Manage locations and Advanced settings',
    summary: 'The tree of your chain, and how a chain is connected to Microsoft. For Chain Managers.',
    sections: {
      tree: {
        title: 'The tree',
        body: [
          `${locations} shows your locations: a **Chain** at the top, **Districts** and **Regions** that group other locations, and **Stores**, which have nothing below them. A chain can contain chains.`,
          {
            list: [
              `To add a location, choose the one it belongs under, and press **${ui.locations.add}**.`,
              `**${ui.locations.move}** takes along everything below the location. TMAS first says who gains or loses access.`,
              'With the mouse, you can also drag a location to its new parent. With the keyboard, cut it in the tree with Ctrl X, go to the new parent, and paste it with Ctrl V. Places where it cannot go are dimmed.',
              'Only an empty location can be deleted.',
            ],
          },
          {
            picture: 'locations',
            alt: 'Manage Locations: the tree on the left and, on the right, what is known about a store and what can be done with it.',
          },
        ],
      },
      import: {
        title: 'Import locations from a spreadsheet',
        body: [
          {
            steps: [
              `Open ${locations} **> ${ui.locationImport.open}**, and choose **${ui.locationImport.template}** to begin with an empty workbook, or **${ui.locationImport.exportAll}** to change what you have.`,
              `Fill in a row for each location. **${ui.locationImport.columns.parent}** is a name, a location ID, or a path such as “North › Coast”. It can also be another row in the file.`,
              'Choose the file, or drop it on the page. It is read at once, and every row shows what it adds or changes. Correct what is marked in the page, or leave the row out, and check again.',
              'Import. All rows are saved together, or none. If locations move, TMAS first says who gains or loses access.',
            ],
          },
          `Excel workbooks (.xlsx) and CSV files are read. A row is about the location with its **${ui.locationImport.columns.id}**, else with its **${ui.locationImport.columns.code}**, else of its name below its parent; otherwise it is a new one. Columns that the file does not have stay as they are.`,
          `For an hour, as long as the page is open, **${ui.locationImport.undo}** undoes the import, if none of these locations has been changed or used since.`,
        ],
      },
      advanced: {
        title: 'Advanced settings',
        body: [
          'Two settings connect a chain to Microsoft. Nothing else is needed for that: no client ID, no secret, no certificate.',
          {
            list: [
              `${tenantField}: [where to find it](/help/connect-entra#tenant-id).`,
              `${mandatory}: [what it does](/help/connect-entra#mandatory).`,
            ],
          },
          'The other settings are optional: [mandatory authentication in waves](/help/roll-out#plan), [a second factor for managers](/help/second-factor#require), [the confirmation of sessions](/help/create-users#confirmation), and the idle time on [shared computers](/help/shared-computers#manage).',
          `Beside the field you see what TMAS knows about the tenant: **${ui.locations.settings.status.not_verified}**, **${ui.locations.settings.status.verified}**, or, once someone has signed in with it, **${ui.locations.settings.status.confirmed}**.`,
        ],
      },
      inheritance: {
        title: 'Chains below chains',
        body: [
          'A chain below another takes the tenant ID of the nearest chain above it until it has its own. The page says which chain it comes from.',
          `${mandatory} is stricter: if it is on for a chain, it is on for every chain below it. A chain below can turn it on for itself, but cannot turn off what was turned on above. A chain that has others below it lists those that differ.`,
          'Two chains may have the same tenant ID.',
        ],
      },
      guests: {
        title: 'The chain’s own sign-in address',
        body: [
          `Advanced shows the **${ui.locations.settings.address}**. It goes straight to your tenant. Employees do not need it. Guests of your tenant do, because the general button takes them to their own company’s tenant.`,
        ],
      },
      'change-tenant': {
        title: 'Change a tenant ID',
        body: [
          'TMAS asks you to confirm, and says how many linked users are affected. Sessions that no longer match the new tenant end at once, and each user is linked again at their next sign-in.',
          'Every manager of your company gets an e-mail saying that it was changed, by whom and from where. If you did not expect such an e-mail, look into it at once: anyone who sets the tenant ID decides who can sign in.',
        ],
      },
    },
  },

  'cannot-sign-in': {
    title: 'Why can’t my users connect with Microsoft?',
    summary:
      'For each problem: what the person sees, who needs to act, and what to do. The first four are the most common.',
    sections: {
      address: {
        title: 'The address does not match',
        body: [
          'The address in TMAS is not exactly the one the person uses to sign in to Microsoft. TMAS takes nothing over from Entra, so you have to make the two identical by hand.',
          {
            steps: [
              'Find out which address the person signed in with. The page shows it to them, and the sign-in record shows it to you.',
              `Open ${userAccounts}, find the person, and compare the two letter by letter. Usual differences are the mailbox address instead of the sign-in address, another domain, a maiden name, or a typo.`,
              'Correct it in TMAS and have the person try again.',
            ],
          },
          {
            picture: 'user',
            alt: 'The page of a user: why they cannot sign in and what to do, beside their account and their history.',
          },
        ],
      },
      'tenant-id': {
        title: 'The tenant ID does not match',
        body: [
          'The account belongs to a different tenant from the one entered for the chain, the chain has no tenant ID yet, or Microsoft does not know the tenant. One wrong character is enough.',
          {
            steps: [
              `Open ${advanced} of the chain where the person has their permission type, and compare ${tenantField} with the [Tenant ID at Microsoft](/help/connect-entra#tenant-id).`,
              'If it is right, the person used another company’s account, or a [guest used the general button](#guest).',
            ],
          },
        ],
      },
      consent: {
        title: 'The permission request was not accepted',
        body: [
          'The first time, Microsoft asks for permission to pass on the name and address. The person declined, or went back.',
          {
            steps: [
              `Press ${button} again, and choose **Accept**.`,
              'If there is no Accept button but a request for an administrator, see [admin approval](#admin-consent).',
            ],
          },
        ],
      },
      'pop-up': {
        title: 'The Microsoft window was blocked or closed',
        body: [
          {
            steps: [
              'Allow pop-ups for TMAS. Most browsers show a symbol at the right end of the address bar.',
              `Or choose **${ui.popup.continueHere}**: the same sign-in continues without a pop-up.`,
              'Leave the window open until it closes by itself.',
            ],
          },
          'For many store computers at once, your IT can allow pop-ups for the address of TMAS by policy (in Edge and Chrome: PopupsAllowedForUrls).',
        ],
      },
      'not-in-tmas': {
        title: 'The person is not in TMAS',
        body: [
          'No user in TMAS has this address. A Microsoft account alone gives no access, and TMAS does not create users by itself.',
          `[Create the user](/help/create-users#one) in ${userAccounts}. If the user exists, they have [another address](#address).`,
          {
            picture: 'sign-ins',
            alt: 'Sign-ins: each attempt with the time, the person, the outcome and the cause.',
          },
        ],
      },
      'admin-consent': {
        title: '“Need admin approval”',
        body: [
          'In your company, only administrators can approve new applications. Microsoft shows this on its own page, and TMAS is often not told.',
          'Send your IT administrator the page [For IT administrators](/help/for-it#consent). One approval is enough for everyone.',
        ],
      },
      'not-assigned': {
        title: 'The person is not assigned to TMAS',
        body: [
          'Microsoft’s page shows AADSTS50105. In your tenant, the TMAS application is set to “Assignment required”, and this person is not assigned to it, directly or through a group.',
          'Your IT administrator needs to assign them: [see how](/help/for-it#assignment).',
        ],
      },
      policy: {
        title: 'A security policy blocks the sign-in',
        body: [
          'Microsoft’s page says “You cannot access this right now”, with a number such as 53003 or 53000. One of your company’s Conditional Access policies requires something that was missing: a managed device, a location, an approved application.',
          'First try from a company device. Your IT administrator can then look up the attempt by its correlation ID: [which policies](/help/for-it#policies).',
        ],
      },
      'no-return': {
        title: 'The sign-in never returned',
        body: [
          'The person went to Microsoft and did not return within 15 minutes. Most Microsoft errors end this way: they are shown on a Microsoft page, and TMAS is not told.',
          {
            steps: [
              'Have the person open TMAS again: the sign-in page asks what Microsoft’s page said, explains it, and can tell you.',
              'If they read you a reference that you cannot find, enter it under Sign-ins: you can ask them by e-mail whether it was theirs.',
              'Paste its text into [Explain a Microsoft error](/help/microsoft-error).',
              'If there is no such page, the window was closed or the second factor took too long.',
            ],
          },
          'Several of these from one chain within an hour usually mean admin approval, assignment, or a policy.',
        ],
      },
      account: {
        title: 'There is a problem with the Microsoft account',
        body: [
          'The password has expired, the account is locked or disabled, the second factor is not set up, or the browser chose another account. Microsoft’s page says which.',
          {
            steps: [
              'Follow Microsoft’s page to the end.',
              `Or choose **${ui.refused.otherAccount}**.`,
              'If there is a number on the page, [look it up here](/help/microsoft-error).',
            ],
          },
        ],
      },
      refused: {
        title: 'Microsoft refused it, for a reason TMAS does not know',
        body: [
          'Microsoft has some 800 error numbers and adds new ones. A number that TMAS does not know is shown as it is: TMAS does not guess what it means.',
          {
            steps: [
              'Try once more: some faults pass by themselves.',
              'Enter the number in [Explain an error of Microsoft](/help/microsoft-error). The page links Microsoft’s own explanation.',
              'Your IT administrator finds the attempt in the Entra sign-in logs by its correlation ID: [how](/help/for-it#logs).',
            ],
          },
        ],
      },
      'second-factor': {
        title: 'The second factor took too long',
        body: [
          'A sign-in can take at most 15 minutes. Start again, with your phone at hand. If you have lost it, ask your IT administrator for another method.',
        ],
      },
      recreated: {
        title: 'The Microsoft account was recreated',
        body: [
          'The address is right, but it belongs to a different account from the one the user is linked to. The account was deleted and created again, or the address was given to someone else. TMAS refuses it until someone has checked.',
          `Ask your IT for the object ID of the person’s account and compare it with the one that TMAS shows. If it is the new account’s, press **${ui.users.unlink}** in ${userAccounts}; the next sign-in makes a new link. If it is not, keep the link: someone else has the address now. Change this user’s address, and create a separate user for the other person.`,
        ],
      },
      'first-link': {
        title: 'A manager’s first sign-in with Microsoft',
        body: [
          'A tenant ID decides whose Microsoft accounts TMAS believes. If it was saved by someone who may not edit a manager, it is no proof of who that manager is. So this manager’s first sign-in with Microsoft is refused until they have shown their password.',
          `Sign in with your username and password, open the account settings, and press **${ui.account.linkMicrosoft}**. If you have no password, use **${ui.passwordDoor.forgot}** on the sign-in page.`,
          'A manager who may edit this person can also save the tenant ID again, and so vouch for it.',
        ],
      },
      disabled: {
        title: 'The user is disabled in TMAS',
        body: [
          `Microsoft signed the person in, but their TMAS account is disabled. Press **${ui.users.enable}** in ${userAccounts} if they should have access again.`,
          'If the account had an end date, change or remove the date instead, in the form of the user. From that day (UTC) on, an account is closed as if it were disabled.',
        ],
      },
      personal: {
        title: 'A personal Microsoft account',
        body: [
          'Accounts such as outlook.com, hotmail.com or live.com are personal accounts. TMAS accepts only the company’s work or school account, even if the personal one has the same address.',
          'Choose “Work or school account” on Microsoft’s page, or use a private browser window.',
        ],
      },
      guest: {
        title: 'A guest of your tenant',
        body: [
          'Someone from another company is a guest in your tenant. The general button takes them to their own tenant, and that sign-in is refused.',
          `Give them [the chain’s own sign-in address](/help/manage-locations#guests). In TMAS, add them with the address of their own company’s account.`,
        ],
      },
      again: {
        title: 'Just try again',
        body: [
          'The sign-in took too long, was used twice, was repeated too often, or Microsoft did not respond. Wait a minute and start again from the sign-in page, in one window, with cookies allowed.',
        ],
      },
      support: {
        title: 'For TMAS support',
        body: [
          'The fault is with TMAS or its registration at Microsoft, and usually affects everyone at once. Give TMAS support the reference on the page. With it, they can find the attempt in a moment.',
        ],
      },
    },
  },

  'for-it': {
    title: 'For IT administrators',
    summary: 'What TMAS asks for, how to allow it, and which policies can block it. No TMAS account needed.',
    sections: {
      permissions: {
        title: 'What TMAS asks for',
        body: [
          'Three delegated Microsoft Graph permissions, defined by OpenID Connect itself:',
          {
            list: [
              '`openid`: to sign the person in.',
              '`profile`: name and sign-in address.',
              '`email`: the e-mail address, which only helps to explain a mismatch.',
            ],
          },
          'TMAS is one multi-tenant application. It uses the authorization code flow with PKCE, as a confidential client. Nothing has to be registered in your tenant, and your tenant ID is all that TMAS is given.',
        ],
      },
      never: {
        title: 'What TMAS never asks for',
        body: [
          {
            list: [
              'No application permissions, no access without a signed-in person (`offline_access`), and no refresh token.',
              'No directory, group, mail, calendar or file.',
              'No write access to anything, and no synchronization.',
              'No password: people enter it at Microsoft.',
            ],
          },
        ],
      },
      consent: {
        title: 'Approve TMAS once for everyone',
        body: [
          'If your people can consent themselves, there is nothing to do.',
          'The quickest way is the **consent kit**: a page that your TMAS manager sends you as a link (Manage Locations > the chain > Consent kit for your IT). You need no TMAS account. The page shows your own tenant and exactly what is asked for, has the link to accept for everyone, and ticks off the steps as they are completed.',
          'Without it, as a Cloud Application Administrator, an Application Administrator or above:',
          {
            steps: [
              'Open the TMAS sign-in page and sign in with Microsoft. You need no TMAS account, because Microsoft asks before TMAS does.',
              'On **Permissions requested**, check **Consent on behalf of your organization** and choose **Accept**. TMAS then says that your account has no access. Your consent counts all the same.',
              'To check: **Enterprise apps > TMAS > Permissions**.',
            ],
          },
          'If TMAS is already listed: **Enterprise apps > TMAS > Permissions > Grant admin consent**. If the consent workflow is on: **Enterprise apps > Admin consent requests**.',
          'Tenants that allow only “verified publishers” can approve an application without the blue tick in this way, too.',
        ],
      },
      assignment: {
        title: 'Decide who may use it',
        body: [
          {
            steps: [
              '**Enterprise apps > TMAS > Properties > Assignment required?**: if Yes, only assigned people reach TMAS, and an administrator must consent. If No, TMAS alone decides.',
              '**Users and groups > Add user/group**: people or, with Entra ID P1 or P2, groups they are direct members of. Nested groups do not count.',
            ],
          },
          'In both cases, only TMAS users can sign in.',
        ],
      },
      policies: {
        title: 'Policies that can block it',
        body: [
          {
            list: [
              '**Conditional Access**: TMAS can be chosen as a target resource as soon as it is listed. Store computers are often not registered or not compliant (53000, 53001). Allow them by named location, or exclude TMAS from the device condition.',
              '**User action “Register security information”**: people without a second factor cannot set one up from a store (53004).',
              '**Tenant restrictions** at the proxy: your own tenant must be on the list of allowed tenants (500021).',
              '**Cross-tenant access settings**: for guests, inbound in your tenant and outbound in theirs (500212, 500213).',
              '**Sign-in frequency** applies to Microsoft’s session. When it has run out, the next confirmation of a session asks the person to sign in at Microsoft again. A TMAS session ends after 1 hour without use, and after 12 hours in any case.',
              '**Browsers**: allow pop-ups and cookies for the address of TMAS and for login.microsoftonline.com.',
            ],
          },
        ],
      },
      logs: {
        title: 'Find an attempt',
        body: [
          '**Monitoring & health > Sign-in logs** keeps every attempt, including those that never reached TMAS, for 7 to 30 days. Filter by correlation ID, request ID or person. The tabs Conditional Access and Authentication details give the reason.',
          'The correlation ID is on Microsoft’s page and in the attempt’s record in TMAS. To understand a page someone copied, use [Explain a Microsoft error](/help/microsoft-error).',
        ],
      },
      guests: {
        title: 'Guests',
        body: [
          'A B2B guest signs in like a member, with the guest’s object ID in your tenant, if the sign-in goes through your tenant. That is what [the chain’s own sign-in address](/help/manage-locations#guests) is for.',
        ],
      },
      remove: {
        title: 'Remove TMAS',
        body: [
          'First have the Chain Manager turn off mandatory authentication, so that no one is locked out. Then choose **Enterprise apps > TMAS > Properties > Delete**, or just set **Enabled for users to sign-in?** to No.',
          'Deleting removes all consent. The next sign-in would ask for it again.',
        ],
      },
    },
  },

  passwords: {
    title: 'Passwords and your account',
    summary:
      'For everyone: a forgotten password, signing in with Microsoft only, and the devices you are signed in on.',
    sections: {
      forgotten: {
        title: 'Forgotten password',
        body: [
          {
            steps: [
              `Choose [${ui.passwordDoor.forgot}](/forgot-password) on the sign-in page.`,
              'Enter your username or e-mail address. If an account matches, you get an e-mail with a link. The link works once and expires after 60 minutes.',
              'Set a new password. This signs you out everywhere else.',
            ],
          },
          'If no e-mail arrives, check your spam folder, then ask your TMAS manager.',
        ],
      },
      rules: {
        title: 'Password rules',
        body: [
          'At least 8 characters, with a capital letter, a number and a special character, and not a commonly used password. The page shows what is still missing as you type.',
          'After 10 wrong attempts, TMAS makes you wait, but never more than a minute at a time. Signing in with Microsoft is not affected.',
        ],
      },
      'microsoft-only': {
        title: 'Microsoft only',
        body: [
          `If your chain has turned on mandatory authentication, your password no longer works for TMAS. Press ${button}.`,
          'If you have forgotten your Microsoft password, reset it on Microsoft’s page or ask your IT administrator. TMAS never sees it.',
        ],
      },
      devices: {
        title: 'Where you are signed in',
        body: [
          `**${ui.account.title} > ${ui.account.devices}** lists every device you are signed in on. Sign out any device you don’t recognize, and change your password.`,
          'A session ends after 1 hour without use, and after 12 hours in any case.',
          `After you sign out, the next sign-in with Microsoft asks which account to use. Microsoft itself still knows you in this browser: on a computer that others use, choose **${ui.signIn.signOutOfMicrosoft}**. It ends your mail and Teams in this browser as well.`,
        ],
      },
      language: {
        title: 'Your language',
        body: [
          `TMAS is available in English, French and Spanish. Before you sign in, choose your language below the form. Once signed in, choose it under **${ui.account.title} > ${ui.account.language}**, which also sets the language of your e-mails.`,
        ],
      },
    },
  },
  'shared-computers': {
    title: 'Shared store computers',
    summary:
      'For everyone at a computer that several people use, and for the managers who mark it as shared.',
    sections: {
      use: {
        title: 'At a shared computer',
        body: [
          'Every page shows who is signed in. You are signed out after a short time without use, 5 minutes unless your organization has chosen another time. In the last minute, the remaining time is shown: any key or click keeps you signed in.',
          `If the name at the top is not yours, press **${ui.sharedComputers.bar.notMe}**. It signs the other person out, asks Microsoft which account to use, and brings you to the same page. After a sign-in with a password, the sign-in page opens first.`,
          'Nothing about you is remembered there: no username, no account of the last sign-in, no passkey.',
          {
            note: `Microsoft may still know you in this browser. When you have finished, choose **${ui.signIn.signOutOfMicrosoft}** in the menu next to **${ui.home.signOut}**.`,
          },
        ],
      },
      mark: {
        title: 'Mark a computer as shared',
        body: [
          `Managers of user accounts do this under **${ui.sharedComputers.list.title}**, in one of two ways:`,
          {
            list: [
              `**${ui.sharedComputers.list.byLink}**: enter a name and a location, and open the link on the computer. It asks for one click there.`,
              `**${ui.sharedComputers.list.byCode}**: on the computer, open the sign-in page and choose [${ui.sharedComputers.page.link}](/shared-computer). Enter the code that it shows, with a name and a location.`,
            ],
          },
          'A link and a code are valid for 15 minutes and mark one computer. What is marked is the browser: if people use two browsers there, mark both.',
        ],
      },
      manage: {
        title: 'Rename, move, unmark',
        body: [
          `The list shows each computer with its location and the day on which someone last signed in there. Rename it, move it to another location, or unmark it; every change is in the [audit log](/administration/audit).`,
          `The time without use is set for each chain under **Advanced**: **${ui.advancedSettings.sharedDeviceIdleMinutes.label}**. A change applies at once.`,
        ],
      },
      limits: {
        title: 'What it does not protect from',
        body: [
          {
            list: [
              'If someone clears the cookies or uses another browser, that browser is no longer marked. If a computer is in use although the list says that it was last used long ago, mark it again.',
              'A session ends when its last window is closed. If the browser crashes, it ends when its idle time is over.',
              'What someone downloads or writes down stays on the computer.',
            ],
          },
        ],
      },
    },
  },
}
