import { apiKeys } from './api-keys.fr.ts'
import { audit } from './audit.fr.ts'
import { consentKit } from './consent-kit.fr.ts'
import { correctAddress } from './correct-address.fr.ts'
import { disturbance } from './disturbance.fr.ts'
import type { Messages } from './en.ts'
import { explain } from './explain.fr.ts'
import { explainPerson } from './explain-person.fr.ts'
import { help } from './help.fr.ts'
import { refusalWords } from './refusals.fr.ts'
import { secondFactor } from './second-factor.fr.ts'
import { setup } from './setup.fr.ts'
import { signIns } from './sign-ins.fr.ts'
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
    microsoftHint:
      'Utilisez votre compte professionnel ou scolaire, avec l’adresse e\u2011mail que TMAS connaît.',
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
    leftWithMicrosoft:
      'Votre chaîne se connecte désormais uniquement avec Microsoft : votre session est donc terminée. Choisissez « Se connecter avec Microsoft » et utilisez votre compte professionnel ou scolaire.',
    colorScheme: 'Clair ou sombre',
  },
  locations: {
    title: 'Gérer les emplacements',
    administration: 'Administration',
    tree: 'Emplacements',
    search: 'Rechercher un emplacement',
    noMatch: 'Aucun emplacement ne correspond à ces mots.',
    all: 'Tous les emplacements',
    count: (n) => (n === 1 ? '1 emplacement' : `${n} emplacements`),
    more: 'En afficher plus',
    general: 'Général',
    contact: 'Contact',
    advanced: 'Avancé',
    name: 'Nom',
    code: 'ID de l’emplacement',
    codeHint:
      'Votre propre numéro ou nom court, par exemple 117. Un import d’utilisateurs désigne ainsi les emplacements.',
    onlyTheChain:
      'Pour l’instant, il n’y a que votre chaîne. Ouvrez-la pour ajouter ses magasins ; les régions et districts, si vous en avez besoin, viennent d’abord et contiennent les magasins.',
    type: 'Type',
    country: 'Pays',
    region: 'État ou province',
    contactEmail: 'E-mail',
    contactPhone: 'Téléphone',
    add: 'Ajouter un emplacement',
    addUnder: (name) => `Ajouter un emplacement sous ${name}`,
    move: 'Déplacer',
    moveTitle: (name) => `Déplacer ${name}`,
    moveTo: 'Sous quel emplacement',
    moveHint: 'Tout ce qui se trouve dessous est déplacé avec lui.',
    remove: 'Supprimer',
    removeTitle: (name) => `Supprimer ${name} ?`,
    removeHint: 'Seul un emplacement vide peut être supprimé. C’est définitif.',
    save: 'Enregistrer',
    added: (name) => `L’emplacement ${name} est ajouté.`,
    moved: (name) => `L’emplacement ${name} est déplacé.`,
    removed: (name) => `L’emplacement ${name} est supprimé.`,
    saved: 'Enregistré.',
    cancel: 'Annuler',
    carryOut: 'Confirmer',
    confirmTitle: 'Cela change ce que des personnes peuvent faire',
    consequences: {
      locations: (n) => (n === 1 ? '1 emplacement est déplacé.' : `${n} emplacements sont déplacés.`),
      usersWhoseDoorsChange: (n) =>
        n === 1 ? '1 utilisateur se connectera autrement.' : `${n} utilisateurs se connecteront autrement.`,
      usersGainingAccess: (n) =>
        n === 1 ? '1 utilisateur y obtient l’accès.' : `${n} utilisateurs y obtiennent l’accès.`,
      usersLosingAccess: (n) =>
        n === 1 ? '1 utilisateur y perd l’accès.' : `${n} utilisateurs y perdent l’accès.`,
      sessionsThatEnd: (n) =>
        n === 1
          ? '1 session ouverte en ce moment se termine.'
          : `${n} sessions ouvertes en ce moment se terminent.`,
      linkedUsers: (n) =>
        n === 1
          ? '1 utilisateur est lié à un compte du locataire actuel. Le lien reste consigné, mais n’ouvre plus rien.'
          : `${n} utilisateurs sont liés à des comptes du locataire actuel. Les liens restent consignés, mais n’ouvrent plus rien.`,
      usersWithoutPassword: (n) =>
        n === 1
          ? '1 utilisateur n’a pas de mot de passe et ne pourrait plus se connecter.'
          : `${n} utilisateurs n’ont pas de mot de passe et ne pourraient plus se connecter.`,
      usersWithMicrosoftOnly: (n) =>
        n === 1
          ? 'Personne de cette chaîne ne s’est encore connecté avec Microsoft. 1 utilisateur n’aurait pas d’autre accès.'
          : `Personne de cette chaîne ne s’est encore connecté avec Microsoft. ${n} utilisateurs n’auraient pas d’autre accès.`,
      users: (n) => (n === 1 ? '1 utilisateur a un rôle ici.' : `${n} utilisateurs ont un rôle ici.`),
    },
    passwordLinks: {
      withoutPassword:
        'Les utilisateurs sans mot de passe continuent avec Microsoft seul, jusqu’à ce qu’ils en définissent un.',
      nobody: 'Tout le monde ici a un mot de passe : aucun lien n’a été envoyé.',
      send: 'Leur envoyer le lien pour définir un mot de passe',
      sent: (n) =>
        n === 1
          ? 'Un lien est en route vers 1 utilisateur.'
          : `Les liens sont en route vers ${n} utilisateurs.`,
      hint: 'Les liens fonctionnent pendant 7 jours, dès que les mots de passe sont permis.',
      failed: 'Les liens n’ont pas pu être envoyés. Réessayez.',
    },
    problems: {
      forbidden: 'Votre rôle ne le permet pas ici.',
      not_found: 'Cet emplacement n’existe plus.',
      code_taken: 'Un autre emplacement porte cet ID.',
      not_empty: 'Cet emplacement n’est pas vide. Déplacez ou supprimez d’abord ce qui s’y trouve.',
      tenant_required:
        'L’authentification obligatoire demande un ID de locataire. Saisissez d’abord l’Azure Tenant ID.',
      mandatory_authentication_is_on:
        'L’authentification obligatoire dépend de cet ID de locataire. Désactivez-la d’abord.',
      invalid_request: 'Quelque chose ne va pas dans ce formulaire. Vérifiez votre saisie.',
      other: 'Cela n’a pas abouti. Réessayez.',
    },
    notATenant: {
      malformed:
        'Ce n’est ni un ID de locataire (un GUID tel que 3f0c9a52-6d1b-4e8e-9a57-0c1d2e3f4a5b) ni un nom de domaine. Copiez l’ID de locataire depuis la page de présentation du centre d’administration Microsoft Entra.',
      personal:
        'C’est le locataire des comptes Microsoft personnels. Prenez l’ID de locataire de votre propre organisation.',
      application:
        'C’est un ID d’application (client) : celui de TMAS ou d’un service de Microsoft. Prenez la valeur nommée « ID de locataire » sur la page de présentation du centre d’administration Microsoft Entra.',
      unknownId: (asked) =>
        `Microsoft ne connaît aucun locataire ${asked}. Un ID d’application (client) et un ID d’objet ont exactement la même forme : prenez la valeur nommée « ID de locataire » sur la page de présentation du centre d’administration Microsoft Entra.`,
      unknownDomain: (asked) =>
        `Microsoft ne connaît aucun locataire ayant le domaine ${asked}. Vérifiez l’orthographe, ou collez l’ID de locataire.`,
      unreachable:
        'Microsoft est injoignable : ce domaine ne peut pas être recherché. Saisissez l’ID de locataire lui-même, ou réessayez plus tard.',
    },
    settings: {
      azureTenantId: 'Azure Tenant ID',
      azureTenantIdHint:
        'L’ID de locataire (ID d’annuaire) de votre Microsoft Entra ID, ou l’un de vos noms de domaine.',
      lookingUp: 'Microsoft est interrogé…',
      found: (tenantId) => `Microsoft connaît ce locataire : ${tenantId}`,
      foundUnverified:
        'Microsoft ne répond pas en ce moment. Vous pouvez enregistrer ; l’ID est alors « non vérifié ».',
      mandatory: 'Authentification obligatoire',
      mandatoryHint:
        'Tous les utilisateurs au-dessous des responsables de chaîne et d’utilisateurs se connectent alors uniquement avec Microsoft.',
      status: {
        unset: 'Aucun locataire',
        not_verified: 'Non vérifié',
        verified: 'Vérifié : Microsoft connaît ce locataire',
        confirmed: 'Confirmé',
      },
      confirmedAt: (when) => `Confirmé par la première connexion, ${when}`,
      inheritedFrom: (name) => `De ${name}`,
      aboveYou: 'une chaîne supérieure',
      setItsOwn: 'Définir les siens',
      address: 'Adresse de connexion de cette chaîne',
      addressHint: 'Elle mène directement à votre locataire. Les invités de votre locataire en ont besoin.',
      copy: 'Copier',
      copied: 'Copié',
    },
    readiness: {
      title: 'Qui serait concerné',
      summary: (linked, affected) =>
        linked <= 1
          ? `${linked} utilisateur sur ${affected} s’est déjà connecté avec Microsoft.`
          : `${linked} utilisateurs sur ${affected} se sont déjà connectés avec Microsoft.`,
      nobody: 'Cette chaîne n’a encore personne au-dessous des responsables.',
      states: {
        linked: 'S’est connecté',
        never_tried: 'N’a jamais essayé',
        refused: 'Le dernier essai a échoué',
      },
      user: 'Utilisateur',
      state: 'Microsoft',
      more: (n) => `et ${n} autres`,
      exempt: (n) =>
        n === 1 ? '1 responsable garde son mot de passe.' : `${n} responsables gardent leur mot de passe.`,
      exemptWithoutPassword: (n) =>
        n === 1
          ? '1 responsable n’a pas encore de mot de passe.'
          : `${n} responsables n’ont pas encore de mot de passe.`,
    },
  },
  roles: {
    chain_and_user_manager: 'Responsable de chaîne et d’utilisateurs',
    chain_manager: 'Responsable de chaîne',
    user_manager: 'Responsable d’utilisateurs',
    location_manager: 'Responsable d’emplacement',
    viewer: 'Lecteur',
  },
  locationTypes: { chain: 'Chaîne', district: 'District', region: 'Région', store: 'Magasin' },
  account: {
    title: 'Paramètres du compte',
    language: 'Langue',
    browsersLanguage: (language) => `Celle du navigateur (actuellement ${language})`,
    languageHint: 'Pour les pages et les messages de TMAS.',
    password: 'Mot de passe',
    currentPassword: 'Mot de passe actuel',
    newPassword: 'Nouveau mot de passe',
    changePassword: 'Changer le mot de passe',
    passwordChanged: 'Votre mot de passe est changé. Vos autres appareils sont déconnectés.',
    wrongPassword: 'Le mot de passe actuel n’est pas correct.',
    tooManyTries: 'Il y a eu trop d’essais. Attendez une minute et réessayez.',
    noPassword:
      'Vous n’avez pas encore de mot de passe. « Mot de passe oublié ? » sur la page de connexion vous envoie un lien pour en définir un.',
    passwordNotAllowed:
      'Votre chaîne se connecte uniquement avec Microsoft ; il ne vous faut donc aucun mot de passe ici.',
    devices: 'Appareils',
    devicesHint:
      'Là où vous êtes connecté en ce moment. Déconnectez ce que vous ne connaissez pas, puis changez votre mot de passe.',
    device: 'Appareil',
    address: 'Adresse',
    signedInWith: 'Connecté avec',
    lastUsed: 'Dernière utilisation',
    thisDevice: 'Cet appareil',
    unknownDevice: 'Appareil inconnu',
    signOut: 'Déconnecter',
    signOutDevice: (device) => `Déconnecter : ${device}`,
    signOutOthers: 'Déconnecter tous les autres appareils',
    notDone: 'Cela n’a pas pu être fait. Réessayez.',
    saved: 'Enregistré.',
  },
  apiKeys,
  audit,
  disturbance,
  consentKit,
  correctAddress,
  explain,
  explainPerson,
  help,
  setup,
  refusalWords,
  passwordDoor: {
    forgot: 'Mot de passe oublié ?',
    forgotTitle: 'Mot de passe oublié',
    forgotHint:
      'Saisissez votre nom d’utilisateur ou votre adresse e-mail. Nous vous envoyons un lien pour définir un nouveau mot de passe.',
    name: 'Nom d’utilisateur ou adresse e-mail',
    sendLink: 'Envoyer le lien',
    microsoftHint: (button) =>
      `Si votre entreprise utilise « ${button} », il ne vous faut aucun mot de passe ici.`,
    asked: 'S’il existe un compte à ce nom, un message est en route.',
    askedHint:
      'Cela peut prendre quelques minutes. Si rien n’arrive, regardez dans le courrier indésirable ou adressez-vous à votre responsable TMAS.',
    backToSignIn: 'Aller à la page de connexion',
    setTitle: 'Configurer votre mot de passe',
    username: 'Nom d’utilisateur',
    newPassword: 'Nouveau mot de passe',
    repeat: 'Nouveau mot de passe, encore une fois',
    save: 'Enregistrer le mot de passe',
    notSet: 'Le mot de passe n’a pas été enregistré',
    mistyped: 'Les deux mots de passe ne sont pas identiques.',
    rules: {
      too_short: 'Au moins 8 caractères',
      no_capital: 'Une majuscule',
      no_number: 'Un chiffre',
      no_special: 'Un caractère spécial',
      common: 'Pas un mot de passe connu',
    },
    kept: '(fait)',
    faults: {
      too_short: 'Il lui faut au moins 8 caractères.',
      too_long: 'Il peut avoir au plus 200 caractères.',
      no_capital: 'Il lui faut une majuscule.',
      no_number: 'Il lui faut un chiffre.',
      no_special: 'Il lui faut un caractère spécial.',
      common: 'C’est un mot de passe connu. Choisissez-en un que personne ne devinerait.',
    },
    isSet:
      'Votre mot de passe est défini. Pour vous connecter, saisissez ci-dessous votre nom d’utilisateur et ce mot de passe.',
    deadTitle: 'Ce lien ne fonctionne pas',
    deadHint:
      'Un lien fonctionne une seule fois, pendant un temps limité, et seulement tant que vous pouvez vous connecter avec un mot de passe. Un lien plus récent met fin à un lien plus ancien.',
    askAgain: 'Demander un nouveau lien',
  },
  signIns,
  users,
  secondFactor,
  apiDocs: {
    title: 'L’API HTTP',
    intro:
      'Chaque route, avec ce qu’elle prend et ce qu’elle répond. Pour les programmes, la même chose en document OpenAPI 3.1 :',
    authentication:
      'Un programme envoie une clé d’API avec chaque requête : « Authorization: Bearer … ». Les pages de TMAS utilisent leur cookie de session.',
    failures:
      'Une erreur est un document application/problem+json avec un code stable, une référence et les champs en cause.',
    areas: 'Domaines',
    types: 'Types',
    parameters: 'Paramètres',
    body: 'Corps',
    answers: 'Réponses',
    required: 'obligatoire',
    inPath: 'dans le chemin',
    inQuery: 'dans la requête',
  },
}
