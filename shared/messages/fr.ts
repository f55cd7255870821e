import { advancedSettings } from './advanced-settings.fr.ts'
import { apiKeys } from './api-keys.fr.ts'
import { audit } from './audit.fr.ts'
import { connect } from './connect.fr.ts'
import { consentKit } from './consent-kit.fr.ts'
import { correctAddress } from './correct-address.fr.ts'
import { countsIn } from './counts.ts'
import { disturbance } from './disturbance.fr.ts'
import type { OtherMessages } from './en.ts'
import { explain } from './explain.fr.ts'
import { explainPerson } from './explain-person.fr.ts'
import { faults } from './faults.fr.ts'
import { find } from './find.fr.ts'
import { withFrenchSpaces } from './french-spaces.ts'
import { help } from './help.fr.ts'
import { locationImport } from './location-import.fr.ts'
import { manyUsers } from './many-users.fr.ts'
import { meanwhile } from './meanwhile.fr.ts'
import { ownAddress } from './own-address.fr.ts'
import { proof } from './proof.fr.ts'
import { refusalWords } from './refusals.fr.ts'
import { renewal } from './renewal.fr.ts'
import { returned } from './returned.fr.ts'
import { rollOut } from './roll-out.fr.ts'
import { safeguards } from './safeguards.fr.ts'
import { secondFactor } from './second-factor.fr.ts'
import { setup } from './setup.fr.ts'
import { sharedComputers } from './shared-computers.fr.ts'
import { signIns } from './sign-ins.fr.ts'
import { userImport } from './user-import.fr.ts'
import { users } from './users.fr.ts'
import { wasThisYou } from './was-this-you.fr.ts'

const { number, plural } = countsIn('fr')

