import { withFrenchSpaces } from './french-spaces.ts'
import type { letters as en } from './letters.en.ts'

export const letters = withFrenchSpaces<typeof en>({
  greeting: (name) => `Bonjour ${name},`,
  sentBy: 'Ce message a été envoyé par TMAS. Les réponses ne sont pas lues.',
  ifNoButton: 'Si le bouton ne fonctionne pas, copiez cette adresse dans votre navigateur :',
  setPassword: 'Définir votre mot de passe',
  goToSignIn: 'Aller à la page de connexion',
  linkLasts: {
    reset: 'Le lien fonctionne une seule fois, pendant 60 minutes.',
    welcome: 'Le lien fonctionne une seule fois, pendant 7 jours.',
  },
  welcome: {
    subject: 'Bienvenue dans TMAS',
    withPassword: (username) =>
      `Vous avez un compte dans TMAS. Votre nom d’utilisateur est ${username}. Définissez votre mot de passe, puis connectez-vous avec les deux.`,
    alsoMicrosoft: (email) =>
      `Vous pouvez aussi choisir « Se connecter avec Microsoft » et utiliser votre compte Microsoft ${email}. Il ne vous faut alors aucun mot de passe TMAS.`,
    withMicrosoft: (email) =>
      `Vous avez un compte dans TMAS. Choisissez « Se connecter avec Microsoft » sur la page de connexion et utilisez votre compte professionnel ou scolaire ${email}. Il ne vous faut aucun mot de passe TMAS.`,
  },
  reset: {
    subject: 'Définir un nouveau mot de passe pour TMAS',
    text: (username) =>
      `Avec ce lien, vous pouvez définir un nouveau mot de passe pour le nom d’utilisateur ${username}.`,
    notAsked: 'Si vous n’avez rien demandé, il n’y a rien à faire : votre mot de passe ne change pas.',
  },
  useMicrosoft: {
    subject: 'Comment se connecter à TMAS',
    text: (email) =>
      `Un nouveau mot de passe a été demandé, mais votre chaîne se connecte uniquement avec Microsoft. Choisissez « Se connecter avec Microsoft » et utilisez votre compte professionnel ou scolaire ${email}.`,
  },
  wayBack: {
    subject: 'Définir un mot de passe pour TMAS',
    text: (chain, username) =>
      `${chain} pourra bientôt se connecter à TMAS avec un nom d’utilisateur et un mot de passe. Vous n’avez pas encore de mot de passe : votre nom d’utilisateur est ${username}. Le lien fonctionne dès que les mots de passe sont admis.`,
  },
  fromManager: (sender) => `${sender} vous a envoyé ce message par TMAS.`,
  notices: {
    tenantChanged: (chain, before, after) => ({
      subject: `TMAS : l’ID de locataire de ${chain} a été modifié`,
      text: `L’Azure Tenant ID de ${chain} est passé de ${before ?? 'aucun'} à ${after ?? 'aucun'}. Il décide de quels comptes Microsoft peuvent entrer.`,
    }),
    mandatoryOn: (chain) => ({
      subject: `TMAS : l’authentification obligatoire a été activée pour ${chain}`,
      text: `L’authentification obligatoire a été activée pour ${chain}. Les utilisateurs sous les niveaux de responsable se connectent maintenant uniquement avec Microsoft.`,
    }),
    mandatoryOff: (chain) => ({
      subject: `TMAS : l’authentification obligatoire a été désactivée pour ${chain}`,
      text: `L’authentification obligatoire a été désactivée pour ${chain}. Les utilisateurs peuvent de nouveau se connecter avec un nom d’utilisateur et un mot de passe.`,
    }),
    rehearsalBegun: (chain) => ({
      subject: `TMAS : une répétition de l’authentification obligatoire a commencé pour ${chain}`,
      text: `L’authentification obligatoire est répétée à blanc pour ${chain}. Personne n’est refusé : TMAS note qui l’aurait été, sous Gérer les emplacements > Avancé.`,
    }),
    rehearsalEnded: (chain) => ({
      subject: `TMAS : la répétition de l’authentification obligatoire est terminée pour ${chain}`,
      text: `La répétition de l’authentification obligatoire pour ${chain} a été terminée. L’authentification obligatoire reste désactivée.`,
    }),
    managerMade: (person, role) => ({
      subject: `TMAS : ${person} est maintenant responsable`,
      text: `${person} a reçu le type de permission ${role}.`,
    }),
    managersImported: (count, names) => ({
      subject:
        count === 1
          ? 'TMAS : une importation a créé un responsable'
          : `TMAS : une importation a créé ${count} responsables`,
      text: `Un fichier d’utilisateurs a été importé. Ont reçu un type de permission de responsable : ${names}.`,
    }),
    managerRecovered: (person) => ({
      subject: `TMAS : un lien de récupération a été créé pour ${person}`,
      text: `Un lien à usage unique a été créé, avec lequel ${person} peut définir un nouveau mot de passe. Il fonctionne pendant 15 minutes.`,
    }),
    managerAddressChanged: (person, before, after) => ({
      subject: `TMAS : l’adresse e-mail de ${person} a été modifiée`,
      text: `L’adresse e-mail de ${person}, responsable, est passée de ${before} à ${after}. Les liens pour définir un mot de passe y sont désormais envoyés, et le compte Microsoft de ce nom entre en tant que ${person}.`,
    }),
    trace: (who, when, where) => `Qui : ${who}\nQuand : ${when}\nD’où : ${where}`,
    apiKey: (name) => `la clé d’API « ${name} »`,
    operator: 'l’opérateur de TMAS',
    commandLine: 'la ligne de commande du serveur',
    notExpected:
      'Si vous ne vous attendiez pas à cela, adressez-vous à la personne nommée ci-dessus, ou au support TMAS.',
  },
})
