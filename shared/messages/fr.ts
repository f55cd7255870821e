import type { Messages } from './en.ts'
import { users } from './users.fr.ts'

export const fr: Messages = {
  product: 'TMAS',
  signIn: {
    title: 'Connexion',
    username: 'Nom d’utilisateur',
    password: 'Mot de passe',
    submit: 'Se connecter',
    or: 'ou',
    microsoft: 'Se connecter avec Microsoft',
    microsoftHint: 'Utilisez votre compte professionnel ou scolaire, avec l’adresse e-mail que TMAS connaît.',
    language: 'Langue',
    signedOut: 'Vous êtes déconnecté.',
  },
  refused: {
    title: 'Vous n’êtes pas connecté',
    whoMustAct: 'Qui doit agir',
    whatToDo: 'Que faire',
    reference: 'Référence',
    usedAccount: (loginId) => `Vous vous êtes connecté à Microsoft en tant que ${loginId}.`,
    tryAgain: 'Réessayer',
    otherAccount: 'Utiliser un autre compte Microsoft',
    actors: {
      person: 'Vous',
      manager: 'Votre responsable TMAS',
      it: 'L’administrateur informatique de votre entreprise',
      operator: 'L’assistance TMAS',
    },
    codes: {
      unknown_user: {
        sentence: 'Ce compte Microsoft n’a pas accès à TMAS.',
        remedy:
          'Demandez à votre responsable TMAS de vérifier trois points : que votre compte TMAS existe, que son adresse e-mail est exactement celle avec laquelle vous vous connectez à Microsoft, et que l’identifiant de locataire de votre chaîne est juste. Donnez-lui la référence.',
      },
      wrong_password: {
        sentence: 'Le nom d’utilisateur ou le mot de passe n’est pas correct.',
        remedy:
          'Vérifiez les deux et réessayez, ou choisissez « Se connecter avec Microsoft » si votre entreprise l’utilise.',
      },
      account_disabled: {
        sentence: 'Votre compte TMAS est désactivé.',
        remedy: 'Demandez à votre responsable TMAS de le réactiver et donnez-lui la référence.',
      },
      microsoft_required: {
        sentence: 'Votre chaîne se connecte uniquement avec Microsoft.',
        remedy:
          'Utilisez le bouton « Se connecter avec Microsoft » et votre compte professionnel ou scolaire.',
      },
      linked_to_other_account: {
        sentence: 'Votre compte TMAS est lié à un autre compte Microsoft.',
        remedy:
          'Si votre compte Microsoft a été recréé, demandez à votre responsable TMAS de supprimer l’ancien lien. Donnez-lui la référence.',
      },
      personal_account: {
        sentence: 'Ceci est un compte Microsoft personnel.',
        remedy: 'Connectez-vous avec le compte professionnel ou scolaire fourni par votre entreprise.',
      },
      consent_declined: {
        sentence:
          'La connexion chez Microsoft a été annulée, ou la demande d’autorisation n’a pas été acceptée.',
        remedy:
          'Réessayez et choisissez « Accepter » quand Microsoft le demande. TMAS ne lit que votre nom et votre adresse.',
      },
      admin_consent_required: {
        sentence:
          'Dans votre entreprise, seuls les administrateurs informatiques approuvent les nouvelles applications.',
        remedy:
          'Demandez à votre administrateur informatique d’approuver TMAS dans Microsoft Entra et donnez-lui la référence.',
      },
      not_assigned: {
        sentence: 'Votre entreprise ne vous a pas attribué TMAS dans Microsoft Entra.',
        remedy:
          'Demandez à votre administrateur informatique de vous attribuer l’application TMAS, à vous ou à votre groupe.',
      },
      blocked_by_policy: {
        sentence: 'Une règle de sécurité de votre entreprise a arrêté cette connexion.',
        remedy:
          'Essayez depuis un appareil ou un réseau de l’entreprise. Si cela se reproduit, donnez la référence à votre administrateur informatique.',
      },
      account_problem_at_microsoft: {
        sentence: 'Microsoft n’a pas pu connecter ce compte.',
        remedy:
          'Suivez ce que la page de Microsoft dit de votre compte ou de votre mot de passe, ou choisissez un autre compte. Puis réessayez.',
      },
      tenant_not_found: {
        sentence: 'Microsoft ne connaît pas l’identifiant de locataire de votre chaîne.',
        remedy:
          'Demandez à votre responsable TMAS de corriger l’Azure Tenant ID sous Administration > Gérer les emplacements > Avancé.',
      },
      popup_blocked: {
        sentence: 'Votre navigateur a bloqué la fenêtre de Microsoft.',
        remedy: 'Autorisez les fenêtres contextuelles pour TMAS, ou continuez dans cette fenêtre.',
      },
      popup_closed: {
        sentence: 'La fenêtre de Microsoft a été fermée avant la fin de la connexion.',
        remedy: 'Réessayez et laissez la fenêtre ouverte jusqu’à ce qu’elle se ferme d’elle-même.',
      },
      not_returned: {
        sentence: 'La connexion n’est pas revenue de chez Microsoft.',
        remedy:
          'Réessayez. Si la page de Microsoft affiche une erreur, envoyez son texte et la référence à votre administrateur informatique.',
      },
      expired: {
        sentence: 'Cette connexion a duré trop longtemps.',
        remedy: 'Recommencez : une connexion peut durer 15 minutes au plus.',
      },
      replayed: {
        sentence: 'Cette connexion a déjà été utilisée.',
        remedy: 'Recommencez avec « Se connecter avec Microsoft ».',
      },
      invalid_response: {
        sentence: 'La réponse à cette connexion n’a pas pu être acceptée.',
        remedy:
          'Recommencez dans cette fenêtre, en autorisant les cookies. Si cela se reproduit, donnez la référence à l’assistance TMAS.',
      },
      microsoft_unreachable: {
        sentence: 'Microsoft ne répond pas pour le moment.',
        remedy: 'Attendez une minute et réessayez.',
      },
      throttled: {
        sentence: 'Il y a eu trop d’essais en peu de temps.',
        remedy: 'Attendez une minute et réessayez.',
      },
      operator_configuration: {
        sentence: 'TMAS et Microsoft ne se comprennent pas pour le moment.',
        remedy: 'C’est à nous de réparer cela. Donnez la référence à l’assistance TMAS.',
      },
      internal: {
        sentence: 'Une erreur s’est produite dans TMAS.',
        remedy: 'Réessayez. Si cela se reproduit, donnez la référence à l’assistance TMAS.',
      },
    },
  },
  popup: {
    waiting: 'En attente de la fenêtre de Microsoft…',
    waitingHint: 'Terminez la connexion dans cette fenêtre. A-t-elle disparu ou a-t-elle été fermée ?',
    openAgain: 'L’ouvrir à nouveau',
    continueHere: 'Continuer dans cette fenêtre',
    cancel: 'Annuler',
    done: 'Vous êtes connecté',
    doneHint: 'Vous pouvez fermer cette fenêtre.',
    goOn: 'Continuer vers TMAS',
    failed: 'Vous n’êtes pas connecté',
    failedHint: 'La raison est affichée dans la fenêtre de TMAS. Vous pouvez fermer celle-ci.',
    failedGoOn: 'Afficher la raison ici',
  },
  choose: {
    title: 'Où voulez-vous vous connecter ?',
    hint: (loginId) => `Le compte Microsoft ${loginId} a accès à plusieurs clients de TMAS.`,
  },
  problem: {
    notFoundTitle: 'Cette page n’existe pas',
    notFoundHint: 'L’adresse contient peut-être une faute, ou la page a été déplacée.',
    unavailableTitle: 'TMAS n’est pas disponible pour le moment',
    unavailableHint: 'Rien n’a été perdu. Attendez un instant et rechargez la page.',
    badRequestTitle: 'Cette adresse n’est pas complète',
    badRequestHint: 'Recommencez depuis la page de connexion.',
    tooLargeHint: 'Ce que votre navigateur a envoyé est trop grand. Recommencez depuis la page de connexion.',
    forbiddenTitle: 'Cette demande n’a pas été acceptée',
    forbiddenHint: 'Elle ne venait pas d’une page de TMAS. Recommencez depuis la page de connexion.',
    backToSignIn: 'Aller à la page de connexion',
  },
  home: {
    title: 'Accueil',
    welcome: (name) => `Bienvenue, ${name}`,
    youAre: 'Qui vous êtes',
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
    noLocations: 'Aucun emplacement ne vous a encore été donné. Adressez-vous à votre responsable TMAS.',
    signOut: 'Se déconnecter',
    menu: 'Menu',
    skipToContent: 'Aller au contenu',
    loading: 'Chargement…',
    failed: 'Le chargement a échoué.',
    retry: 'Réessayer',
    notFound: 'Cette page n’existe pas.',
    sessionEnded: 'Votre session est terminée.',
    colorScheme: 'Clair ou sombre',
  },
  roles: {
    chain_and_user_manager: 'Responsable de chaîne et d’utilisateurs',
    chain_manager: 'Responsable de chaîne',
    user_manager: 'Responsable d’utilisateurs',
    location_manager: 'Responsable d’emplacement',
    viewer: 'Lecteur',
  },
  locationTypes: { chain: 'Chaîne', district: 'District', region: 'Région', store: 'Magasin' },
  users,
}
