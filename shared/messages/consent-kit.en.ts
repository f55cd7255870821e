/** The consent kit: the page for a customer's IT administrator, the mail that brings its link, and the panel where managers make it. */
export const consentKit = {
  page: {
    title: (chain: string) => `Microsoft Entra ID and TMAS: ${chain}`,
    lead: (chain: string) =>
      `${chain} uses TMAS to watch the traffic in its stores. Its people are to sign in with the Microsoft account they already have. This page tells the administrator of Microsoft Entra ID what that takes. You need no account in TMAS.`,
    chain: 'Chain',
    tenantId: 'Tenant ID',
    noTenant: 'not entered in TMAS yet',
    until: (when: string) => `This page can be opened until ${when}, unless the link is revoked.`,
    deadTitle: 'This link does not work',
    deadHint:
      'It is not complete, its time is over, or it was revoked. Ask the person who sent it for a new one: a TMAS manager makes it under Administration > Manage Locations > Advanced.',
    steps: {
      title: 'Where the set-up stands',
      live: 'This list follows by itself.',
      checkAgain: 'Check again',
      progress: (done: number, total: number) => `${done} of ${total} steps are done.`,
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
          'Anybody of the chain: press “Sign in with Microsoft” on the sign-in page of TMAS. You may accept the request before.',
        accept:
          'You: accept for your organization. Or each person accepts for themselves when Microsoft asks.',
        confirm:
          'Anybody who has a TMAS account: sign in with Microsoft. TMAS then stands in your list of enterprise applications, below.',
      },
      notVerified: 'Microsoft could not be asked about this tenant ID yet.',
      inherited: 'Taken from the chain above.',
      stopped: (sentence: string) => `The last sign-in stopped: “${sentence}”`,
      saidGranted: (when: string) =>
        `Microsoft’s answer of ${when} says that an administrator has accepted. The next sign-in proves it.`,
    },
    asks: {
      title: 'What TMAS asks for',
      intro: 'Three delegated permissions of Microsoft Graph, the ones that every sign-in needs:',
      permission: 'Permission',
      atMicrosoft: 'Microsoft calls it',
      why: 'What TMAS does with it',
      permissions: {
        openid: {
          name: 'Sign users in',
          why: 'Learns that Microsoft has signed the person in, with the tenant ID and the object ID of the account.',
        },
        profile: {
          name: 'View users’ basic profile',
          why: 'Reads the login ID and the name. The login ID is compared with the e-mail address that TMAS has for the person, once, at the first sign-in.',
        },
        email: {
          name: 'View users’ email address',
          why: 'Only helps to explain why a sign-in failed. An e-mail address never opens a door.',
        },
      },
      none: 'TMAS stores the tenant ID, the object ID and the login ID of those who have signed in. It keeps no token of Microsoft’s.',
    },
    never: {
      title: 'What TMAS never asks for',
      items: [
        'Your directory: no users, groups, devices or managers are read, and none are synchronized.',
        'Mail, calendars, files, Teams or SharePoint.',
        'Anything while nobody is signing in: no application permissions, no offline access.',
        'A password, a client secret, a certificate or an administrator account of yours.',
        'To create, change or delete anything in your tenant. Only people whom your TMAS managers have added come in.',
      ],
    },
    who: {
      title: 'Who asks',
      application: 'Application',
      publisher: 'Publisher',
      publisherText: (product: string, host: string) => `${product}, ${host}`,
      clientId: 'Application (client) ID',
      microsoftHost: 'Sign-in at',
      redirects: 'Answers go to',
      tick: 'Compare these with what Microsoft’s page shows before you accept. A blue tick there means that Microsoft has verified the publisher.',
    },
    consent: {
      title: 'Accept for your organization',
      text: 'The button opens Microsoft’s page for your tenant. Sign in there as a Cloud Application Administrator, an Application Administrator or a Global Administrator, and accept. Afterwards nobody of your organization is asked again. Whoever may use TMAS is still decided in TMAS, and by your own policies.',
      button: 'Review the request at Microsoft',
      address: 'Or copy its address, for the browser in which you administer:',
      noTenant:
        'As soon as your TMAS manager has entered the tenant ID, the link to Microsoft’s page for your tenant stands here.',
    },
    obstacles: {
      title: 'What can stop a sign-in, and how to allow TMAS',
      whereToLook:
        'Microsoft’s pages show an error code (AADSTS…) and a correlation ID. In the admin center, under Sign-in logs, the correlation ID finds the sign-in, with the policy that stopped it.',
      items: {
        userConsent: {
          title: '“Need admin approval” (AADSTS90094, 90095)',
          text: 'Your people may not accept applications themselves, or only those of verified publishers with permissions of low impact. Accept for your organization, above; no setting need be changed.',
        },
        assignment: {
          title: '“Assignment required” (AADSTS50105)',
          text: 'In Enterprise applications > TMAS > Properties, “Assignment required?” is Yes, so only assigned people come in. Assign them, or their group, under Users and groups; or set it to No, for TMAS lets in only those whom it knows. While it is Yes, an administrator must accept for the organization.',
        },
        conditionalAccess: {
          title: 'Conditional Access (AADSTS53000 to 53004)',
          text: 'Your policies count for TMAS as for any web application: a second factor, a compliant device and named locations all work, because people sign in on Microsoft’s own page in their browser. Where shared store computers cannot comply, aim a policy of its own at TMAS, or except it from the one that the sign-in log names.',
        },
        tenantRestrictions: {
          title: 'Guests, and tenant restrictions (AADSTS50020, 500021)',
          text: 'Guests of your tenant must use the chain’s own sign-in address; your TMAS manager has it. If a proxy of yours restricts tenants, your own tenant must be among those allowed.',
        },
        popups: {
          title: 'Blocked pop-ups',
          text: (origin: string) =>
            `TMAS opens Microsoft’s page in a pop-up; where that is blocked, the same sign-in goes on in the page itself. To allow it on managed browsers, add ${origin} to the policy PopupsAllowedForUrls of Edge and Chrome, and keep cookies allowed for it.`,
        },
      },
    },
    see: {
      title: 'See TMAS in Entra',
      text: (clientId: string) =>
        `After the first acceptance, TMAS is in the Microsoft Entra admin center under Enterprise applications > All applications. If the list is long, search for the application ID ${clientId}. There you find who accepted what (Permissions), who may use it (Users and groups), and every sign-in (Sign-in logs).`,
    },
    undo: {
      title: 'Undo it',
      items: [
        'To stop everybody at once: Enterprise applications > TMAS > Properties, set “Enabled for users to sign-in?” to No.',
        'To take the acceptance back: Enterprise applications > TMAS > Permissions, revoke it. Microsoft then asks again.',
        'To remove TMAS from your tenant: Enterprise applications > TMAS > Properties > Delete. The next sign-in asks anew.',
        'Who is signed in to TMAS at that moment stays so until the session ends: after an hour without use, and after 12 hours in any case. Your TMAS manager can end it at once by disabling the user.',
      ],
    },
    answer: {
      grantedTitle: 'Microsoft says: accepted for your organization',
      grantedText:
        'TMAS has noted that Microsoft’s answer says so; the next sign-in proves it. People can sign in now, and nobody is asked again.',
      otherTenantTitle: 'Microsoft says: accepted, but for another tenant',
      otherTenantText: (theirs: string, ours: string) =>
        `The answer names the tenant ${theirs}. TMAS has ${ours} for this chain, so this acceptance does not help here. Sign in to Microsoft with an administrator of the right tenant, or tell your TMAS manager the right tenant ID.`,
      refusedTitle: 'Microsoft says: not accepted',
      refusedText: 'Nothing has changed in TMAS. You can try again.',
      unreadableTitle: 'This is no answer of Microsoft’s',
      unreadableText: 'TMAS does not understand what came back, and has changed nothing. Try again.',
      again: 'Try again at Microsoft',
      code: 'Code',
      correlationId: 'Correlation ID',
      timestamp: 'Time',
      close: 'You can close this page. The link that you were sent goes on showing where the set-up stands.',
    },
  },
  letter: {
    addressee: 'administrator of Microsoft Entra ID',
    subject: (chain: string) => `Allow the sign-in with Microsoft for TMAS: ${chain}`,
    text: (chain: string) =>
      `${chain} wants its people to sign in to TMAS with the Microsoft account they already have. The page behind this link shows exactly what TMAS asks Microsoft for, and what it never asks for; it has the link with which you accept for your organization, the policies that could stop a sign-in, and how to undo all of it.`,
    noAccount: 'You need no account in TMAS, and nothing is done by opening the page.',
    open: 'Open the page for your IT',
    lasts: (until: string) => `The link opens until ${until}. Do not pass it on to strangers.`,
    notExpected: 'If you do not expect this, ask the person named above, or leave it: nothing happens then.',
  },
  panel: {
    title: 'Consent kit for your IT',
    intro:
      'A page for the administrator of your Microsoft Entra ID, opened by a link and without a TMAS account: what TMAS asks for and why, the link to accept for your organization, what could block it, how to undo it, and the five steps as they are done.',
    make: 'Make a link',
    made: 'Copy the link now: it is not shown again.',
    link: 'Link to the consent kit',
    ends: (when: string) => `It opens until ${when}.`,
    mail: 'Mail it',
    mailTitle: 'Mail the consent kit',
    email: 'E-mail address of the IT administrator',
    language: 'Language',
    message: 'A few words of yours (not required)',
    messageHint: 'At most 300 characters, without links or addresses.',
    send: 'Send',
    sent: (email: string) => `The link is on its way to ${email}.`,
    cancel: 'Cancel',
    living: 'Links that open now',
    none: 'No link opens now.',
    madeBy: 'Made',
    madeByAt: (name: string, when: string) => `${name}, ${when}`,
    gone: 'A user who was removed',
    recipient: 'Mailed to',
    notMailed: 'Passed on by hand',
    until: 'Until',
    lastOpened: 'Last opened',
    neverOpened: 'Not yet',
    answer: 'Microsoft is said to have answered',
    answers: {
      granted: 'Accepted',
      other_tenant: 'Accepted for another tenant',
      refused: 'Not accepted',
    },
    noAnswer: 'Not yet',
    revoke: 'Revoke',
    revokeThis: (recipient: string, when: string) => `Revoke the link of ${when}: ${recipient}`,
    revoked: 'The link is revoked.',
    problems: {
      throttled: 'Enough links or mails for today. Pass on a link that you have, or try again tomorrow.',
      forbidden: 'Your role does not allow this here.',
      not_found: 'This link does not open any more.',
      invalid_request:
        'Check the address and the words: plain text, at most 300 characters, without links or addresses.',
      other: 'This did not succeed. Try again.',
    },
  },
}
