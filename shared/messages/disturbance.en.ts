/** What people read while sign-ins with Microsoft fail for everyone. */
export const disturbance = {
  onSignInPage:
    'Sign-in with Microsoft is currently disrupted. We are aware of it. If you have a username and password, they work as usual.',
  title: 'Sign-in with Microsoft is disrupted',
  kinds: {
    registration:
      'Microsoft is not accepting TMAS at the moment. This affects all TMAS customers and has to be fixed on our side. Nothing in your settings is wrong, so please leave them as they are.',
    microsoft:
      'TMAS is getting no answer from Microsoft at the moment. This affects all TMAS customers. Nothing in your settings is wrong, so please leave them as they are.',
  },
  since: (time: string) => `Since ${time}.`,
}

export type DisturbanceMessages = typeof disturbance