export const fr: OtherMessages = withFrenchSpaces<OtherMessages>({
  home: {
    sessionEnded: 'Votre session est terminée.',
    leftWithMicrosoft:
      'Votre chaîne se connecte désormais uniquement avec Microsoft. Votre session a donc pris fin. Choisissez « Se connecter avec Microsoft » et utilisez votre compte professionnel ou scolaire.',
  },
  signIn: {
    title: 'Connexion',
    username: 'Nom d’utilisateur',
    password: 'Mot de passe',
    submit: 'Se connecter',
    or: 'ou',
    microsoftHint:
      'Utilisez votre compte professionnel ou scolaire, avec l’adresse e\u2011mail que TMAS connaît.',
    language: 'Langue',
    lastTime: (loginId) => `La dernière fois, vous vous êtes connecté ici en tant que ${loginId}.`,
    workAddress: 'Votre adresse e-mail professionnelle (facultatif)',
    workAddressHint: 'Si Microsoft bloque votre connexion, votre responsable pourra voir pourquoi.',
    signedOut: 'Vous êtes déconnecté.',
    microsoftStays: 'Vous êtes peut-être encore connecté à Microsoft dans ce navigateur.',
  },
  refused: {
    title: 'Vous n’êtes pas connecté',
    whoMustAct: 'Qui doit agir',
    whatToDo: 'Que faire',
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
    waitingHint: 'Terminez la connexion dans cette fenêtre. Vous ne la voyez plus, ou vous l’avez fermée ?',
    openAgain: 'L’ouvrir à nouveau',
    continueHere: 'Continuer dans cette fenêtre',
    cancel: 'Annuler',
    done: 'Vous êtes connecté',
    doneHint: 'Vous pouvez fermer cette fenêtre.',
    continueToTmas: 'Continuer vers TMAS',
    failed: 'Vous n’êtes pas connecté',
    failedHint: 'La raison est affichée dans la fenêtre de TMAS. Vous pouvez fermer celle-ci.',
    showReasonHere: 'Afficher la raison ici',
  },
  choose: {
    title: 'Où voulez-vous vous connecter ?',
    hint: (loginId) =>
      `${loginId === null ? 'Ce compte Microsoft' : `Le compte Microsoft ${loginId}`} a accès à plusieurs clients de TMAS.`,
    oneHint: (loginId) =>
      `${loginId === null ? 'Ce compte Microsoft' : `Le compte Microsoft ${loginId}`} est un utilisateur d’un autre client de TMAS.`,
    endsSession: (name) =>
      `Dans ce navigateur, vous êtes connecté chez ${name}. Si vous continuez, vous y serez déconnecté.`,
  },
  consentVisit: {
    grantedTitle: 'Le consentement a été accordé',
    grantedText:
      'D’après Microsoft, un administrateur a accepté TMAS pour l’organisation. Les personnes que TMAS connaît peuvent maintenant se connecter, et la question ne sera plus posée.',
    check: 'Se connecter pour vérifier',
    checkHint:
      'TMAS ne se fie qu’à une connexion, pas à cette adresse. La première connexion par votre organisation marque l’étape comme terminée pour votre responsable TMAS.',
    help: 'Comment relier une chaîne',
    refusedTitle: 'Le consentement n’a pas été accordé',
    refusedText:
      'Rien n’a été modifié dans TMAS. Un administrateur peut réessayer dans le centre d’administration Microsoft Entra.',
    explain: 'Expliquer une erreur de Microsoft',
  },
  confirmSession: {
    title: 'Microsoft vous demande de confirmer que c’est bien vous',
    why: 'TMAS vérifie de temps en temps auprès de Microsoft que votre compte est toujours actif. Cette fois, Microsoft a besoin de vous, par exemple pour que vous vous reconnectiez ou que vous approuviez une demande sur votre téléphone. Vous reprendrez ensuite là où vous étiez.',
    account: (loginId) =>
      `Continuez avec ${loginId}. Aucun autre compte ne permet de confirmer cette session.`,
    go: 'Continuer avec Microsoft',
  },
  confirmStart: {
    title: (name) => `Se connecter chez ${name} ?`,
    hint: (name) =>
      `Un lien extérieur à TMAS mène à la connexion de ${name}. Continuez uniquement si vous vouliez vous y connecter.`,
    go: 'Continuer',
    back: 'Aller à la page de connexion',
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
  locations: {
    administration: 'Administration',
    tree: 'Emplacements',
    search: 'Rechercher un emplacement',
    noMatch: 'Aucun emplacement ne correspond.',
    all: 'Tous les emplacements',
    count: (n) => plural(n, { one: `${number(n)} emplacement`, other: `${number(n)} emplacements` }),
    more: 'En afficher plus',
    general: 'Général',
    contact: 'Contact',
    advanced: 'Avancé',
    name: 'Nom',
    code: 'ID de l’emplacement',
    codeHint:
      'Votre propre numéro ou nom court, par exemple 117. Les imports d’utilisateurs désignent les emplacements par cet ID.',
    onlyTheChain:
      'Pour l’instant, il n’y a que votre chaîne. Ouvrez-la pour ajouter ses magasins. Si vous avez besoin de régions ou de districts, ajoutez-les d’abord et placez-y les magasins.',
    type: 'Type',
    country: 'Pays',
    region: 'État ou province',
    contactEmail: 'E-mail',
    contactPhone: 'Téléphone',
    add: 'Ajouter un emplacement',
    addUnder: (name) => `Ajouter un emplacement sous ${name}`,
    users: 'Voir les utilisateurs',
    move: 'Déplacer',
    moveTitle: (name) => `Déplacer ${name}`,
    moveTo: 'Nouvel emplacement parent',
    dragHint:
      'Faites glisser un emplacement vers son nouveau parent, ou coupez-le avec Ctrl X et collez-le avec Ctrl V.',
    pickedUp: (name) =>
      `${name} est coupé. Allez à son nouveau parent et appuyez sur Ctrl V. Échap le laisse où il était.`,
    putUnder: (name, parent) => `${name} peut être déplacé vers ${parent}.`,
    notUnder: (name, parent) => `${name} ne peut pas être déplacé vers ${parent}.`,
    addAnother: 'Enregistrer et en ajouter un autre',
    path: 'Chemin',
    moveHint: 'Tout ce qui se trouve dessous est déplacé avec lui.',
    remove: 'Supprimer',
    removeTitle: (name) => `Supprimer ${name} ?`,
    removeHint: 'Seul un emplacement vide peut être supprimé. Cette action est définitive.',
    save: 'Enregistrer',
    added: (name) => `L’emplacement ${name} a été ajouté.`,
    moved: (name) => `L’emplacement ${name} a été déplacé.`,
    removed: (name) => `L’emplacement ${name} a été supprimé.`,
    saved: 'Enregistré.',
    cancel: 'Annuler',
    carryOut: 'Confirmer',
    confirmTitle: 'Confirmer cette modification',
    questions: {
      move: (name, parent) => `Déplacer ${name} vers ${parent} ?`,
      changeTenant: (chain) => `Modifier l’ID de locataire de ${chain} ?`,
      removeTenant: (chain) => `Supprimer l’ID de locataire de ${chain} ?`,
      mandatoryOn: (chain) => `Activer l’authentification obligatoire pour ${chain} ?`,
      mandatoryOff: (chain) => `Désactiver l’authentification obligatoire pour ${chain} ?`,
      factorRequired: (chain) => `Exiger un second facteur des responsables de ${chain} ?`,
      factorNotRequired: (chain) =>
        `Changer la date à partir de laquelle les responsables de ${chain} ont besoin d’un second facteur ?`,
      settings: (chain) => `Modifier les paramètres de ${chain} ?`,
    },
    consequences: {
      locations: (n) =>
        plural(n, {
          one: `${number(n)} emplacement sera déplacé.`,
          other: `${number(n)} emplacements seront déplacés.`,
        }),
      usersWhoseDoorsChange: (n) =>
        plural(n, {
          one: `${number(n)} utilisateur se connectera autrement.`,
          other: `${number(n)} utilisateurs se connecteront autrement.`,
        }),
      usersGainingAccess: (n) =>
        plural(n, {
          one: `${number(n)} utilisateur obtiendra l’accès.`,
          other: `${number(n)} utilisateurs obtiendront l’accès.`,
        }),
      usersLosingAccess: (n) =>
        plural(n, {
          one: `${number(n)} utilisateur perdra l’accès.`,
          other: `${number(n)} utilisateurs perdront l’accès.`,
        }),
      sessionsThatEnd: (n) =>
        plural(n, {
          one: `${number(n)} session ouverte prendra fin.`,
          other: `${number(n)} sessions ouvertes prendront fin.`,
        }),
      linkedUsers: (n) =>
        plural(n, {
          one: `${number(n)} utilisateur est lié à un compte du locataire actuel. Le lien reste consigné, mais ne donne plus accès.`,
          other: `${number(n)} utilisateurs sont liés à des comptes du locataire actuel. Les liens restent consignés, mais ne donnent plus accès.`,
        }),
      usersWithoutPassword: (n) =>
        plural(n, {
          one: `${number(n)} utilisateur n’a pas de mot de passe et ne pourrait plus se connecter.`,
          other: `${number(n)} utilisateurs n’ont pas de mot de passe et ne pourraient plus se connecter.`,
        }),
      usersWithMicrosoftOnly: (n) =>
        plural(n, {
          one: `${number(n)} utilisateur ne pourra plus se connecter qu’avec Microsoft.`,
          other: `${number(n)} utilisateurs ne pourront plus se connecter qu’avec Microsoft.`,
        }),
      usersReady: (n) =>
        plural(n, {
          none: 'Aucun d’entre eux ne s’est encore connecté avec Microsoft.',
          one: `${number(n)} d’entre eux s’est déjà connecté avec Microsoft.`,
          other: `${number(n)} d’entre eux se sont déjà connectés avec Microsoft.`,
        }),
      usersNeverTried: (n) =>
        plural(n, {
          one: `Pour ${number(n)} d’entre eux, TMAS n’a vu aucune tentative de connexion avec Microsoft.`,
          other: `Pour ${number(n)} d’entre eux, TMAS n’a vu aucune tentative de connexion avec Microsoft.`,
        }),
      usersRefused: (n) =>
        plural(n, {
          one: `${number(n)} d’entre eux a été refusé à sa dernière tentative.`,
          other: `${number(n)} d’entre eux ont été refusés à leur dernière tentative.`,
        }),
      usersWithPasswordAgain: (n) =>
        plural(n, {
          none: 'Aucun utilisateur n’a de mot de passe qui fonctionnerait de nouveau.',
          one: `${number(n)} utilisateur pourra de nouveau se connecter avec un mot de passe.`,
          other: `${number(n)} utilisateurs pourront de nouveau se connecter avec un mot de passe.`,
        }),
      managersWithSecondFactor: (n) =>
        plural(n, {
          one: `${number(n)} responsable a déjà un second facteur.`,
          other: `${number(n)} responsables ont déjà un second facteur.`,
        }),
      managersWithoutSecondFactor: (n) =>
        plural(n, {
          one: `${number(n)} responsable n’en a pas et en configurera un en se connectant à partir de ce jour.`,
          other: `${number(n)} responsables n’en ont pas et en configureront un en se connectant à partir de ce jour.`,
        }),
      managersNotRequired: (n) =>
        plural(n, {
          one: `${number(n)} responsable n’aura plus besoin d’un second facteur à partir de la date précédente.`,
          other: `${number(n)} responsables n’auront plus besoin d’un second facteur à partir de la date précédente.`,
        }),
      usersStillWithoutPassword: (n) =>
        plural(n, {
          one: `${number(n)} utilisateur n’a pas de mot de passe et continuera à se connecter uniquement avec Microsoft.`,
          other: `${number(n)} utilisateurs n’ont pas de mot de passe et continueront à se connecter uniquement avec Microsoft.`,
        }),
    },
    inside: {
      locations: (n) =>
        plural(n, {
          one: `${number(n)} emplacement en dépend.`,
          other: `${number(n)} emplacements en dépendent.`,
        }),
      users: (n) =>
        plural(n, {
          one: `${number(n)} utilisateur a un type de permission ici.`,
          other: `${number(n)} utilisateurs ont un type de permission ici.`,
        }),
      apiKeys: (n) =>
        plural(n, {
          one: `${number(n)} clé d’API est valable pour cet emplacement.`,
          other: `${number(n)} clés d’API sont valables pour cet emplacement.`,
        }),
      devices: (n) =>
        plural(n, {
          one: `${number(n)} ordinateur partagé s’y trouve ou doit y être ajouté.`,
          other: `${number(n)} ordinateurs partagés s’y trouvent ou doivent y être ajoutés.`,
        }),
      waves: (n) =>
        plural(n, {
          one: `${number(n)} vague d’un déploiement le concerne.`,
          other: `${number(n)} vagues de déploiement le concernent.`,
        }),
    },
    passwordLinks: {
      withoutPassword:
        'Les utilisateurs sans mot de passe continuent à se connecter uniquement avec Microsoft, jusqu’à ce qu’ils en définissent un.',
      nobody:
        'Toutes les personnes à qui vous pouvez envoyer un lien ont un mot de passe : aucun lien n’a été envoyé.',
      send: 'Leur envoyer un lien pour définir un mot de passe',
      sent: (n) =>
        plural(n, {
          one: `Un lien est en cours d’envoi à ${number(n)} utilisateur.`,
          other: `Les liens sont en cours d’envoi à ${number(n)} utilisateurs.`,
        }),
      hint: 'Les liens expirent au bout de 7 jours. Ils fonctionnent dès que les mots de passe sont autorisés.',
      failed: 'Les liens n’ont pas pu être envoyés. Réessayez.',
    },
    problems: {
      forbidden: 'Votre type de permission ne le permet pas ici.',
      not_found: 'Cet emplacement n’existe plus.',
      code_taken: 'Un autre emplacement a déjà cet ID.',
      not_empty: 'Cet emplacement n’est pas vide. Déplacez ou supprimez d’abord ce qui s’y trouve.',
      tenant_required:
        'L’authentification obligatoire nécessite un ID de locataire. Saisissez d’abord l’Azure Tenant ID.',
      mandatory_authentication_is_on:
        'L’authentification obligatoire dépend de cet ID de locataire, ici ou dans une chaîne située en dessous. Désactivez-la d’abord à cet endroit.',
      set_above: 'Ce paramètre est défini dans une chaîne supérieure et ne peut être modifié que là.',
      invalid_request: 'Ce formulaire contient une valeur incorrecte. Vérifiez votre saisie.',
      other: 'Une erreur s’est produite et rien n’a été enregistré. Réessayez.',
    },
    notATenant: {
      otherCloud: (cloud) =>
        `Ce locataire se trouve dans un autre cloud de Microsoft : ${cloud}. Ses comptes ne peuvent pas se connecter à ce TMAS. Vérifiez si votre organisation possède un autre locataire, ou contactez l’assistance TMAS.`,
      clouds: {
        global: 'le cloud mondial',
        us_government: 'administration des États-Unis (US Government)',
        china: 'Chine (21Vianet)',
        bleu: 'Bleu (France)',
        delos: 'Delos (Allemagne)',
        govsg: 'GovSG (Singapour)',
      },
      malformed:
        'Ce n’est ni un ID de locataire (un GUID tel que 3f0c9a52-6d1b-4e8e-9a57-0c1d2e3f4a5b) ni un nom de domaine. Copiez l’ID de locataire depuis la page Vue d’ensemble du centre d’administration Microsoft Entra.',
      personal:
        'C’est le locataire des comptes Microsoft personnels. Saisissez l’ID de locataire de votre propre organisation.',
      application:
        'C’est un ID d’application (client), celui de TMAS ou d’un service de Microsoft. Copiez la valeur nommée « ID de locataire » depuis la page Vue d’ensemble du centre d’administration Microsoft Entra.',
      unknownId: (asked) =>
        `Microsoft ne connaît aucun locataire ${asked}. Un ID d’application (client) et un ID d’objet ont exactement la même forme : copiez la valeur nommée « ID de locataire » depuis la page Vue d’ensemble du centre d’administration Microsoft Entra.`,
      unknownDomain: (asked) =>
        `Microsoft ne connaît aucun locataire ayant le domaine ${asked}. Vérifiez l’orthographe, ou collez l’ID de locataire.`,
      unreachable:
        'Microsoft est injoignable : ce domaine ne peut pas être recherché. Saisissez l’ID de locataire, ou réessayez plus tard.',
    },
    settings: {
      lookingUp: 'Recherche chez Microsoft…',
      found: (tenantId) => `Microsoft connaît ce locataire : ${tenantId}`,
      foundUnverified:
        'Microsoft est injoignable pour le moment. Vous pouvez tout de même enregistrer l’ID de locataire ; il sera marqué « Non vérifié ».',
      status: {
        unset: 'Aucun ID de locataire',
        not_verified: 'Non vérifié',
        verified: 'Vérifié : Microsoft connaît ce locataire',
        confirmed: 'Confirmé',
      },
      confirmedAt: (when) => `Confirmé par la première connexion le ${when}`,
      inheritedFrom: (name) => `Hérité de ${name}`,
      aboveYou: 'une chaîne supérieure',
      setItsOwn: 'Utiliser ses propres paramètres',
      onAbove: (name) => `Activée par ${name}. Elle ne peut être désactivée que là.`,
      startedAbove: (name) => `Démarrée par ${name}. Elle ne peut être arrêtée que là.`,
      below: {
        title: 'Chaînes inférieures qui diffèrent',
        hint: 'Toutes les autres chaînes en dessous suivent ce qui est défini ici ou plus haut.',
        chain: 'Chaîne',
        difference: 'Différence',
        ownTenant: (tenantId) => `A son propre ID de locataire : ${tenantId}`,
        ownMandatory: 'A activé l’authentification obligatoire pour elle-même',
        more: (n) => `et ${number(n)} de plus`,
      },
      address: 'Adresse de connexion de cette chaîne',
      addressHint: 'Elle mène directement à votre locataire. Les invités de votre locataire en ont besoin.',
      copy: 'Copier',
      copied: 'Copié',
    },
    /** Who may keep a password under mandatory authentication, by name. */
    exceptions: {
      title: 'Exceptions nominatives',
      hint: 'Ces utilisateurs gardent leur nom d’utilisateur et leur mot de passe malgré l’authentification obligatoire, par exemple un consultant ou une boîte aux lettres partagée. Chaque responsable de cette chaîne reçoit un e-mail quand une exception est ajoutée ou supprimée, et une semaine avant sa fin.',
      help: 'Fonctionnement des exceptions',
      none: 'Il n’y a aucune exception.',
      add: 'Ajouter une exception',
      person: 'Personne',
      reason: 'Raison',
      reasonHint: 'Tous les responsables de cette chaîne peuvent la lire.',
      endsOn: 'Date de fin',
      endsOnHint: 'Le premier jour (UTC) où cette personne se connecte uniquement avec Microsoft.',
      ended: (day) => `A pris fin le ${day}`,
      until: (day) => `jusqu’au ${day}`,
      by: (name) => `par ${name}`,
      change: 'Modifier',
      remove: 'Supprimer',
      ask: (name) => `Supprimer l’exception de ${name} ?`,
      askHint:
        'Là où l’authentification obligatoire est activée, cette personne se connecte aussitôt uniquement avec Microsoft.',
      save: 'Ajouter',
      cancel: 'Annuler',
      setAbove:
        'L’authentification obligatoire est activée sur une chaîne de niveau supérieur. Ajoutez l’exception sur cette chaîne, ou demandez-le à l’un de ses responsables.',
      removedMeanwhile: 'supprimée ou pas encore ajoutée',
      noPerson: 'Choisissez une personne.',
      failed: {
        invalid_request:
          'Saisissez une raison d’une seule ligne, sans lien, et une date de fin comprise entre demain et un an.',
        not_found:
          'Cette personne n’est pas dans cette chaîne, ou garde de toute façon un mot de passe en tant que responsable.',
        set_above:
          'L’authentification obligatoire est activée sur une chaîne de niveau supérieur. Ajoutez l’exception sur cette chaîne, ou demandez-le à l’un de ses responsables.',
        changed_meanwhile:
          'Cette exception a été modifiée entre-temps. Fermez cette fenêtre, vérifiez-la et décidez.',
        other: 'L’exception n’a pas pu être enregistrée. Réessayez.',
      },
    },
    readiness: {
      title: 'Qui serait concerné',
      summary: (linked, affected) =>
        plural(linked, {
          one: `${number(linked)} utilisateur sur ${number(affected)} s’est déjà connecté avec Microsoft.`,
          other: `${number(linked)} utilisateurs sur ${number(affected)} se sont déjà connectés avec Microsoft.`,
        }),
      nobody: 'Cette chaîne n’a encore aucun utilisateur en dessous des niveaux de responsable.',
      states: {
        linked: 'S’est connecté',
        never_tried: 'Aucune tentative vue',
        refused: 'Le dernier essai a échoué',
      },
      user: 'Utilisateur',
      state: 'Microsoft',
      more: (n) => plural(n, { one: `et ${number(n)} autre`, other: `et ${number(n)} autres` }),
      excepted: (n) =>
        plural(n, {
          one: `${number(n)} utilisateur garde un mot de passe grâce à une exception :`,
          other: `${number(n)} utilisateurs gardent un mot de passe grâce à une exception :`,
        }),
      exempt: (n) =>
        plural(n, {
          one: `${number(n)} responsable garde son mot de passe.`,
          other: `${number(n)} responsables gardent leur mot de passe.`,
        }),
      exemptWithoutPassword: (n) =>
        plural(n, {
          one: `${number(n)} responsable n’a pas encore de mot de passe.`,
          other: `${number(n)} responsables n’ont pas encore de mot de passe.`,
        }),
    },
  },
  columns: {
    title: 'Colonnes',
    hidden: (n) => plural(n, { one: `${number(n)} masquée`, other: `${number(n)} masquées` }),
    reset: 'Selon la largeur de la fenêtre',
  },
  filterLine: {
    add: 'Ajouter un filtre',
    clear: 'Effacer les filtres',
    chip: (filter, value) => `${filter} : ${value}`,
    today: 'Aujourd’hui',
    lastDays: (n) => `${number(n)} derniers jours`,
    otherDay: 'Un autre jour…',
    remove: (chip) => `Retirer le filtre « ${chip} »`,
  },
  locationImport,
  account: {
    language: 'Langue',
    browsersLanguage: (language) => `Celle de votre navigateur (actuellement ${language})`,
    helpMails: 'Messages sur les connexions',
    helpMailsLabel: 'M’écrire quand quelqu’un demande de l’aide pour se connecter',
    helpMailsHint:
      'Un message par heure au plus. Les demandes figurent de toute façon sur votre page d’accueil.',
    languageHint: 'Pour les pages et les e-mails de TMAS.',
    password: 'Mot de passe',
    currentPassword: 'Mot de passe actuel',
    newPassword: 'Nouveau mot de passe',
    changePassword: 'Changer le mot de passe',
    passwordChanged: 'Votre mot de passe a été changé. Vos autres appareils ont été déconnectés.',
    wrongPassword: 'Le mot de passe actuel est incorrect.',
    tooManyTries: 'Trop de tentatives. Attendez une minute et réessayez.',
    noPassword:
      'Vous n’avez pas encore de mot de passe. Utilisez « Mot de passe oublié ? » sur la page de connexion pour recevoir un lien et en définir un.',
    passwordNotAllowed:
      'Votre chaîne se connecte uniquement avec Microsoft : vous n’avez pas besoin de mot de passe ici.',
    microsoft: 'Compte Microsoft',
    linkMicrosoft: 'Lier mon compte Microsoft',
    linkMicrosoftHint:
      'Si votre organisation utilise Microsoft, connectez-vous une fois avec dans ce navigateur. Vous pourrez ensuite vous en servir pour vous connecter.',
    linkedWith: (loginId) => `Lié à ${loginId}`,
    devices: 'Appareils',
    devicesHint:
      'Là où vous êtes connecté en ce moment. Déconnectez les appareils que vous ne reconnaissez pas, puis changez votre mot de passe.',
    device: 'Appareil',
    address: 'Adresse',
    signedInWith: 'Connecté avec',
    lastUsed: 'Dernière utilisation',
    thisDevice: 'Cet appareil',
    unknownDevice: 'Appareil inconnu',
    signOut: 'Déconnecter',
    signOutDevice: (device) => `Déconnecter : ${device}`,
    signOutOthers: 'Déconnecter tous les autres appareils',
    notDone: 'Une erreur s’est produite. Réessayez.',
    saved: 'Enregistré.',
  },
  apiKeys,
  audit,
  disturbance,
  connect,
  consentKit,
  correctAddress,
  explain,
  explainPerson,
  faults,
  find,
  help,
  advancedSettings,
  manyUsers,
  meanwhile,
  setup,
  sharedComputers,
  proof,
  ownAddress,
  refusalWords,
  rollOut,
  renewal,
  returned,
  wasThisYou,
  passwordDoor: {
    forgot: 'Mot de passe oublié ?',
    forgotTitle: 'Mot de passe oublié',
    forgotHint:
      'Saisissez votre nom d’utilisateur ou votre adresse e-mail. Nous vous enverrons un lien pour définir un nouveau mot de passe.',
    name: 'Nom d’utilisateur ou adresse e-mail',
    sendLink: 'Envoyer le lien',
    microsoftHint: (button) =>
      `Si votre entreprise utilise « ${button} », vous n’avez pas besoin de mot de passe ici.`,
    asked: 'Si un compte correspond, nous avons envoyé un lien par e-mail.',
    askedHint:
      'Cela peut prendre quelques minutes. Si rien n’arrive, vérifiez vos courriers indésirables ou adressez-vous à votre responsable TMAS.',
    backToSignIn: 'Aller à la page de connexion',
    setTitle: 'Définir votre mot de passe',
    username: 'Nom d’utilisateur',
    newPassword: 'Nouveau mot de passe',
    repeat: 'Répétez le nouveau mot de passe',
    save: 'Définir le mot de passe',
    notSet: 'Le mot de passe n’a pas été défini',
    mistyped: 'Les deux mots de passe ne sont pas identiques.',
    rules: {
      too_short: 'Au moins 8 caractères',
      no_capital: 'Une majuscule',
      no_number: 'Un chiffre',
      no_special: 'Un caractère spécial',
      common: 'Pas un mot de passe courant, ni votre nom ou celui de votre entreprise',
    },
    kept: '(fait)',
    faults: {
      too_short: 'Il doit contenir au moins 8 caractères.',
      too_long: 'Il ne peut pas dépasser 200 caractères.',
      no_capital: 'Il doit contenir une majuscule.',
      no_number: 'Il doit contenir un chiffre.',
      no_special: 'Il doit contenir un caractère spécial.',
      common:
        'Ce mot de passe est trop courant, ou n’est qu’un nom ou une suite de touches. Choisissez-en un plus difficile à deviner.',
    },
    isSet:
      'Votre mot de passe est défini. Connectez-vous ci-dessous avec votre nom d’utilisateur et ce mot de passe.',
    deadTitle: 'Ce lien ne fonctionne pas',
    deadHint:
      'Un lien fonctionne une seule fois, pendant un temps limité, et seulement tant que vous pouvez vous connecter avec un mot de passe. Un lien plus récent remplace le précédent.',
    askAgain: 'Demander un nouveau lien',
  },
  signIns,
  userImport,
  users,
  safeguards,
  secondFactor,
  apiDocs: {
    title: 'L’API HTTP',
    intro:
      'Chaque route, avec ses paramètres et ses réponses. Pour les programmes, la même chose en document OpenAPI 3.1 :',
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
})
