import { countsIn } from './counts.ts'

const { number, plural } = countsIn('en')

/** The words of a chain's way to Microsoft Entra ID: the set-up guide, the test of the connection, the rehearsal. */
export const setup = {
  guide: {
    title: 'Setup guide',
    intro: 'Five steps connect this chain to Microsoft Entra ID. Each step is ticked off as it is completed.',
    people: 'Next: add the people who should be able to sign in.',
    addPerson: 'Add a user',
    importPeople: 'Import several',
    progress: (done: number) =>
      plural(done, { one: '1 of 5 steps is done', other: `${number(done)} of 5 steps are done` }),
    inheritedFrom: (name: string) =>
      `This chain takes its settings from ${name}. These are the steps of ${name}.`,
    states: { done: 'Done', next: 'Next', waiting: 'Later' },
    doneAt: (when: string) => `Done on ${when}`,
    showSteps: 'Show the five steps',
    hideSteps: 'Hide the steps',
    who: 'Who',
    drawing: 'An illustration, not your own page',
    lastTime: 'What happened last',
    whoMustAct: 'Who needs to act',
    steps: {
      find_tenant: {
        who: 'Your IT administrator, or you, if you have access to the Microsoft Entra admin center',
        todo: [
          'Open the Microsoft Entra admin center and sign in with your work account.',
          'In its menu, choose Entra ID (in older versions: Identity), then Overview.',
          'Copy the value beside “Tenant ID”. It is 36 characters long.',
        ],
        hint: 'No access? Continue with step 2 and enter one of your company’s domain names instead, such as yourcompany.com. TMAS looks up the tenant ID.',
      },
      paste_tenant: {
        who: 'A Chain Manager: you',
        todo: [
          'Paste it into the “Azure Tenant ID” field below.',
          'Wait until TMAS says that Microsoft knows this tenant.',
          'Press “Save”.',
        ],
        hint: 'Nothing else is needed: no client ID, no secret, no certificate.',
      },
      sign_in: {
        who: 'Any user of this chain. You can be the first',
        todo: [
          'Press the button and choose your work account at Microsoft.',
          'The account’s sign-in address must be exactly the user’s e-mail address in TMAS.',
        ],
        hint: 'Would you rather try first, without changing anything? Use “Test the connection” below.',
      },
      accept: {
        who: 'The first person to sign in',
        todo: [
          'Microsoft asks for permissions once. TMAS reads the name and the sign-in address, nothing more.',
          'Press “Accept”. Do not close the window.',
        ],
        hint: 'If only administrators can approve applications, Microsoft says “Need admin approval”. Your IT administrator then accepts once for everyone.',
      },
      confirm: {
        who: 'The first user to sign in. Your IT administrator can check it',
        todo: [
          'As soon as the first user has signed in with Microsoft, “Confirmed” appears here.',
          'In the Microsoft Entra admin center, TMAS is then listed under Enterprise apps.',
        ],
        hint: 'Microsoft has let someone through. If no one has signed in to TMAS yet, the reason is shown above.',
      },
    },
    notes: {
      inherited: 'It comes from the chain above.',
      not_verified: 'Microsoft could not be asked about this tenant yet. TMAS will ask again by itself.',
    },
    openAdminCenter: 'Open the Microsoft Entra admin center',
    toField: 'Go to the field',
    yourEmail: (email: string) => `Your e-mail address in TMAS is ${email}.`,
    signsInAs: 'You will then be signed in as the TMAS user of that account.',
    comesBack: 'You were not signed in',
    confirmed: 'Confirmed',
    confirmedBy: (name: string, when: string) =>
      `${name} was the first to sign in with Microsoft, on ${when}.`,
    confirmedAt: (when: string) => `The first user signed in with Microsoft on ${when}.`,
    whereInEntra:
      'TMAS now appears in the Microsoft Entra admin center, under Entra ID > Enterprise apps (in older versions: Identity > Applications > Enterprise applications).',
    openEnterpriseApplications: 'Open Enterprise apps',
    overview: {
      alt: 'The overview page of the Microsoft Entra admin center. The tenant ID is shown under the name of the organization.',
      menu: 'Overview',
      name: 'Name',
      tenantId: 'Tenant ID',
      domain: 'Primary domain',
    },
    request: {
      alt: 'Microsoft’s permission request, with the “Accept” button on the right.',
      title: 'Permissions requested',
      cancel: 'Cancel',
      accept: 'Accept',
    },
  },
  test: {
    title: 'Test the connection',
    intro:
      'You sign in at Microsoft with a company account, and see every check. Nothing is changed: no one is linked, and no one is signed in.',
    unsaved: 'This tests what is in the field above, before it is saved.',
    start: 'Test the connection',
    again: 'Test again',
    close: 'Close the result',
    needsTenant: 'Enter the Azure Tenant ID first.',
    throttled: 'Too many tests in a short time. Wait a few minutes.',
    failedToStart: 'The test could not be started. Try again.',
    gone: 'This test is no longer available. Start another.',
    passed: 'The connection works',
    passedText: (loginId: string, username: string) =>
      `${loginId} would be allowed in, as the user ${username}. Nothing was changed.`,
    connected: 'The connection works, but this account would not be allowed in',
    failed: 'The connection does not work yet',
    change: 'The one thing to change',
    useTenant: 'Put the tenant ID that was received into the field',
    guest:
      'Are you a guest there? Guests sign in through the sign-in address of this chain, which this test does not use.',
    checks: 'All checks',
    check: 'Check',
    result: 'Result',
    tested: 'Tenant ID tested',
    reference: 'Reference',
    correlationId: 'Microsoft’s correlation ID',
    landing: {
      title: 'The test is complete',
      hint: 'The result is shown in the TMAS window. You can close this one.',
      link: 'Show the result here',
    },
  },
  rehearsal: {
    begin: 'Start the rehearsal',
    end: 'End the rehearsal',
    needsTenant: 'A rehearsal needs a tenant ID. Save the Azure Tenant ID first.',
    since: (when: string) => `It has been running since ${when}.`,
    nobody: 'No one has signed in with a password since.',
    refused: (n: number) =>
      plural(n, {
        one: '1 user would have been refused.',
        other: `${number(n)} users would have been refused.`,
      }),
    ready: (ready: number, affected: number) =>
      plural(affected, {
        one: `${number(ready)} of 1 user has already signed in with Microsoft.`,
        other: plural(ready, {
          one: `1 of ${number(affected)} users has already signed in with Microsoft.`,
          other: `${number(ready)} of ${number(affected)} users have already signed in with Microsoft.`,
        }),
      }),
    user: 'User',
    microsoft: 'Microsoft',
    passwordSignIns: 'With a password since',
    times: (n: number, last: string) =>
      plural(n, { one: `once, on ${last}`, other: `${number(n)} times, last on ${last}` }),
    none: 'no',
    more: (n: number) => `and ${number(n)} more`,
    onMail: 'Every manager of the chain gets an e-mail when it starts and when it ends.',
  },
}
