import { countsIn } from './counts.ts'
import type { OtherMessages } from './en.ts'

const { number, plural } = countsIn('fr')

export const find: OtherMessages['find'] = {
  title: 'Rechercher ou aller à',
  hint: 'Une personne, un emplacement, une référence, une page',
  found: (n) => plural(n, { one: `${number(n)} résultat.`, other: `${number(n)} résultats.` }),
  enterOpens: (name) => `Entrée ouvre ${name}.`,
  nothing: 'Aucun résultat.',
  people: 'Utilisateurs',
  locations: 'Emplacements',
  references: 'Référence',
  pages: 'Pages',
  actions: 'Actions',
  openReference: (reference) => `Ouvrir la connexion ${reference}`,
  addUser: 'Ajouter un utilisateur',
  importUsers: 'Importer des utilisateurs',
  advanced: (chain) => `Paramètres avancés de ${chain} : ID de locataire, authentification obligatoire`,
  refusals: 'Afficher les connexions refusées',
  explainError: 'Expliquer une erreur de Microsoft',
}
