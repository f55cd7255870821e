import { countsIn } from './counts.ts'

const { number, plural } = countsIn('en')

/**
 * The consent kit: the page for a customer's IT administrator, the mail that brings its link, and the panel where
 * managers make it.
 */
export const consentKit = {
  page: {
    title: (chain: string) => `Microsoft Entra ID and TMAS: ${chain}`,
    lead: (chain: string) =>
      `${chain} uses TMAS to watch the traffic in its stores. Its people will sign in with the Microsoft account they already have. This page tells the administrator of Microsoft Entra ID what that takes. You don’t need a TMAS account.`,
    chain: 'Chain',
    tenantId: 'Tenant ID',
    noTenant: 'not entered in TMAS yet',
    until: (when: string) => `This page is available until ${when}, unless the link is revoked.`,
    deadTitle: 'This link doesn’t work',
    deadHint:
      'It is incomplete, has expired, or was revoked. Ask the person who sent it for a new one: a TMAS manager can make one under Administration > Manage Locations > Advanced.',
    steps: {
      title: 'Where the setup stands',
      live: 'This list updates by itself.',
      checkAgain: 'Check again',
      progress: (done: number, total: number) =>
        plural(done, {
          one: `1 of ${number(total)} steps is done.`,
          other: `${number(done)} of ${number(total)} steps are done.`,
        }),
      allDone: 'All steps are done.',
      states: { done: 'Done', next: 'Next', waiting: 'Later' },
      names: {
        find_tenant: 'Find the tenant ID',
        paste_tenant: 'Enter it in TMAS',
        sign_in: 'Sign in with Microsoft',
        accept: 'Accept the request',
        confirm: 'Confirm in Entra',
      },
      todo: {
        find_tenant:
          'You: in the Microsoft Entra admin center, open Overview, copy “Tenant ID” and send it to your TMAS manager.',
        paste_tenant:
          'Your TMAS manager: enter it under Administration > Manage Locations > Advanced, and save.',
        sign_in:
          'Anyone in the chain: press “Sign in with Microsoft” on the TMAS sign-in page. You can accept the request beforehand.',
        accept:
          'You: accept for your organization. Otherwise, each person accepts for themselves when Microsoft asks.',
        confirm:
          'Anyone with a TMAS account: sign in with Microsoft. TMAS then appears in your list of enterprise applications, below.',
      },
      notVerified: 'Microsoft could not be asked about this tenant ID yet.',
      inherited: 'Taken from the chain above.',
      stopped: (sentence: string) => `The last sign-in stopped: “${sentence}”`,
      saidGranted: (when: string) =>
        `According to Microsoft’s answer of ${when}, an administrator has accepted. The next sign-in will prove it.`,
    },
    asks: {
      title: 'What TMAS asks for',
      intro: 'Three delegated permissions of Microsoft Graph, the ones every sign-in needs:',
      permission: 'Permission',
      atMicrosoft: 'Microsoft’s name for it',
      why: 'What TMAS does with it',
      permissions: {
        openid: {
          name: 'Sign users in',
          why: 'Learns that Microsoft has signed the person in, with the account’s tenant ID and object ID.',
        },
        profile: {
          name: 'View users’ basic profile',
          why: 'Reads the login ID and the name. The login ID is compared with the e-mail address that TMAS has for the person, once, at the first sign-in.',
        },
        email: {
          name: 'View users’ email address',
          why: 'Only helps to explain why a sign-in failed. An e-mail address never gives access.',
        },
      },
      none: 'TMAS stores the tenant ID, object ID and login ID of people who have signed in. It keeps no Microsoft tokens.',
    },
    never: {
      title: 'What TMAS never asks for',
      items: [
        'Your directory: no users, groups, devices or managers are read, and none are synchronized.',
        'Mail, calendars, files, Teams or SharePoint.',
        'Anything while no one is signing in: no application permissions, no offline access.',
        'A password, a client secret, a certificate or an administrator account of yours.',
        'To create, change or delete anything in your tenant. Only people added by your TMAS managers can sign in.',
      ],
    },
    who: {
      title: 'Who is asking',
      application: 'Application',
      publisher: 'Publisher',
      publisherText: (product: string, host: string) => `${product}, ${host}`,
      clientId: 'Application (client) ID',
      microsoftHost: 'Sign-in at',
      redirects: 'Answers go to',
      tick: 'Before you accept, compare these with what Microsoft’s page shows. A blue tick there means that Microsoft has verified the publisher.',
    },
    consent: {
      title: 'Accept for your organization',
      text: 'The button opens Microsoft’s page for your tenant. Sign in there as a Cloud Application Administrator, an Application Administrator or a Global Administrator, and accept. After that, no one in your organization is asked again. Who may use TMAS is still decided in TMAS, and by your own policies.',
      button: 'Review the request at Microsoft',
      address: 'Or copy its address, for the browser in which you work as administrator:',
      noTenant:
        'As soon as your TMAS manager has entered the tenant ID, the link to Microsoft’s page for your tenant appears here.',
    },
    obstacles: {
      title: 'What can stop a sign-in, and how to allow TMAS',
      whereToLook:
        'Microsoft’s pages show an error code (AADSTS…) and a correlation ID. In the admin center, under Sign-in logs, you can find the sign-in by its correlation ID, with the policy that stopped it.',
      items: {
        userConsent: {
          title: '“Need admin approval” (AADSTS90094, 90095)',
          text: 'Your people cannot accept applications themselves, or only those from verified publishers with low-impact permissions. Accept for your organization, above; no setting needs to be changed.',
        },
        assignment: {
          title: '“Assignment required” (AADSTS50105)',
          text: 'In Enterprise apps > TMAS > Properties, “Assignment required?” is set to Yes, so only assigned people can sign in. Assign them under Users and groups. With Entra ID P1 or P2, you can assign their group instead. Or set it to No: TMAS itself only allows people it knows. While it is Yes, an administrator must accept for the organization.',
        },
        conditionalAccess: {
          title: 'Conditional Access (AADSTS53000 to 53004)',
          text: 'Your policies apply to TMAS as to any web application. Second factors, compliant devices and named locations all work, because people sign in on Microsoft’s own page in their browser. Where shared store computers cannot comply, create a separate policy for TMAS, or exclude it from the one named in the sign-in log.',
        },
        tenantRestrictions: {
          title: 'Guests, and tenant restrictions (AADSTS50020, 500021)',
          text: 'Guests of your tenant must use the chain’s own sign-in address; your TMAS manager has it. If one of your proxies restricts tenants, your own tenant must be on its list.',
        },
        popups: {
          title: 'Blocked pop-ups',
          text: (origin: string) =>
            `TMAS opens Microsoft’s page in a pop-up. If that is blocked, the same sign-in continues in the page itself. To allow it on managed browsers, add ${origin} to the policy PopupsAllowedForUrls of Edge and Chrome, and keep cookies allowed for it.`,
        },
      },
    },
    see: {
      title: 'See TMAS in Entra',
      text: (clientId: string) =>
        `Once the request has been accepted for the first time, TMAS is listed in the Microsoft Entra admin center under Enterprise apps > All applications. If the list is long, search for the application ID ${clientId}. There you can see who accepted what (Permissions), who may use it (Users and groups), and every sign-in (Sign-in logs).`,
    },
    undo: {
      title: 'How to undo it',
      items: [
        'To stop everyone at once: under Enterprise apps > TMAS > Properties, set “Enabled for users to sign-in?” to No.',
        'To withdraw consent: under Enterprise apps > TMAS > Permissions, revoke it. Microsoft then asks again.',
        'To remove TMAS from your tenant: Enterprise apps > TMAS > Properties > Delete. The next sign-in asks for consent again.',
        'Anyone who is signed in to TMAS at that moment stays signed in until the session ends: after an hour without use, and after 12 hours in any case. Your TMAS manager can end it at once by disabling the user.',
      ],
    },
    answer: {
      grantedTitle: 'Microsoft says: accepted for your organization',
      grantedText:
        'TMAS has noted that Microsoft’s answer says so; the next sign-in will prove it. People can sign in now, and no one is asked again.',
      otherTenantTitle: 'Microsoft says: accepted, but for another tenant',
      otherTenantText: (theirs: string, ours: string) =>
        `The answer names the tenant ${theirs}. TMAS has ${ours} for this chain, so this consent does not help here. Sign in to Microsoft as an administrator of the right tenant, or give your TMAS manager the right tenant ID.`,
      refusedTitle: 'Microsoft says: not accepted',
      refusedText: 'Nothing was changed in TMAS. You can try again.',
      unreadableTitle: 'This is not an answer from Microsoft',
      unreadableText: 'TMAS does not understand what was returned, and has changed nothing. Try again.',
      again: 'Try again at Microsoft',
      code: 'Code',
      correlationId: 'Correlation ID',
      timestamp: 'Time',
      close: 'You can close this page. The link you were sent still shows where the setup stands.',
    },
  },
  letter: {
    addressee: 'administrator of Microsoft Entra ID',
    subject: (chain: string) => `Allow sign-in to TMAS with Microsoft: ${chain}`,
    text: (chain: string) =>
      `${chain} wants its people to sign in to TMAS with the Microsoft account they already have. The page behind this link shows exactly what TMAS asks Microsoft for, and what it never asks for. It has the link to accept for your organization, the policies that could stop a sign-in, and how to undo all of it.`,
    noAccount: 'You don’t need a TMAS account, and opening the page changes nothing.',
    open: 'Open the page for your IT',
    lasts: (until: string) => `The link works until ${until}. Do not pass it on to strangers.`,
    notExpected:
      'If you did not expect this, ask the person named above, or ignore this message: nothing will happen.',
  },
  panel: {
    title: 'Consent kit for your IT',
    intro:
      'A page for your Microsoft Entra ID administrator, opened with a link and without a TMAS account. It shows what TMAS asks for and why, the link to accept for your organization, what could block it, how to undo it, and the five steps as they are completed.',
    make: 'Make a link',
    made: 'Copy the link now. It will not be shown again.',
    link: 'Link to the consent kit',
    ends: (when: string) => `It works until ${when}.`,
    mail: 'E-mail it',
    mailTitle: 'E-mail the consent kit',
    email: 'E-mail address of the IT administrator',
    language: 'Language',
    message: 'Your message (optional)',
    messageHint: 'At most 300 characters, without links or addresses.',
    send: 'Send',
    sent: (email: string) => `The link is on its way to ${email}.`,
    cancel: 'Cancel',
    living: 'Active links',
    none: 'No active links.',
    madeBy: 'Created',
    madeByAt: (name: string, when: string) => `${name}, ${when}`,
    gone: 'A deleted user',
    recipient: 'E-mailed to',
    notMailed: 'Passed on by hand',
    until: 'Until',
    lastOpened: 'Last opened',
    neverOpened: 'Not yet',
    answer: 'Answer from Microsoft',
    answers: {
      granted: 'Accepted',
      other_tenant: 'Accepted for another tenant',
      refused: 'Not accepted',
    },
    noAnswer: 'Not yet',
    revoke: 'Revoke',
    revokeThis: (recipient: string, when: string) => `Revoke the link of ${when}: ${recipient}`,
    revoked: 'The link was revoked.',
    problems: {
      throttled:
        'You have reached today’s limit for links and e-mails. Pass on a link you already have, or try again tomorrow.',
      forbidden: 'Your permission type does not allow this here.',
      not_found: 'This link no longer works.',
      invalid_request:
        'Check the address and the message: plain text, at most 300 characters, without links or addresses.',
      other: 'Something went wrong. Try again.',
    },
  },
}
