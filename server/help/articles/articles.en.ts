import { en as ui } from '#shared/messages/en.ts'
import type { Articles } from '../outline.ts'

const locations = `**${ui.locations.administration} > ${ui.locations.title}**`
const advanced = `**${ui.locations.administration} > ${ui.locations.title} > ${ui.locations.advanced}**`
const userAccounts = `**${ui.locations.administration} > ${ui.users.title}**`
const tenantField = `**${ui.advancedSettings.azureTenantId.label}**`
const mandatory = `**${ui.advancedSettings.mandatoryAuthentication.label}**`
const button = `**${ui.signIn.microsoft}**`

/** The source of the articles: the other languages have the same passages, or do not compile. */
export const articles: Articles = {
  'connect-entra': {
    title: 'Connect a chain with Microsoft Entra ID',
    summary: 'Five steps, one value to paste, about five minutes. For Chain Managers.',
    sections: {
      'how-it-works': {
        title: 'How it works',
        body: [
          'Microsoft Entra ID (called Azure Active Directory until 2023) is where your company keeps the accounts with which people sign in to Microsoft. Once your chain is connected, they use the same account for TMAS.',
          {
            list: [
              `People press ${button} and need no password for TMAS.`,
              'TMAS creates no users from Entra, and changes and removes none. Who may come in is decided by the [user accounts in TMAS](/help/create-users).',
              'A user is recognised at the first sign-in by the address, and from then on by the account itself, whatever it is called later.',
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
              'The role Chain Manager, or Chain and User Manager, on the chain.',
              'A tenant of Microsoft Entra ID with its usual settings. No application, secret or certificate has to be made in it.',
              'Users in TMAS whose address is [exactly their sign-in address at Microsoft](/help/create-users#address).',
              'If your company lets only administrators approve applications: [your IT administrator](/help/for-it#consent), once, for some minutes.',
            ],
          },
        ],
      },
      'tenant-id': {
        title: 'Step 1: find your tenant ID',
        body: [
          {
            steps: [
              'Sign in to the Microsoft Entra admin center, https://entra.microsoft.com. Any account of your company may look; you need not be an administrator, unless your company has restricted it.',
              'Open **Identity > Overview** (in newer layouts **Entra ID > Overview**).',
              'Copy the value called **Tenant ID**, also known as directory ID. It looks like `3f0c9a52-6d1b-4e8e-9a57-0c1d2e3f4a5b`.',
            ],
          },
          'In the Azure portal (https://portal.azure.com) it stands under **Microsoft Entra ID > Overview** or **Properties**.',
          {
            note: 'An application (client) ID and an object ID have the same shape. Take the one that is called Tenant ID. Or enter your domain name in TMAS: it is looked up for you.',
          },
        ],
      },
      paste: {
        title: 'Step 2: paste it into TMAS',
        body: [
          {
            steps: [
              `Open ${advanced} and choose your chain.`,
              `Paste the value into the field ${tenantField}. The field kept its old name; it takes your Entra tenant ID, or one of your domain names.`,
              `TMAS asks Microsoft whether there is such a tenant, and says so. Press **${ui.locations.save}**.`,
            ],
          },
          'If Microsoft cannot be asked at the moment you can save all the same. The tenant ID is then marked as not verified, and verified later.',
        ],
      },
      'sign-in': {
        title: 'Step 3: sign in with Microsoft',
        body: [
          {
            steps: [
              `Open the sign-in page of TMAS and press ${button}. A window of Microsoft opens.`,
              'Choose your work or school account: the one whose address TMAS knows.',
            ],
          },
          'Let one person try before you tell everybody. It may be you: managers keep their password in any case.',
        ],
      },
      accept: {
        title: 'Step 4: accept the permission request',
        body: [
          'The first time, Microsoft asks whether TMAS may read your name and your e-mail address. Choose **Accept**. That makes the lasting link between your TMAS user and your account.',
          {
            note: 'The window must not be blocked, closed or ignored. If it was, [try again](/help/cannot-sign-in#pop-up). If Microsoft says that an administrator must approve, see [for your IT](/help/for-it#consent).',
          },
        ],
      },
      confirm: {
        title: 'Step 5: confirmed',
        body: [
          `With the first success ${advanced} shows **${ui.locations.settings.status.confirmed}**, with the time.`,
          'At Microsoft, TMAS now stands in the list of your applications: **Enterprise applications > TMAS**. There your IT decides who may use it and under which policies.',
        ],
      },
      mandatory: {
        title: 'Make Microsoft the only door',
        body: [
          `With ${mandatory} everybody below the levels Chain Manager and User Manager signs in with Microsoft only. Passwords, links to set one, and sessions that were opened with a password stop to work as soon as it is saved.`,
          {
            list: [
              'Chain and User Managers, Chain Managers and User Managers keep username and password, so that nobody is locked out.',
              'Before you save, the page shows who has signed in with Microsoft already, who has never tried, and whose last attempt failed.',
              'Switched off again, the passwords that people had work as before.',
            ],
          },
        ],
      },
      undo: {
        title: 'Undo it',
        body: [
          `Switch ${mandatory} off first, then empty the field ${tenantField}. TMAS says how many linked users that touches, and who has no password; you can mail these a link to set one.`,
          'Links with accounts of the old tenant stay on record, but open nothing.',
        ],
      },
    },
  },

  'create-users': {
    title: 'Create users',
    summary:
      'One by one or from a spreadsheet, with the right address and the right role. For User Managers.',
    sections: {
      one: {
        title: 'Add one user',
        body: [
          {
            steps: [
              `Open ${userAccounts} and press **${ui.users.add}**.`,
              'Fill in username and e-mail; name, title, telephone, language and description as you like.',
              `Choose a location and a **${ui.users.form.role}**. The user reaches this location and everything under it.`,
              `Leave **${ui.users.form.sendWelcome}** ticked, and save.`,
            ],
          },
          'A username is unique in all of TMAS, an e-mail address within your company.',
        ],
      },
      address: {
        title: 'Which address is the right one',
        body: [
          'For a sign-in with Microsoft the e-mail address in TMAS must be exactly the address with which the person signs in to Microsoft. In Entra it is called **User principal name**.',
          {
            list: [
              'It can differ from the address of the mailbox: a.lind@… for mail, ada.lind@… to sign in.',
              'Capital and small letters count as the same, and blanks around it do not count. Everything else does: a dot, a hyphen, the domain.',
              'Your IT finds it under **Users > All users**, column **User principal name**, or can export the list.',
            ],
          },
          {
            note: 'If you change the address of a user, the link with the Microsoft account ends, and the next sign-in makes a new one.',
          },
        ],
      },
      roles: {
        title: 'Roles',
        body: [
          {
            list: [
              `**${ui.roles.chain_and_user_manager}**: both of the next two.`,
              `**${ui.roles.chain_manager}**: manages locations and their Advanced settings.`,
              `**${ui.roles.user_manager}**: manages user accounts of User Managers and of everybody below the manager levels.`,
              `**${ui.roles.location_manager}** and **${ui.roles.viewer}**: work with TMAS, administer nothing.`,
            ],
          },
          'The first three can only be given on a chain. Nobody gives a role above their own or outside their own branch.',
          'Somebody always stays who can repair things: TMAS refuses to remove the last one at the top who manages and has a password.',
        ],
      },
      import: {
        title: 'Import from a spreadsheet',
        body: [
          {
            steps: [
              `Save the table as CSV. Its first line names the columns: \`username,email,firstName,lastName,title,mobilePhone,language,description,role,location\`. Only username, email, role and location are required.`,
              `Open ${userAccounts} **> ${ui.users.import_}**, choose the file and press **${ui.users.import.check}**.`,
              'Correct the rows that TMAS names, and check again. Nothing is written until all are right; then all are added.',
            ],
          },
          'Roles are written as `chain_and_user_manager`, `chain_manager`, `user_manager`, `location_manager` or `viewer`; a location by its location ID.',
        ],
      },
      welcome: {
        title: 'The welcome e-mail',
        body: [
          'A new user who may sign in with a password gets a link to set it; the link works for 7 days. A user who has Microsoft alone is told to use the button, and with which address.',
          `To send it again: **${ui.users.mailing.mail}** in the row of the user, with subject and message left empty.`,
        ],
      },
      leaving: {
        title: 'When somebody leaves',
        body: [
          `**${ui.users.disable}** ends every session of the user at once, and no door opens until the user is enabled again. **${ui.users.remove}** deletes the user for good; what they did stays in the records.`,
          'An account that is blocked at Microsoft cannot sign in to TMAS any more, but TMAS is not told, and a session that is open may last until its end. To be sure, disable the user in TMAS, too.',
        ],
      },
    },
  },

  'manage-locations': {
    title: 'Manage locations and advanced settings',
    summary: 'The tree of your chain, and how a chain gets its way to Microsoft. For Chain Managers.',
    sections: {
      tree: {
        title: 'The tree',
        body: [
          `${locations} shows your locations: a **Chain** at the top, **Districts** and **Regions** that group others, and **Stores**, which have nothing below them. A chain may hold chains.`,
          {
            list: [
              `To add one, choose the location under which it belongs, and press **${ui.locations.add}**.`,
              `**${ui.locations.move}** takes along all that hangs under it. TMAS first says who gains or loses access.`,
              'Only an empty location can be deleted.',
            ],
          },
        ],
      },
      advanced: {
        title: 'Advanced settings',
        body: [
          'A chain has two settings of its own, and nothing else is asked of you: no client ID, no secret, no certificate.',
          {
            list: [
              `${tenantField}: [where to find it](/help/connect-entra#tenant-id).`,
              `${mandatory}: [what it does](/help/connect-entra#mandatory).`,
            ],
          },
          `Beside the field stands what TMAS knows of the tenant: **${ui.locations.settings.status.not_verified}**, **${ui.locations.settings.status.verified}**, or **${ui.locations.settings.status.confirmed}**, once somebody has come in through it.`,
        ],
      },
      inheritance: {
        title: 'Chains under chains',
        body: [
          'A chain under another takes the settings of the nearest chain above it, until it has its own. The page says from which chain they come.',
          'Two chains may have the same tenant ID.',
        ],
      },
      guests: {
        title: 'The chain’s own sign-in address',
        body: [
          `Advanced shows **${ui.locations.settings.address}**. It leads straight to your tenant. Employees do not need it; guests of your tenant do, because the general button leads them to the tenant of their own company.`,
        ],
      },
      'change-tenant': {
        title: 'Change a tenant ID',
        body: [
          'TMAS asks you to confirm, and says how many linked users it touches. Sessions that no longer fit the new tenant end at once, and each user is linked anew at the next sign-in.',
          'Every manager of your company is mailed that it was changed, by whom and from where. If you did not expect such a mail, look into it at once: who sets the tenant ID decides who comes in.',
        ],
      },
    },
  },

  'cannot-sign-in': {
    title: 'Why can’t my users connect with Microsoft?',
    summary:
      'Each trouble with what the person reads, who must act, and what to do. The first four are the frequent ones.',
    sections: {
      address: {
        title: 'The address does not match',
        body: [
          'The address in TMAS is not exactly the one with which the person signs in to Microsoft. TMAS takes nothing over from Entra, so the two must be made the same by hand.',
          {
            steps: [
              'Ask with which address the person signed in. The page shows it to them, and the sign-in record to you.',
              `Open ${userAccounts}, find the person, and compare letter by letter. The usual differences: the address of the mailbox instead of the sign-in address, another domain, a maiden name, a typing error.`,
              'Correct it in TMAS and let the person try again.',
            ],
          },
        ],
      },
      'tenant-id': {
        title: 'The tenant ID does not match',
        body: [
          `The account belongs to another tenant than the one entered for the chain, the chain has none yet, or Microsoft knows no such tenant. One wrong character is enough.`,
          {
            steps: [
              `Open ${advanced} of the chain on which the person has their role, and compare ${tenantField} with the [Tenant ID at Microsoft](/help/connect-entra#tenant-id).`,
              'If it is right, the person used an account of another company, or a [guest used the general button](#guest).',
            ],
          },
        ],
      },
      consent: {
        title: 'The permission request was not accepted',
        body: [
          'The first time, Microsoft asks for permission to pass on name and address. It was declined, or the person turned back.',
          {
            steps: [
              `Press ${button} again, and choose **Accept**.`,
              'If there is no Accept but a request for an administrator, see [admin approval](#admin-consent).',
            ],
          },
        ],
      },
      'pop-up': {
        title: 'The Microsoft window was blocked or closed',
        body: [
          {
            steps: [
              'Allow pop-up windows for TMAS: most browsers show a symbol at the right end of the address bar.',
              `Or choose **${ui.popup.continueHere}**: the same sign-in goes on without a pop-up.`,
              'Leave the window open until it closes by itself.',
            ],
          },
          'For many store computers at once: your IT can allow pop-ups for the address of TMAS by policy (in Edge and Chrome: PopupsAllowedForUrls).',
        ],
      },
      'not-in-tmas': {
        title: 'The person is not in TMAS',
        body: [
          'Nobody in TMAS has this address. A Microsoft account alone opens nothing; TMAS creates no users by itself.',
          `[Create the user](/help/create-users#one) in ${userAccounts}. If there is one, it has [another address](#address).`,
        ],
      },
      'admin-consent': {
        title: '“Need admin approval”',
        body: [
          'Your company lets only administrators approve new applications. Microsoft shows this on its own page; TMAS often hears nothing of it.',
          'Send your IT administrator the page [For IT administrators](/help/for-it#consent). One approval is enough for everybody.',
        ],
      },
      'not-assigned': {
        title: 'The person is not assigned to TMAS',
        body: [
          'Microsoft’s page shows AADSTS50105. The application TMAS is set to “Assignment required” in your tenant, and this person is in no assigned group.',
          'Your IT administrator assigns them: [how](/help/for-it#assignment).',
        ],
      },
      policy: {
        title: 'A security policy blocks the sign-in',
        body: [
          'Microsoft’s page says “You cannot access this right now”, with a number such as 53003 or 53000. A Conditional Access policy of your company asks for something that was not there: a managed device, a place, an approved application.',
          'Try from a company device first. Then your IT administrator looks the attempt up by its correlation ID: [which policies](/help/for-it#policies).',
        ],
      },
      'no-return': {
        title: 'The sign-in never came back',
        body: [
          'The person went to Microsoft and did not return within 15 minutes. Most errors of Microsoft end so: they stand on a page of Microsoft, and TMAS hears nothing.',
          {
            steps: [
              'Let the person try again, and look at Microsoft’s page with them.',
              'Paste its text into [Explain an error of Microsoft](/help/microsoft-error).',
              'Without such a page: the window was closed, or the second factor took too long.',
            ],
          },
          'Several in an hour from one chain mostly mean admin approval, assignment, or a policy.',
        ],
      },
      account: {
        title: 'Something is wrong with the account at Microsoft',
        body: [
          'The password has expired, the account is locked or switched off, the second factor is not set up, or the browser chose another account. Microsoft’s page says which.',
          {
            steps: [
              'Follow Microsoft’s page to its end.',
              `Or choose **${ui.refused.otherAccount}**.`,
              'If there is a number on the page, [have it explained](/help/microsoft-error).',
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
          'A sign-in can take 15 minutes at the most. Start again, with the telephone at hand. Who has lost it asks the IT administrator for another method.',
        ],
      },
      recreated: {
        title: 'The Microsoft account was made anew',
        body: [
          'The address is right, but behind it is another account than the one to which the user is linked: it was deleted and made again, or the address was given to somebody else. TMAS refuses it until somebody has looked.',
          `If it is the same person, press **${ui.users.unlink}** in ${userAccounts}; the next sign-in makes a new link. If it is another person, create a user of their own.`,
        ],
      },
      disabled: {
        title: 'The user is switched off in TMAS',
        body: [
          `Microsoft let the person in, but the TMAS account is disabled. Press **${ui.users.enable}** in ${userAccounts} if they are to work again.`,
        ],
      },
      personal: {
        title: 'A personal Microsoft account',
        body: [
          'Accounts such as outlook.com, hotmail.com or live.com are private. TMAS accepts the work or school account of the company only, even if the private one has the same address.',
          'Choose “Work or school account” on Microsoft’s page, or use a private window of the browser.',
        ],
      },
      guest: {
        title: 'A guest of your tenant',
        body: [
          'Somebody from another company is a guest of your tenant. The general button leads them to their own tenant, which is refused.',
          `Give them [the chain’s own sign-in address](/help/manage-locations#guests). In TMAS they need a user with the address of their own company’s account.`,
        ],
      },
      again: {
        title: 'Simply again',
        body: [
          'The sign-in took too long, was used twice, came too often, or Microsoft did not answer. Wait a minute and begin again from the sign-in page, in one window, with cookies allowed.',
        ],
      },
      support: {
        title: 'For TMAS support',
        body: [
          'The fault lies with TMAS or with its registration at Microsoft, mostly for everybody at once. Give TMAS support the reference on the page: with it the attempt is found in a moment.',
        ],
      },
    },
  },

  'for-it': {
    title: 'For IT administrators',
    summary:
      'What TMAS asks for, how to allow it, and which policies can stand in its way. No TMAS account needed.',
    sections: {
      permissions: {
        title: 'What TMAS asks for',
        body: [
          'Three delegated permissions of Microsoft Graph, which OpenID Connect itself defines:',
          {
            list: [
              '`openid`: to sign the person in.',
              '`profile`: name and sign-in address.',
              '`email`: the e-mail address, which only helps to explain a mismatch.',
            ],
          },
          'TMAS is one multi-tenant application. It uses the authorization code flow with PKCE, as a confidential client. Nothing has to be registered in your tenant, and your tenant ID is the only thing that TMAS is given.',
        ],
      },
      never: {
        title: 'What TMAS never asks for',
        body: [
          {
            list: [
              'No application permissions, no access without somebody signed in (`offline_access`), and no refresh token.',
              'No directory, group, mail, calendar or file.',
              'No write access to anything, and no synchronisation.',
              'No password: people enter it at Microsoft.',
            ],
          },
        ],
      },
      consent: {
        title: 'Approve TMAS once for everybody',
        body: [
          'If your people may consent themselves, there is nothing to do.',
          'The shortest way is the **consent kit**: a page that your TMAS manager sends you as a link (Manage Locations > the chain > Consent kit for your IT). It needs no TMAS account, shows your own tenant and exactly what is asked for, has the link to accept for everybody, and ticks the steps as they are done.',
          'Without it, as Cloud Application Administrator, Application Administrator or above:',
          {
            steps: [
              'Open the sign-in page of TMAS and sign in with Microsoft. You need no TMAS account: Microsoft asks before TMAS does.',
              'On **Permissions requested** tick **Consent on behalf of your organization**, and choose **Accept**. TMAS then says that it has no access for you; the consent stands.',
              'Check it: **Enterprise applications > TMAS > Permissions**.',
            ],
          },
          'If TMAS is listed already: **Enterprise applications > TMAS > Permissions > Grant admin consent**. Where the consent workflow is on: **Enterprise applications > Admin consent requests**.',
          'Tenants that allow “verified publishers” only have to approve an application without the blue tick in this way, too.',
        ],
      },
      assignment: {
        title: 'Decide who may use it',
        body: [
          {
            steps: [
              '**Enterprise applications > TMAS > Properties > Assignment required?**: with Yes only assigned people come as far as TMAS, and consent by an administrator is needed. With No, TMAS alone decides.',
              '**Users and groups > Add user/group**: people, or groups of which they are direct members. Nested groups do not count.',
            ],
          },
          'In both cases nobody comes in who is not a user of TMAS.',
        ],
      },
      policies: {
        title: 'Policies that can block it',
        body: [
          {
            list: [
              '**Conditional Access**: TMAS can be chosen as a target resource as soon as it is listed. Store computers are often not registered or compliant (53000, 53001): allow them by named location, or exclude TMAS from the device condition.',
              '**User action “Register security information”**: people without a second factor cannot complete it from a store (53004).',
              '**Tenant restrictions** at the proxy: your own tenant must be among those allowed (500021).',
              '**Cross-tenant access settings**: for guests, inbound with you and outbound with them (500212, 500213).',
              '**Sign-in frequency** governs Microsoft’s session. A session of TMAS ends after 1 hour without use and after 12 hours in any case.',
              '**Browsers**: allow pop-ups and cookies for the address of TMAS and for login.microsoftonline.com.',
            ],
          },
        ],
      },
      logs: {
        title: 'Find an attempt',
        body: [
          '**Monitoring & health > Sign-in logs** holds every attempt, also those that never reached TMAS, for 7 to 30 days. Filter by correlation ID, request ID or person; the tabs Conditional Access and Authentication details name the reason.',
          'The correlation ID stands on Microsoft’s page and in the attempt’s record in TMAS. A copied page is explained by [Explain an error of Microsoft](/help/microsoft-error).',
        ],
      },
      guests: {
        title: 'Guests',
        body: [
          'A B2B guest comes in like a member, with the object ID of the guest in your tenant, if the sign-in goes through your tenant. That is what [the chain’s own sign-in address](/help/manage-locations#guests) is for.',
        ],
      },
      remove: {
        title: 'Take TMAS away again',
        body: [
          'First let the Chain Manager switch mandatory authentication off, so that nobody is locked out. Then **Enterprise applications > TMAS > Properties > Delete**, or only **Enabled for users to sign in?** to No.',
          'Deleting removes all consents. The next sign-in would ask for consent again.',
        ],
      },
    },
  },

  passwords: {
    title: 'Passwords and your account',
    summary:
      'For everybody: a forgotten password, Microsoft as the only door, and the devices you are signed in on.',
    sections: {
      forgotten: {
        title: 'Forgotten password',
        body: [
          {
            steps: [
              `Choose [${ui.passwordDoor.forgot}](/forgot-password) on the sign-in page.`,
              'Enter your username or your e-mail address. If there is such an account, a mail with a link is on its way; the link works once, for 60 minutes.',
              'Set a new password. You are then signed out everywhere else.',
            ],
          },
          'If no mail comes: look among the unwanted ones, then ask your TMAS manager.',
        ],
      },
      rules: {
        title: 'What a password must be',
        body: [
          'At least 8 characters, with a capital letter, a number and a special character, and none of the passwords that everybody knows. The page shows while you type what is still missing.',
          'After 10 wrong tries TMAS makes you wait, never more than a minute at a time. A sign-in with Microsoft is not affected by it.',
        ],
      },
      'microsoft-only': {
        title: 'Only with Microsoft',
        body: [
          `If your chain has switched on mandatory authentication, your password does not open TMAS any more. Press ${button}.`,
          'A password that you forgot at Microsoft is reset on Microsoft’s page or by your IT administrator; TMAS never sees it.',
        ],
      },
      devices: {
        title: 'Where you are signed in',
        body: [
          `**${ui.account.title} > ${ui.account.devices}** lists every device on which you are signed in. Sign out what you do not know, and change your password.`,
          'A session ends after 1 hour without use, and after 12 hours in any case.',
        ],
      },
      language: {
        title: 'Your language',
        body: [
          `TMAS speaks English, French and Spanish. Before you sign in, choose below the form; afterwards under **${ui.account.title} > ${ui.account.language}**, which also decides the language of mails.`,
        ],
      },
    },
  },
}
