import { countsIn } from './counts.ts'
import type { OtherMessages } from './en.ts'

const { number, plural } = countsIn('fr')

/** Les mots de « Connecter avec Microsoft » (R4). */
export const connect: OtherMessages['connect'] = {
  byHand: 'Ou suivez les cinq étapes et collez l’ID de locataire.',
  question: (chain, domain) => `Relier ${chain} à ${domain} ?`,
  questionById: (chain) => `Relier ${chain} à cette organisation ?`,
  moreDomains: (n) =>
    plural(n, { one: `et ${number(n)} autre domaine`, other: `et ${number(n)} autres domaines` }),
  moreDomainsAre: 'Autres domaines de cette organisation',
  signedInAs: (loginId) => `Connecté en tant que ${loginId}.`,
  tenantId: 'ID de locataire',
  otherDomains: (n, domains) =>
    plural(n, {
      one: `${number(n)} utilisateur a une adresse que Microsoft ne rattache pas à cette organisation (${domains}).`,
      other: `${number(n)} utilisateurs ont une adresse que Microsoft ne rattache pas à cette organisation (${domains}).`,
    }),
  replaces: (tenantId) => `Elle remplace l’ID de locataire actuellement en vigueur, ${tenantId}.`,
  already: (chain) => `${chain} utilise déjà cette organisation. Vous avez montré que vous en faites partie.`,
  confirm: 'Oui, relier',
  otherAccount: 'Non, utiliser un autre compte',
  changedMeanwhile:
    'Quelqu’un d’autre a modifié ces paramètres entre-temps : rien n’a été enregistré. Voici leur état actuel.',
  connected: (chain, domain) => `${chain} est reliée à ${domain}`,
  connectedText: 'L’ID de locataire est enregistré, et il est prouvé qu’il est le vôtre.',
  finishing:
    'Votre propre connexion avec Microsoft achève la mise en place. Cela ne prend généralement qu’un instant.',
  notLetIn:
    'Vos utilisateurs peuvent désormais se connecter avec Microsoft. Le compte que vous avez utilisé ne le peut pas encore :',
  failed: 'Rien n’a été relié',
  guest: 'Ce compte y est invité. Utilisez un compte de votre propre organisation.',
  gone: 'Ceci n’est plus disponible. Recommencez.',
  close: 'Fermer',
}
