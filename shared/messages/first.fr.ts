import { countsIn } from './counts.ts'
import type { FirstMessages } from './first.en.ts'
import { withFrenchSpaces } from './french-spaces.ts'
import { overview } from './overview.fr.ts'
import { refusalNames } from './refusal-names.fr.ts'

const { number, plural } = countsIn('fr')

export const first: FirstMessages = withFrenchSpaces<FirstMessages>({
  product: 'TMAS',
  colon: ' :',
  signIn: {
    microsoft: 'Se connecter avec Microsoft',
    signOutOfMicrosoft: 'Se déconnecter aussi de Microsoft',
  },
  refused: {
    reference: 'Référence',
  },
  home: {
    title: 'Accueil',
    welcome: (name) => `Bienvenue, ${name}`,
    youAre: 'Vos informations',
    name: 'Nom',
    username: 'Nom d’utilisateur',
    email: 'E-mail',
    customer: 'Client',
    signedInWith: 'Connecté avec',
    doors: { microsoft: 'Microsoft', password: 'Nom d’utilisateur et mot de passe' },
    linkedAccount: 'Compte Microsoft',
    expiresAt: 'Fin de cette session',
    locations: 'Vos emplacements',
    location: 'Emplacement',
    locationType: 'Type',
    permission: 'Type de permission',
    noLocations: 'Aucun emplacement ne vous est encore attribué. Adressez-vous à votre responsable TMAS.',
    signOut: 'Se déconnecter',
    accountMenu: 'Menu du compte',
    menu: 'Menu',
    skipToContent: 'Aller au contenu',
    loading: 'Chargement…',
    failed: 'Le chargement a échoué.',
    retry: 'Réessayer',
    notFound: 'Cette page n’existe pas.',
    colorScheme: 'Clair ou sombre',
  },
  locations: {
    title: 'Gérer les emplacements',
  },
  users: {
    title: 'Gérer les comptes d’utilisateurs',
    mailing: {
      close: 'Fermer',
    },
  },
  signIns: {
    title: 'Connexions',
    helpRequests: {
      title: (count) =>
        plural(count, {
          one: '1 personne demande de l’aide pour se connecter',
          other: `${number(count)} personnes demandent de l’aide pour se connecter`,
        }),
      showAll: 'Les afficher toutes',
    },
    nobody: 'Inconnu',
    typed: (address) => `${address} (non confirmée)`,
    unprovenName: (name) => `${name} ? (non confirmé)`,
  },
  audit: {
    title: 'Journal d’audit',
  },
  apiKeys: {
    title: 'Clés d’API',
  },
  sharedComputers: {
    list: {
      title: 'Ordinateurs partagés',
    },
  },
  account: {
    title: 'Paramètres du compte',
  },
  help: {
    toHelp: 'Aide',
  },
  find: {
    open: 'Rechercher',
  },
  roles: {
    chain_and_user_manager: 'Responsable de chaîne et d’utilisateurs',
    chain_manager: 'Responsable de chaîne',
    user_manager: 'Responsable d’utilisateurs',
    location_manager: 'Responsable d’emplacement',
    viewer: 'Lecteur',
  },
  locationTypes: { chain: 'Chaîne', district: 'District', region: 'Région', store: 'Magasin' },
  overview,
  connect: {
    start: 'Connecter avec Microsoft',
    lead: 'Connectez-vous chez Microsoft avec votre compte professionnel et confirmez votre organisation.',
    failedToStart: 'La page de Microsoft n’a pas pu s’ouvrir. Réessayez.',
    throttled: 'Trop de tentatives en peu de temps. Attendez quelques minutes.',
  },
  setup: {
    guide: {
      steps: {
        find_tenant: {
          title: 'Trouver votre ID de locataire',
        },
        paste_tenant: {
          title: 'Le coller dans TMAS',
        },
        sign_in: {
          title: 'Se connecter avec Microsoft',
        },
        accept: {
          title: 'Accepter la demande de Microsoft',
        },
        confirm: {
          title: 'Le confirmer dans Entra',
        },
      },
    },
    home: {
      title: 'Reliez votre chaîne à Microsoft Entra ID : 5 étapes',
      begin: (chain) => `Reliez ${chain} à Microsoft`,
      progress: (chain, done) =>
        plural(done, {
          one: `${chain} : ${number(done)} étape sur 5 est terminée.`,
          other: `${chain} : ${number(done)} étapes sur 5 sont terminées.`,
        }),
      next: (step) => `À faire : ${step}`,
      open: 'Ouvrir le guide de mise en place',
      soonTitle: 'Vous vous connecterez bientôt uniquement avec Microsoft',
      soonGoOn: 'Continuer vers TMAS',
      from: (day) => `À partir du ${day}, vous vous connecterez uniquement avec Microsoft.`,
      soon: (email) =>
        `Essayez dès maintenant, tant que votre mot de passe fonctionne encore. Connectez-vous avec votre compte professionnel ${email}.`,
    },
  },
  secondFactor: {
    offer: {
      title: 'Protégez votre accès avec un second facteur',
      text: 'Vous gérez des personnes ou des emplacements, et un mot de passe suffit à ouvrir votre compte. Configurer une application d’authentification ou une clé d’accès prend deux minutes.',
      setUp: 'Le configurer',
      later: 'Pas maintenant',
      requiredTitle: (day) => `À partir du ${day}, votre chaîne exige un second facteur`,
      requiredText:
        'À partir de ce jour, un mot de passe seul ne suffira plus aux responsables pour se connecter. Configurer une application d’authentification ou une clé d’accès prend deux minutes.',
      setUpNow: 'Configurer maintenant',
      notYet: 'Plus tard',
    },
  },
  returned: {
    manager: {
      asSaid: (cause) => `${cause} (d’après la personne)`,
    },
  },
  refusalWords: refusalNames,
})
