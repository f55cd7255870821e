/** Two people changed the same thing: what both want, side by side (R32). */
export const meanwhile = {
  title: 'Someone else changed this in the meantime',
  intro:
    'Nothing has been saved yet. For each field, choose which change to keep. Everything else you entered is kept.',
  nothingToChoose: 'They changed nothing that is in this form. Save again to continue.',
  yours: 'Your change',
  untouched: 'As it was when you opened the form',
  theirs: 'The other change',
  empty: '(empty)',
  on: 'on',
  off: 'off',
  noRole: 'no permission type',
  /** A role is compared location by location. */
  roleAt: (location: string) => `Permission type at ${location}`,
  otherLocation: 'another location',
  inheritedFrom: 'Settings inherited from',
  ownSettings: 'the chain’s own settings',
  parent: 'Parent location',
  choose: 'Choose one of the two.',
  save: 'Save these choices',
  back: 'Back to the form',
}
