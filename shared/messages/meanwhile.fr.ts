import type { meanwhile as source } from './meanwhile.en.ts'

export const meanwhile: typeof source = {
  title: 'Une autre personne a modifié ceci entre-temps',
  intro:
    'Rien n’a encore été enregistré. Pour chaque champ, choisissez la modification à conserver. Tout le reste de votre saisie est conservé.',
  nothingToChoose:
    'Rien de ce qui figure dans ce formulaire n’a été modifié. Enregistrez à nouveau pour continuer.',
  yours: 'Votre modification',
  untouched: 'Tel qu’à l’ouverture du formulaire',
  theirs: 'L’autre modification',
  empty: '(vide)',
  on: 'activé',
  off: 'désactivé',
  noRole: 'aucun type de permission',
  roleAt: (location) => `Type de permission sur ${location}`,
  otherLocation: 'un autre emplacement',
  inheritedFrom: 'Paramètres hérités de',
  ownSettings: 'les paramètres propres à la chaîne',
  parent: 'Emplacement parent',
  choose: 'Choisissez l’une des deux.',
  save: 'Enregistrer ces choix',
  back: 'Revenir au formulaire',
}
