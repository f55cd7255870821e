import { countsIn } from './counts.ts'
import type { secondFactor as en } from './second-factor.en.ts'

const { number, plural } = countsIn('fr')

export const secondFactor: typeof en = {
  title: 'Second facteur',
  door: {
    title: 'Confirmez que c’est bien vous',
    hint: 'Votre mot de passe est correct. Votre compte exige aussi un second facteur.',
    code: 'Code de votre application d’authentification',
    submit: 'Se connecter',
    passkey: 'Utiliser une clé d’accès',
    passkeyWaiting: 'En attente de votre clé d’accès…',
    passkeyFailed: 'La clé d’accès n’a pas été utilisée. Réessayez ou choisissez un autre moyen.',
    recovery: 'Utiliser plutôt un code de secours',
    recoveryCode: 'Code de secours',
    recoveryHint:
      'L’un des dix codes affichés lorsque vous avez configuré votre second facteur. Chacun fonctionne une seule fois.',
    lost: 'Vous n’avez ni l’un ni l’autre sous la main ? Un autre responsable de votre entreprise peut supprimer votre second facteur. Si vous êtes le seul, adressez-vous à l’assistance TMAS.',
    back: 'Se connecter avec un autre compte',
    wrongTitle: 'Cela n’a pas fonctionné',
    wrong:
      'Un code change toutes les 30 secondes et fonctionne une seule fois. Attendez le suivant et vérifiez que l’heure de votre téléphone est réglée automatiquement.',
  },
  setUp: {
    title: 'Configurez un second facteur',
    why: (day) =>
      `Votre mot de passe est correct. Depuis le ${day}, votre chaîne exige aussi un second facteur de ses responsables.`,
    hint: 'Configurez-en un maintenant. Cela prend deux minutes, puis vous êtes connecté. Vous pourrez ajouter l’autre plus tard dans votre compte.',
    withPasskey: 'Une clé d’accès',
    makePasskey: 'Créer une clé d’accès',
    withApp: 'Une application d’authentification',
    submit: 'Confirmer et se connecter',
    wrongCode: 'Ce code est incorrect. Saisissez celui que l’application affiche maintenant.',
    ready: 'Votre second facteur est configuré',
    continue: 'Je les ai conservés. Continuer',
    unknownDevice: 'Confirmez cet appareil',
    unknownDeviceWhy:
      'Vous ne vous êtes encore jamais connecté sur cet appareil. Comme une personne qui aurait découvert votre mot de passe pourrait configurer un second facteur à votre place, TMAS vous envoie d’abord un lien par e-mail.',
    send: 'M’envoyer le lien',
    sent: 'Le lien est en route. Ouvrez-le sur l’appareil avec lequel vous voulez vous connecter. Il est valable 60 minutes.',
    noMail:
      'Rien n’arrive ? Connectez-vous sur un appareil que vous avez déjà utilisé, ou demandez un lien de récupération à l’assistance TMAS.',
    notHere: 'Pas sur un ordinateur partagé',
    notHereWhy:
      'Cet ordinateur est partagé. Configurez votre second facteur sur un appareil à vous : connectez-vous-y à TMAS avec votre mot de passe. Ensuite, vous pourrez aussi vous connecter ici.',
    deviceTitle: 'Est-ce bien votre appareil ?',
    deviceHint: (username) =>
      `Continuez uniquement si vous avez vous-même demandé ce lien en vous connectant à TMAS en tant que ${username}. Ce navigateur pourra alors servir à configurer le second facteur de ce compte.`,
    deviceConfirm: 'Oui, c’est mon appareil',
    linkEnded: 'Ce lien ne fonctionne plus',
    linkEndedHint:
      'Il a expiré ou a déjà servi. Connectez-vous avec votre mot de passe pour en obtenir un autre.',
    toSignIn: 'Aller à la connexion',
    held: 'Votre chaîne exige désormais un second facteur de ses responsables. Connectez-vous de nouveau avec votre mot de passe : vous en configurerez un au passage.',
  },
  problems: {
    second_factor_required:
      'Votre mot de passe est correct. Votre compte exige aussi un second facteur : envoyez un `code`.',
    second_factor_setup_required:
      'Votre mot de passe est correct. Votre chaîne exige un second facteur de ses responsables, et vous n’en avez pas encore. Connectez-vous sur la page de connexion pour en configurer un.',
    second_factor_failed: 'Le code est incorrect, ou a déjà été utilisé.',
  },
  account: {
    hint: 'Avec un second facteur, votre mot de passe seul ne suffit plus : une connexion avec nom d’utilisateur et mot de passe demande aussi un code de votre téléphone ou une clé d’accès.',
    help: 'Fonctionnement du second facteur',
    none: 'Vous n’en avez pas encore.',
    notWithoutPassword: 'Un second facteur accompagne un mot de passe, et vous n’en avez pas.',
    notAllowed:
      'Votre chaîne se connecte uniquement avec Microsoft. Microsoft demande un second facteur si votre entreprise l’exige.',
    app: 'Application d’authentification',
    appHint:
      'Une application sur votre téléphone, par exemple Microsoft Authenticator ou Google Authenticator, affiche un code qui change toutes les 30 secondes.',
    appSince: (when) => `Configurée le ${when}.`,
    setUpApp: 'Configurer une application d’authentification',
    setUpAppAnew: 'La configurer sur un autre téléphone',
    removeApp: 'Supprimer l’application d’authentification',
    scan: '1. Scannez cette image avec l’application.',
    picture: 'Code QR pour l’application d’authentification',
    typeIt: 'Pas d’appareil photo ? Saisissez plutôt cette clé dans l’application :',
    enterCode: '2. Saisissez le code que l’application affiche maintenant.',
    code: 'Code',
    confirm: 'Confirmer',
    passkeys: 'Clés d’accès',
    passkeysHint:
      'Votre empreinte, votre visage, un code PIN ou une clé de sécurité, à la place d’un code. Elle ne fonctionne que sur ce site : aucune fausse page ne peut la demander.',
    addPasskey: 'Ajouter une clé d’accès',
    passkeyName: 'Nom de la clé d’accès',
    passkeyNameHint: 'Pour la reconnaître, par exemple « Portable du bureau ».',
    added: (when) => `Ajoutée le ${when}`,
    lastUsed: (when) => `dernière utilisation le ${when}`,
    neverUsed: 'pas encore utilisée',
    removePasskey: (name) => `Supprimer la clé d’accès ${name}`,
    remove: 'Supprimer',
    recoveryCodes: 'Codes de secours',
    codesLeft: (n) =>
      plural(n, {
        none: 'Il ne vous reste aucun code de secours. Créez-en de nouveaux.',
        one: `Il vous reste ${number(n)} code de secours. Créez-en bientôt de nouveaux.`,
        other: `Il vous reste ${number(n)} codes de secours, pour le jour où vous n’aurez ni téléphone ni clé d’accès sous la main.`,
      }),
    newCodes: 'Créer de nouveaux codes de secours',
    codesTitle: 'Vos codes de secours',
    codesHint:
      'Chacun fonctionne une seule fois, à la place de votre second facteur. Imprimez-les ou notez-les, et gardez-les séparés de votre téléphone. Ils ne seront plus affichés.',
    codesKept: 'Je les ai conservés',
    copyCodes: 'Copier',
    copied: 'Copié',
    removeAppHint:
      'Si vous n’avez pas de clé d’accès, votre mot de passe seul suffira alors à ouvrir votre compte.',
    removePasskeyHint:
      'Elle ne pourra plus servir à vous connecter. Vous pourrez l’ajouter à nouveau plus tard.',
    lastOne:
      'Votre chaîne exige un second facteur de ses responsables. Configurez-en d’abord un autre ; celui-ci pourra alors être supprimé.',
    newCodesHint: 'Les codes de secours que vous avez maintenant cesseront de fonctionner.',
    continue: 'Continuer',
    cancel: 'Annuler',
    othersSignedOut: 'Vos autres appareils ont été déconnectés.',
    wrongCode: 'Ce code est incorrect. Saisissez celui que l’application affiche maintenant.',
    tooManyTries: 'Trop de tentatives. Attendez une minute et réessayez.',
    expired: 'Cela a pris trop de temps. Recommencez.',
    passkeyFailed:
      'La clé d’accès n’a pas été créée. Cet appareil n’en propose peut-être pas, ou possède déjà celle-ci.',
    notDone: 'Une erreur s’est produite. Réessayez.',
  },
  console: {
    column: 'Second facteur',
    none: 'Pas de second facteur',
    app: 'Application',
    passkeys: (n) => plural(n, { one: `${number(n)} clé d’accès`, other: `${number(n)} clés d’accès` }),
    filterNone: 'Responsables sans second facteur',
    filterSet: 'Avec un second facteur',
    remove: 'Supprimer le second facteur',
    removeTitle: (name) => `Supprimer le second facteur de ${name} ?`,
    removeHint:
      'Pour une personne qui a perdu son téléphone. Tant qu’elle n’a pas configuré un autre second facteur, le mot de passe seul ouvre son compte. Ses sessions prennent fin aussitôt ; elle et tous les responsables en sont informés par e-mail. Assurez-vous que c’est bien elle qui le demande.',
    removed: (name) => `Le second facteur de ${name} a été supprimé.`,
    readiness: 'Qui a un second facteur',
    allHaveOne: 'Tous les responsables qui ont un mot de passe en ont un.',
    exemptWithoutFactor: (n) =>
      plural(n, {
        one: `${number(n)} responsable n’a pas de second facteur.`,
        other: `${number(n)} responsables n’ont pas de second facteur.`,
      }),
  },
  recoveryLink:
    'Ceci est un lien de récupération. Définir le mot de passe supprime aussi votre second facteur. Configurez-en un nouveau après vous être connecté.',
  letters: {
    trace: 'Si ce n’était pas vous, changez aussitôt votre mot de passe et prévenez votre responsable TMAS.',
    added: {
      subject: 'TMAS : un second facteur a été ajouté',
      app: 'Une application d’authentification a été configurée pour votre compte.',
      passkey: (name) => `La clé d’accès « ${name} » a été ajoutée à votre compte.`,
    },
    device: {
      subject: 'TMAS : confirmez votre appareil',
      text: 'Quelqu’un a saisi votre mot de passe TMAS sur un appareil que vous n’aviez encore jamais utilisé et doit maintenant configurer un second facteur. Si c’était vous, ouvrez ce lien sur l’appareil avec lequel vous voulez vous connecter. Il est valable 60 minutes.',
      button: 'Confirmer cet appareil',
    },
    removed: {
      subject: 'TMAS : un second facteur a été supprimé',
      app: 'L’application d’authentification a été supprimée de votre compte.',
      passkey: (name) => `La clé d’accès « ${name} » a été supprimée de votre compte.`,
      all: 'Votre second facteur a été supprimé : application d’authentification, clés d’accès et codes de secours. Jusqu’à ce que vous en configuriez un autre, votre mot de passe seul ouvre votre compte.',
    },
    codesMade: {
      subject: 'TMAS : nouveaux codes de secours',
      text: 'De nouveaux codes de secours ont été créés pour votre compte. Les anciens ne fonctionnent plus.',
    },
    codeUsed: {
      subject: 'TMAS : un code de secours a été utilisé',
      text: (left) =>
        plural(left, {
          one: `Quelqu’un a utilisé votre mot de passe et l’un de vos codes de secours. Il reste ${number(left)} code.`,
          other: `Quelqu’un a utilisé votre mot de passe et l’un de vos codes de secours. Il reste ${number(left)} codes.`,
        }),
    },
    guessed: {
      subject: 'TMAS : quelqu’un connaît votre mot de passe',
      text: 'Quelqu’un a saisi votre mot de passe correct, puis plusieurs fois des codes incorrects. Cette personne n’a pas pu se connecter. Si ce n’était pas vous, changez votre mot de passe maintenant.',
    },
  },
  setUpNotice: (person) => ({
    subject: `TMAS : ${person} a configuré un second facteur`,
    text: `${person} a configuré un second facteur pour la première fois. Si vous ne vous y attendiez pas, parlez-en avec cette personne : quelqu’un qui aurait découvert son mot de passe pourrait l’avoir fait.`,
  }),
  requiredNotice: (chain, day, hasNone) => ({
    subject: `TMAS : second facteur exigé des responsables de ${chain} à partir du ${day}`,
    text: [
      `À partir du ${day}, les responsables de ${chain} qui se connectent avec un mot de passe auront aussi besoin d’un second facteur : une application d’authentification ou une clé d’accès. La connexion avec Microsoft ne change pas.`,
      ...(hasNone
        ? [
            'Vous n’en avez pas encore. Configurez-le dès maintenant dans votre compte ; sinon, cela vous sera demandé à la connexion à partir de ce jour.',
          ]
        : []),
    ].join(' '),
  }),
  notRequiredNotice: (chain) => ({
    subject: `TMAS : second facteur facultatif pour les responsables de ${chain}`,
    text: `${chain} n’exige plus de second facteur de ses responsables. Ceux qui en ont un continuent de l’utiliser.`,
  }),
  notice: (person) => ({
    subject: `TMAS : le second facteur de ${person} a été supprimé`,
    text: `Le second facteur de ${person} a été supprimé. Jusqu’à ce qu’un autre soit configuré, le mot de passe seul ouvre son compte.`,
  }),
}
