import { countsIn } from './counts.ts'
import { withFrenchSpaces } from './french-spaces.ts'
import type { letters as en } from './letters.en.ts'

const { number, plural } = countsIn('fr')

export const letters = withFrenchSpaces<typeof en>({
  greeting: (name) => `Bonjour ${name},`,
  sentBy: 'Ce message a été envoyé par TMAS. Les réponses ne sont pas lues.',
  ifNoButton: 'Si le bouton ne fonctionne pas, copiez cette adresse dans votre navigateur :',
  setPassword: 'Définir votre mot de passe',
  goToSignIn: 'Aller à la page de connexion',
  signInAt: (address) => `Votre page de connexion : ${address}`,
  linkLasts: {
    reset: 'Le lien fonctionne une seule fois et expire au bout de 60 minutes.',
    welcome: 'Le lien fonctionne une seule fois et expire au bout de 7 jours.',
  },
  welcome: {
    subject: 'Bienvenue sur TMAS',
    withPassword: (username) =>
      `Vous avez maintenant un compte TMAS. Votre nom d’utilisateur est ${username}. Définissez votre mot de passe, puis connectez-vous avec les deux.`,
    alsoMicrosoft: (email) =>
      `Vous pouvez aussi choisir « Se connecter avec Microsoft » et utiliser votre compte Microsoft ${email}. Vous n’avez alors pas besoin de mot de passe TMAS.`,
    withMicrosoft: (email) =>
      `Vous avez maintenant un compte TMAS. Choisissez « Se connecter avec Microsoft » sur la page de connexion et utilisez votre compte professionnel ou scolaire ${email}. Vous n’avez pas besoin de mot de passe TMAS.`,
  },
  reset: {
    subject: 'Définir un nouveau mot de passe TMAS',
    text: (username) =>
      `Utilisez ce lien pour définir un nouveau mot de passe pour le nom d’utilisateur ${username}.`,
    notAsked:
      'Si vous n’avez rien demandé, vous pouvez ignorer ce message : votre mot de passe ne change pas.',
  },
  useMicrosoft: {
    subject: 'Comment se connecter à TMAS',
    text: (email) =>
      `Un nouveau mot de passe a été demandé, mais votre chaîne se connecte uniquement avec Microsoft. Choisissez « Se connecter avec Microsoft » et utilisez votre compte professionnel ou scolaire ${email}.`,
  },
  rollOutNotice: {
    subject: (day) => `À partir du ${day}, connectez-vous à TMAS avec Microsoft`,
    linked: (chain, day) =>
      `À partir du ${day}, vous vous connecterez à ${chain} uniquement avec Microsoft, et votre mot de passe TMAS ne fonctionnera plus. Vous avez déjà utilisé votre compte Microsoft, vous n’avez donc rien à préparer : choisissez « Se connecter avec Microsoft », comme la dernière fois.`,
    signIn: (chain, day, email) =>
      `À partir du ${day}, vous vous connecterez à ${chain} uniquement avec Microsoft, et votre mot de passe TMAS ne fonctionnera plus. Connectez-vous une fois avec Microsoft avant ce jour, avec votre compte professionnel ${email}. Cela prend une minute.`,
    noMatch: (chain, day, email) =>
      `À partir du ${day}, vous vous connecterez à ${chain} uniquement avec Microsoft, et votre mot de passe TMAS ne fonctionnera plus. TMAS vous connaît sous l’adresse ${email}, qui ne ressemble pas à un compte professionnel Microsoft de votre entreprise. Votre responsable TMAS le sait déjà. Indiquez-lui l’adresse avec laquelle vous vous connectez chez Microsoft.`,
  },
  wayBack: {
    subject: 'Définir un mot de passe TMAS',
    text: (chain, username) =>
      `${chain} pourra bientôt se connecter à TMAS avec nom d’utilisateur et mot de passe. Vous n’avez pas encore de mot de passe. Votre nom d’utilisateur est ${username}. Le lien fonctionne dès que les mots de passe sont autorisés.`,
  },
  helpRequests: {
    subject: (count) =>
      plural(count, {
        one: 'TMAS : quelqu’un a besoin d’aide pour se connecter',
        other: `TMAS : ${number(count)} personnes ont besoin d’aide pour se connecter`,
      }),
    text: (count) =>
      plural(count, {
        one: 'Quelqu’un n’a pas pu se connecter avec Microsoft et a demandé à TMAS de vous prévenir :',
        other:
          'Ces personnes n’ont pas pu se connecter avec Microsoft et ont demandé à TMAS de vous prévenir :',
      }),
    line: (person, cause, reference) => `${person} : ${cause}, référence ${reference}`,
    more: (count) => plural(count, { one: 'et 1 autre', other: `et ${number(count)} autres` }),
    open: 'Les afficher',
    unproven:
      'Rien ne prouve de qui il s’agit : l’adresse saisie est celle d’un de vos utilisateurs. Interrogez la personne avant de modifier quoi que ce soit.',
    turnOff: (address) =>
      `Vous pouvez désactiver ces messages dans les paramètres de votre compte : ${address}`,
  },
  endingAccounts: {
    subject: (count) =>
      plural(count, {
        one: 'TMAS : un compte prend bientôt fin',
        other: `TMAS : ${number(count)} comptes prennent bientôt fin`,
      }),
    text: (count) =>
      plural(count, {
        one: 'À partir du jour indiqué (UTC), cette personne ne pourra plus se connecter à TMAS et ses sessions ouvertes prendront fin :',
        other:
          'À partir du jour indiqué (UTC), chacune de ces personnes ne pourra plus se connecter à TMAS et ses sessions ouvertes prendront fin :',
      }),
    line: (person, day) => `${person} : ${day}`,
    more: (count) => plural(count, { one: 'et 1 autre', other: `et ${number(count)} autres` }),
    whatToDo:
      'Si la date est correcte, vous n’avez rien à faire. Si une personne reste plus longtemps, ouvrez son compte sous Gérer les comptes d’utilisateurs, puis modifiez ou supprimez la date de fin.',
    open: (count) =>
      plural(count, { one: 'Ouvrir le compte', other: 'Ouvrir Gérer les comptes d’utilisateurs' }),
  },
  wasThisYou: {
    subject: 'TMAS : cette connexion était-elle la vôtre ?',
    text: (manager, reference) =>
      `${manager ?? 'Votre responsable TMAS'} a reçu la référence ${reference} d’une connexion à TMAS qui n’a pas abouti, et demande si c’était la vôtre.`,
    why: 'TMAS ne sait pas de qui il s’agit. Si vous confirmez, vos responsables voient pourquoi elle a échoué et peuvent vous aider.',
    open: 'La voir',
    lasts: 'Le lien fonctionne une fois et expire après 24 heures. Il ne connecte personne.',
    notYou: 'Si ce n’était pas vous, vous pouvez ignorer ce message.',
  },
  managersSubject: (subject) => `Message par TMAS : ${subject}`,
  fromManager: (sender) => `${sender} vous a envoyé ce message par TMAS.`,
  notices: {
    tenantChanged: (chain, before, after) => ({
      subject: `TMAS : l’ID de locataire de ${chain} a été modifié`,
      text: `L’Azure Tenant ID de ${chain} est passé de ${before ?? 'aucun'} à ${after ?? 'aucun'}. Il décide quels comptes Microsoft peuvent se connecter.`,
    }),
    mandatoryOn: (chain) => ({
      subject: `TMAS : l’authentification obligatoire a été activée pour ${chain}`,
      text: `L’authentification obligatoire a été activée pour ${chain}. Les utilisateurs en dessous des niveaux de responsable se connectent maintenant uniquement avec Microsoft.`,
    }),
    mandatoryOff: (chain) => ({
      subject: `TMAS : l’authentification obligatoire a été désactivée pour ${chain}`,
      text: `L’authentification obligatoire a été désactivée pour ${chain}. Les utilisateurs peuvent de nouveau se connecter avec un nom d’utilisateur et un mot de passe.`,
    }),
    confirmationOn: (chain) => ({
      subject: `TMAS : la confirmation des sessions a été activée pour ${chain}`,
      text: `Pour ${chain}, les sessions ouvertes avec Microsoft sont désormais confirmées auprès de Microsoft pendant leur utilisation. Toute personne bloquée ou supprimée dans Microsoft Entra ID est déconnectée de TMAS après 15 minutes d’utilisation au plus.`,
    }),
    confirmationOff: (chain) => ({
      subject: `TMAS : la confirmation des sessions a été désactivée pour ${chain}`,
      text: `Pour ${chain}, les sessions ouvertes avec Microsoft ne sont plus confirmées auprès de Microsoft. Toute personne bloquée ou supprimée dans Microsoft Entra ID reste connectée à TMAS jusqu’à la fin de sa session, soit 12 heures au plus.`,
    }),
    rehearsalBegun: (chain) => ({
      subject: `TMAS : un essai à blanc de l’authentification obligatoire a commencé pour ${chain}`,
      text: `Un essai à blanc de l’authentification obligatoire est en cours pour ${chain}. Personne n’est refusé : TMAS note qui l’aurait été, sous Gérer les emplacements > Avancé.`,
    }),
    rehearsalEnded: (chain) => ({
      subject: `TMAS : l’essai à blanc de l’authentification obligatoire est terminé pour ${chain}`,
      text: `L’essai à blanc de l’authentification obligatoire pour ${chain} a été terminé. L’authentification obligatoire reste désactivée.`,
    }),
    rollOutPlanned: (chain, waves) => ({
      subject: `TMAS : l’authentification obligatoire est prévue pour ${chain}`,
      text: `L’authentification obligatoire sera activée par vagues pour ${chain}. À partir du jour indiqué, les utilisateurs de ces branches situés en dessous des niveaux de responsable se connecteront uniquement avec Microsoft :\n\n${waves}`,
    }),
    rollOutRemoved: (chain) => ({
      subject: `TMAS : le déploiement de l’authentification obligatoire a été supprimé pour ${chain}`,
      text: `Le déploiement de l’authentification obligatoire a été supprimé pour ${chain}. Là où il avait commencé, les utilisateurs peuvent à nouveau se connecter avec nom d’utilisateur et mot de passe.`,
    }),
    rollOutBegun: (chain, branches) => ({
      subject: `TMAS : l’authentification obligatoire est activée dans une partie de ${chain}`,
      text: `Comme prévu, l’authentification obligatoire est maintenant activée dans ${branches}. Les utilisateurs de ces branches situés en dessous des niveaux de responsable se connectent maintenant uniquement avec Microsoft.`,
    }),
    rollOutPaused: (chain, branches) => ({
      subject: `TMAS : le déploiement de l’authentification obligatoire a été suspendu pour ${chain}`,
      text: `L’authentification obligatoire a été suspendue dans ${branches}. Les utilisateurs peuvent à nouveau s’y connecter avec nom d’utilisateur et mot de passe, et aucune autre vague ne commence avant la reprise du déploiement, sous Gérer les emplacements > Avancé.`,
    }),
    rollOutRefused: (count) =>
      plural(count, {
        one: 'TMAS a suspendu la vague automatiquement, parce qu’une personne n’a pas pu se connecter avec Microsoft :',
        other: `TMAS a suspendu la vague automatiquement, parce que ${number(count)} personnes n’ont pas pu se connecter avec Microsoft :`,
      }),
    rollOutResumed: (chain) => ({
      subject: `TMAS : le déploiement de l’authentification obligatoire reprend pour ${chain}`,
      text: `Le déploiement de l’authentification obligatoire a repris pour ${chain}. Dans les branches dont le jour est venu, les utilisateurs en dessous des niveaux de responsable se connectent uniquement avec Microsoft.`,
    }),
    rollOutUnmatched: (chain, day, names) => ({
      subject: `TMAS : adresses à vérifier pour ${chain} avant le ${day}`,
      text: `À partir du ${day}, l’authentification obligatoire s’applique, et toute personne citée ici risque de ne pas pouvoir se connecter, car son adresse dans TMAS ne ressemble pas à un compte professionnel de votre entreprise : ${names}. Avant ce jour, demandez avec quelle adresse elle se connecte chez Microsoft, et corrigez-la sous Gérer les comptes d’utilisateurs.`,
    }),
    managerMade: (person, role) => ({
      subject: `TMAS : ${person} est maintenant responsable`,
      text: `${person} a reçu le type de permission ${role}.`,
    }),
    managersMade: (count, names) => ({
      subject: plural(count, {
        one: 'TMAS : une personne est maintenant responsable',
        other: `TMAS : ${number(count)} personnes sont maintenant responsables`,
      }),
      text: `Ces personnes ont reçu un type de permission de responsable : ${names}.`,
    }),
    managersImported: (count, names) => ({
      subject: plural(count, {
        one: 'TMAS : un import a ajouté un responsable',
        other: `TMAS : un import a ajouté ${number(count)} responsables`,
      }),
      text: `Un fichier d’utilisateurs a été importé. Ces personnes ont reçu un type de permission de responsable : ${names}.`,
    }),
    passwordUsed: (person) => ({
      subject: `TMAS : ${person} a utilisé un mot de passe`,
      text: `${person} a utilisé son nom d’utilisateur et son mot de passe pour se connecter, bien que l’authentification obligatoire soit activée. Les responsables gardent ce moyen de se connecter ; TMAS en avertit donc les autres. Si ce n’était pas ${person}, désactivez le compte sous Gérer les comptes d’utilisateurs. Une fois le risque écarté, réactivez-le et envoyez un lien pour définir un nouveau mot de passe.`,
    }),
    exceptionMade: (person, chain, reason, day) => ({
      subject: `TMAS : ${person} peut garder un mot de passe`,
      text: `${person} peut garder son nom d’utilisateur et son mot de passe chez ${chain} malgré l’authentification obligatoire. À partir du ${day} (UTC), cette personne se connectera uniquement avec Microsoft. Raison indiquée : ${reason}`,
    }),
    exceptionRemoved: (person, chain) => ({
      subject: `TMAS : ${person} ne peut plus garder de mot de passe`,
      text: `L’exception de ${person} chez ${chain} a été supprimée. Là où l’authentification obligatoire est activée, cette personne se connecte uniquement avec Microsoft.`,
    }),
    exceptionsElsewhere: (chain) => ({
      subject: `TMAS : les exceptions chez ${chain} ont changé`,
      text: `Chez ${chain}, une exception nominative à l’authentification obligatoire a été ajoutée, modifiée ou supprimée. Votre type de permission ne couvre pas cette chaîne ; cet e-mail ne dit donc pas qui elle concerne. Les responsables de cette chaîne ont reçu l’avis complet.`,
    }),
    exceptionEnds: (person, chain, reason, day) => ({
      subject: `TMAS : l’exception de ${person} prend fin le ${day}`,
      text: `Le ${day}, l’exception à l’authentification obligatoire de ${person} chez ${chain} prend fin. Dès lors, cette personne se connecte uniquement avec Microsoft. S’il faut plus de temps, modifiez la date de fin sous Gérer les emplacements > Avancé. Raison indiquée : ${reason}`,
    }),
    apiKeyMade: (name, role, until) => ({
      subject: `TMAS : la clé d’API ${name} a été créée`,
      text: `La clé d’API ${name} a été créée, avec le type de permission ${role}. Un programme qui la possède peut utiliser ces droits jusqu’au ${until}, ou jusqu’à ce que la clé soit révoquée sous Administration > Clés d’API.`,
    }),
    managerRecovered: (person) => ({
      subject: `TMAS : un lien de récupération a été créé pour ${person}`,
      text: `Un lien à usage unique a été créé, avec lequel ${person} peut définir un nouveau mot de passe. Il fonctionne pendant 15 minutes.`,
    }),
    managerAddressChanged: (person, before, after) => ({
      subject: `TMAS : l’adresse e-mail de ${person} a été modifiée`,
      text: `L’adresse e-mail de ${person}, responsable, est passée de ${before} à ${after}. Les liens pour définir un mot de passe y sont désormais envoyés, et le compte Microsoft de ce nom se connecte en tant que ${person}.`,
    }),
    managersAddressesChanged: (count, changes) => ({
      subject: `TMAS : les adresses e-mail de ${number(count)} responsables ont été modifiées`,
      text: `Un fichier d’utilisateurs a été importé. Il a modifié les adresses e-mail de ces responsables :\n${changes}\nLes liens pour définir un mot de passe sont désormais envoyés aux nouvelles adresses, et les comptes Microsoft de ces noms se connectent en leur nom.`,
    }),
    trace: (who, when, where) => `Qui : ${who}\nQuand : ${when}\nD’où : ${where}`,
    apiKey: (name) => `la clé d’API « ${name} »`,
    operator: 'l’opérateur de TMAS',
    commandLine: 'la ligne de commande du serveur',
    notExpected:
      'Si vous ne vous y attendiez pas, adressez-vous à la personne nommée ci-dessus ou à l’assistance TMAS.',
  },
})
