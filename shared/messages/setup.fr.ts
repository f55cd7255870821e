import { countsIn } from './counts.ts'
import type { OtherMessages } from './en.ts'

const { number, plural } = countsIn('fr')

export const setup: OtherMessages['setup'] = {
  guide: {
    title: 'Guide de mise en place',
    intro:
      'Cinq étapes relient cette chaîne à Microsoft Entra ID. Chacune est cochée dès qu’elle est terminée.',
    people: 'Ensuite : ajoutez les personnes qui pourront se connecter.',
    addPerson: 'Ajouter un utilisateur',
    importPeople: 'En importer plusieurs',
    progress: (done) =>
      plural(done, {
        one: `${number(done)} étape sur 5 est terminée`,
        other: `${number(done)} étapes sur 5 sont terminées`,
      }),
    inheritedFrom: (name) => `Cette chaîne reprend les paramètres de ${name}. Voici les étapes de ${name}.`,
    states: { done: 'Fait', next: 'À faire', waiting: 'Plus tard' },
    doneAt: (when) => `Fait le ${when}`,
    showSteps: 'Afficher les cinq étapes',
    hideSteps: 'Masquer les étapes',
    who: 'Qui',
    drawing: 'Une illustration, pas votre propre page',
    lastTime: 'Ce qui s’est passé en dernier',
    whoMustAct: 'Qui doit agir',
    steps: {
      find_tenant: {
        who: 'Votre administrateur informatique, ou vous, si vous avez accès au centre d’administration Microsoft Entra',
        todo: [
          'Ouvrez le centre d’administration Microsoft Entra et connectez-vous avec votre compte professionnel.',
          'Dans son menu, choisissez Entra ID (dans les anciennes versions : Identité), puis Vue d’ensemble.',
          'Copiez la valeur à côté de « ID de locataire ». Elle compte 36 caractères.',
        ],
        hint: 'Pas d’accès ? Passez à l’étape 2 et saisissez plutôt un nom de domaine de votre entreprise, par exemple votreentreprise.fr. TMAS recherche l’ID de locataire.',
      },
      paste_tenant: {
        who: 'Un responsable de chaîne : vous',
        todo: [
          'Collez-le dans le champ « Azure Tenant ID » ci-dessous.',
          'Attendez que TMAS indique que Microsoft connaît ce locataire.',
          'Appuyez sur « Enregistrer ».',
        ],
        hint: 'Rien d’autre n’est demandé : ni ID client, ni secret, ni certificat.',
      },
      sign_in: {
        who: 'N’importe quel utilisateur de cette chaîne. Vous pouvez être le premier',
        todo: [
          'Appuyez sur le bouton et choisissez votre compte professionnel chez Microsoft.',
          'L’adresse de connexion du compte doit être exactement l’adresse e-mail de l’utilisateur dans TMAS.',
        ],
        hint: 'Vous préférez essayer d’abord, sans rien changer ? Utilisez « Tester la connexion » ci-dessous.',
      },
      accept: {
        who: 'La première personne qui se connecte',
        todo: [
          'Microsoft demande des autorisations une seule fois. TMAS lit le nom et l’adresse de connexion, rien de plus.',
          'Appuyez sur « Accepter ». Ne fermez pas la fenêtre.',
        ],
        hint: 'Si seuls les administrateurs peuvent approuver des applications, Microsoft affiche « Approbation de l’administrateur requise ». Votre administrateur informatique accepte alors une fois pour tous.',
      },
      confirm: {
        who: 'Le premier utilisateur qui se connecte. Votre administrateur informatique peut le vérifier',
        todo: [
          'Dès que le premier utilisateur s’est connecté avec Microsoft, « Confirmé » s’affiche ici.',
          'Dans le centre d’administration Microsoft Entra, TMAS figure alors parmi les applications d’entreprise.',
        ],
        hint: 'Microsoft a laissé passer quelqu’un. Si personne ne s’est encore connecté à TMAS, la raison est indiquée ci-dessus.',
      },
    },
    notes: {
      inherited: 'Repris de la chaîne supérieure.',
      not_verified:
        'Microsoft n’a pas encore pu être interrogé sur ce locataire. TMAS redemandera automatiquement.',
    },
    openAdminCenter: 'Ouvrir le centre d’administration Microsoft Entra',
    toField: 'Aller au champ',
    yourEmail: (email) => `Votre adresse e-mail dans TMAS est ${email}.`,
    signsInAs: 'Vous serez ensuite connecté en tant qu’utilisateur TMAS de ce compte.',
    comesBack: 'Vous n’avez pas été connecté',
    confirmed: 'Confirmé',
    confirmedBy: (name, when) => `${name} s’est connecté en premier avec Microsoft, le ${when}.`,
    confirmedAt: (when) => `Le premier utilisateur s’est connecté avec Microsoft le ${when}.`,
    whereInEntra:
      'TMAS figure maintenant dans le centre d’administration Microsoft Entra, sous Entra ID > Applications d’entreprise (dans les anciennes versions : Identité > Applications > Applications d’entreprise).',
    openEnterpriseApplications: 'Ouvrir les applications d’entreprise',
    overview: {
      alt: 'La vue d’ensemble du centre d’administration Microsoft Entra : l’ID de locataire se trouve sous le nom de l’organisation.',
      menu: 'Vue d’ensemble',
      name: 'Nom',
      tenantId: 'ID de locataire',
      domain: 'Domaine principal',
    },
    request: {
      alt: 'La demande d’autorisations de Microsoft, avec le bouton « Accepter » à droite.',
      title: 'Autorisations demandées',
      cancel: 'Annuler',
      accept: 'Accepter',
    },
  },
  test: {
    title: 'Tester la connexion',
    intro:
      'Vous vous connectez chez Microsoft avec un compte de votre entreprise, et vous voyez chaque vérification. Rien n’est modifié : personne n’est lié, et personne n’est connecté.',
    unsaved: 'Le test porte sur ce qui est dans le champ ci-dessus, avant l’enregistrement.',
    start: 'Tester la connexion',
    again: 'Tester à nouveau',
    close: 'Fermer le résultat',
    needsTenant: 'Saisissez d’abord l’Azure Tenant ID.',
    throttled: 'Trop de tests en peu de temps. Attendez quelques minutes.',
    failedToStart: 'Le test n’a pas pu démarrer. Réessayez.',
    gone: 'Ce test n’est plus disponible. Lancez-en un autre.',
    passed: 'La connexion fonctionne',
    passedText: (loginId, username) =>
      `${loginId} pourrait se connecter, en tant que ${username}. Rien n’a été modifié.`,
    connected: 'La connexion fonctionne, mais ce compte ne pourrait pas se connecter',
    failed: 'La connexion ne fonctionne pas encore',
    change: 'La seule chose à changer',
    useTenant: 'Mettre dans le champ l’ID de locataire reçu',
    guest:
      'Y êtes-vous invité ? Les invités se connectent par l’adresse de connexion de cette chaîne, que ce test n’utilise pas.',
    checks: 'Toutes les vérifications',
    check: 'Vérification',
    result: 'Résultat',
    tested: 'ID de locataire testé',
    reference: 'Référence',
    correlationId: 'ID de corrélation de Microsoft',
    landing: {
      title: 'Le test est terminé',
      hint: 'Le résultat est affiché dans la fenêtre de TMAS. Vous pouvez fermer celle-ci.',
      link: 'Afficher le résultat ici',
    },
  },
  rehearsal: {
    begin: 'Commencer l’essai à blanc',
    end: 'Terminer l’essai à blanc',
    needsTenant: 'Un essai à blanc nécessite un ID de locataire. Enregistrez d’abord l’Azure Tenant ID.',
    since: (when) => `Il est en cours depuis le ${when}.`,
    nobody: 'Depuis, personne ne s’est connecté avec un mot de passe.',
    refused: (n) =>
      plural(n, {
        one: `${number(n)} utilisateur aurait été refusé.`,
        other: `${number(n)} utilisateurs auraient été refusés.`,
      }),
    ready: (ready, affected) =>
      plural(ready, {
        one: `${number(ready)} utilisateur sur ${number(affected)} s’est déjà connecté avec Microsoft.`,
        other: `${number(ready)} utilisateurs sur ${number(affected)} se sont déjà connectés avec Microsoft.`,
      }),
    user: 'Utilisateur',
    microsoft: 'Microsoft',
    passwordSignIns: 'Par mot de passe depuis lors',
    times: (n, last) =>
      plural(n, { one: `une fois, le ${last}`, other: `${number(n)} fois, la dernière le ${last}` }),
    none: 'non',
    more: (n) => plural(n, { one: `et ${number(n)} autre`, other: `et ${number(n)} autres` }),
    onMail: 'Chaque responsable de la chaîne reçoit un e-mail quand il commence et quand il se termine.',
  },
}
