/** The words of a chain's way to Microsoft Entra ID: the set-up guide, the test of the connection, the rehearsal. */
export const setup = {
  guide: {
    title: 'Set-up guide',
    intro: 'Five steps connect this chain to Microsoft Entra ID. Each ticks itself as it happens.',
    people: 'Next: add the people who shall sign in.',
    addPerson: 'Add a user',
    importPeople: 'Import many',
    progress: (done: number) => (done === 1 ? '1 of 5 steps is done' : `${done} of 5 steps are done`),
    inheritedFrom: (name: string) => `This chain follows ${name}. These are the steps of ${name}.`,
    states: { done: 'Done', next: 'Next', waiting: 'Later' },
    doneAt: (when: string) => `Done on ${when}`,
    showSteps: 'Show the five steps',
    hideSteps: 'Hide the steps',
    who: 'Who',
    drawing: 'A drawing, not a picture of your own page',
    lastTime: 'What happened last',
    whoMustAct: 'Who must act',
    steps: {
      find_tenant: {
        title: 'Find your tenant ID',
        who: 'Your IT administrator; or you, if you may open the Microsoft Entra admin center',
        todo: [
          'Open the Microsoft Entra admin center and sign in with your work account.',
          'In its menu, choose Identity (newer: Entra ID), then Overview.',
          'Copy the value beside “Tenant ID”. It is 36 characters long.',
        ],
        hint: 'No access? Go on to step 2 and enter a domain name of your company instead, such as yourcompany.com. TMAS looks the tenant ID up.',
      },
      paste_tenant: {
        title: 'Paste it into TMAS',
        who: 'A Chain Manager: you',
        todo: [
          'Paste it into the field “Azure Tenant ID” below.',
          'Wait until TMAS says that Microsoft knows this tenant.',
          'Press “Save”.',
        ],
        hint: 'Nothing else is asked: no client ID, no secret, no certificate.',
      },
      sign_in: {
        title: 'Sign in with Microsoft',
        who: 'Any user of this chain. You can be the first',
        todo: [
          'Press the button and choose your work account at Microsoft.',
          'The account’s sign-in address must be exactly the e-mail address that TMAS has.',
        ],
        hint: 'Would you rather try first, and change nothing? Use “Test the connection” below.',
      },
      accept: {
        title: 'Accept Microsoft’s request',
        who: 'Whoever signs in for the first time',
        todo: [
          'Microsoft asks for permissions once: TMAS reads the name and the sign-in address, no more.',
          'Press “Accept”. Do not close the window.',
        ],
        hint: 'Where only administrators may approve applications, Microsoft says “Need admin approval”. Then your IT administrator accepts once for everybody.',
      },
      confirm: {
        title: 'Confirm it in Entra',
        who: 'The first user who comes in; your IT administrator, who looks',
        todo: [
          'As soon as the first user has come in with Microsoft, “Confirmed” stands here.',
          'In the Microsoft Entra admin center, TMAS is then listed under Enterprise applications.',
        ],
        hint: 'Microsoft has let somebody through. If nobody has come in yet, the reason is above.',
      },
    },
    notes: {
      inherited: 'It comes from the chain above.',
      not_verified:
        'Microsoft could not be asked yet whether it knows this tenant. TMAS asks again by itself.',
    },
    openAdminCenter: 'Open the Microsoft Entra admin center',
    toField: 'Go to the field',
    yourEmail: (email: string) => `Your e-mail address in TMAS is ${email}.`,
    signsInAs: 'You are then signed in as the TMAS user of that account.',
    comesBack: 'You came back without being signed in',
    confirmed: 'Confirmed',
    confirmedBy: (name: string, when: string) =>
      `${name} was the first to come in with Microsoft, on ${when}.`,
    confirmedAt: (when: string) => `The first user came in with Microsoft on ${when}.`,
    whereInEntra:
      'TMAS now appears in the Microsoft Entra admin center, under Identity > Applications > Enterprise applications.',
    openEnterpriseApplications: 'Open Enterprise applications',
    overview: {
      alt: 'The overview page of the Microsoft Entra admin center: the tenant ID stands under the name of the organisation.',
      menu: 'Overview',
      name: 'Name',
      tenantId: 'Tenant ID',
      domain: 'Primary domain',
    },
    request: {
      alt: 'Microsoft’s request for permissions, with the button “Accept” at the right.',
      title: 'Permissions requested',
      cancel: 'Cancel',
      accept: 'Accept',
    },
  },
  test: {
    title: 'Test the connection',
    intro:
      'You sign in at Microsoft with an account of your company, and see every check. Nothing is changed: nobody is linked, and nobody is signed in.',
    unsaved: 'It tests what is in the field above, before it is saved.',
    start: 'Test the connection',
    again: 'Test again',
    close: 'Close the result',
    needsTenant: 'Enter the Azure Tenant ID first.',
    throttled: 'There were too many tests in a short time. Wait a few minutes.',
    failedToStart: 'The test could not be started. Try again.',
    gone: 'This test is no longer there. Start another.',
    passed: 'The connection works',
    passedText: (loginId: string, username: string) =>
      `${loginId} would be let in, as the user ${username}. Nothing was changed.`,
    connected: 'The connection works, but this account would not be let in',
    failed: 'The connection does not work yet',
    change: 'The one thing to change',
    useTenant: 'Put the tenant ID that came into the field',
    guest:
      'Were you a guest there? Guests come in through the sign-in address of this chain, which this test does not use.',
    checks: 'Every check',
    check: 'Check',
    result: 'Result',
    tested: 'Tenant ID tested',
    reference: 'Reference',
    correlationId: 'Microsoft’s correlation ID',
    landing: {
      title: 'The test is complete',
      hint: 'The result is shown in the TMAS window. You can close this one.',
      goOn: 'Show the result here',
    },
  },
  rehearsal: {
    begin: 'Begin the rehearsal',
    end: 'End the rehearsal',
    needsTenant: 'A rehearsal needs a tenant ID. Save the Azure Tenant ID first.',
    since: (when: string) => `It has been running since ${when}.`,
    nobody: 'Nobody has come in with a password since.',
    refused: (n: number) =>
      n === 1 ? '1 user would have been refused.' : `${n} users would have been refused.`,
    ready: (ready: number, affected: number) =>
      affected === 1
        ? `${ready} of 1 user has signed in with Microsoft already.`
        : `${ready} of ${affected} users have signed in with Microsoft already.`,
    user: 'User',
    microsoft: 'Microsoft',
    passwordSignIns: 'With a password since',
    times: (n: number, last: string) => (n === 1 ? `once, on ${last}` : `${n} times, last on ${last}`),
    none: 'no',
    more: (n: number) => `and ${n} more`,
    onMail: 'Every manager of the chain is mailed when it begins and when it ends.',
  },
  home: {
    title: 'Connect your chain to Microsoft Entra ID: 5 steps',
    progress: (chain: string, done: number) =>
      done === 1 ? `${chain}: 1 of 5 steps is done.` : `${chain}: ${done} of 5 steps are done.`,
    next: (step: string) => `Next: ${step}`,
    open: 'Open the set-up guide',
    soonTitle: 'Soon your chain signs in with Microsoft only',
    soon: (email: string) =>
      `Try it now, while your password still works: sign in with your work account ${email}.`,
  },
}
