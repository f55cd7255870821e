/** What people read while sign-ins with Microsoft fail for everybody. */
export const disturbance = {
  onSignInPage:
    'Signing in with Microsoft is disturbed at the moment. TMAS knows. A username and password work as usual, for those who have them.',
  title: 'Signing in with Microsoft is disturbed',
  kinds: {
    registration:
      'Microsoft does not accept TMAS at the moment. This concerns all customers of TMAS, and TMAS must mend it. Nothing in your settings is wrong: please leave them as they are.',
    microsoft:
      'TMAS gets no usable answer from Microsoft at the moment. This concerns all customers of TMAS. Nothing in your settings is wrong: please leave them as they are.',
  },
  since: (time: string) => `Since ${time}.`,
}

export type DisturbanceMessages = typeof disturbance
