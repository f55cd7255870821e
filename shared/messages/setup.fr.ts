import type { Messages } from './en.ts'

export const setup: Messages['setup'] = {
  guide: {
    title: 'Guide de mise en place',
    intro:
      'Cinq étapes relient cette chaîne à Microsoft Entra ID. Chacune se coche d’elle-même dès qu’elle est faite.',
    people: 'Ensuite : ajoutez les personnes qui doivent se connecter.',
    addPerson: 'Ajouter un utilisateur',
    importPeople: 'En importer plusieurs',
    progress: (done) => (done < 2 ? `${done} étape sur 5 est faite` : `${done} étapes sur 5 sont faites`),
    inheritedFrom: (name) => `Cette chaîne suit ${name}. Voici les étapes de ${name}.`,
    states: { done: 'Fait', next: 'À faire', waiting: 'Plus tard' },
    doneAt: (when) => `Fait le ${when}`,
    showSteps: 'Afficher les cinq étapes',
    hideSteps: 'Masquer les étapes',
    who: 'Qui',
    drawing: 'Un dessin, non une image de votre propre page',
    lastTime: 'Ce qui s’est passé en dernier',
    whoMustAct: 'Qui doit agir',
    steps: {
      find_tenant: {
        title: 'Trouver votre ID de locataire',
        who: 'Votre administrateur informatique ; ou vous, si vous pouvez ouvrir le centre d’administration Microsoft Entra',
        todo: [
          'Ouvrez le centre d’administration Microsoft Entra et connectez-vous avec votre compte professionnel.',
          'Dans son menu, choisissez Identité (plus récent : Entra ID), puis Vue d’ensemble.',
          'Copiez la valeur à côté de « ID de locataire ». Elle compte 36 caractères.',
        ],
        hint: 'Pas d’accès ? Passez à l’étape 2 et saisissez plutôt un nom de domaine de votre entreprise, par exemple votreentreprise.fr. TMAS cherche l’ID de locataire.',
      },
      paste_tenant: {
        title: 'Le coller dans TMAS',
        who: 'Un responsable de chaîne : vous',
        todo: [
          'Collez-le dans le champ « Azure Tenant ID » ci-dessous.',
          'Attendez que TMAS dise que Microsoft connaît ce locataire.',
          'Appuyez sur « Enregistrer ».',
        ],
        hint: 'Rien d’autre n’est demandé : ni ID client, ni secret, ni certificat.',
      },
      sign_in: {
        title: 'Se connecter avec Microsoft',
        who: 'N’importe quel utilisateur de cette chaîne. Vous pouvez être le premier',
        todo: [
          'Appuyez sur le bouton et choisissez votre compte professionnel chez Microsoft.',
          'L’adresse de connexion du compte doit être exactement l’adresse e-mail que TMAS connaît.',
        ],
        hint: 'Vous préférez d’abord essayer sans rien changer ? Utilisez « Tester la connexion » ci-dessous.',
      },
      accept: {
        title: 'Accepter la demande de Microsoft',
        who: 'Celui qui se connecte pour la première fois',
        todo: [
          'Microsoft demande une seule fois des autorisations : TMAS lit le nom et l’adresse de connexion, rien de plus.',
          'Appuyez sur « Accepter ». Ne fermez pas la fenêtre.',
        ],
        hint: 'Là où seuls les administrateurs peuvent approuver des applications, Microsoft dit « Approbation de l’administrateur requise ». Votre administrateur informatique accepte alors une fois pour tous.',
      },
      confirm: {
        title: 'Le confirmer dans Entra',
        who: 'Le premier utilisateur qui entre ; votre administrateur informatique, qui regarde',
        todo: [
          'Dès que le premier utilisateur est entré avec Microsoft, « Confirmé » s’affiche ici.',
          'Dans le centre d’administration Microsoft Entra, TMAS figure alors parmi les applications d’entreprise.',
        ],
        hint: 'Microsoft a laissé passer quelqu’un. Si personne n’est encore entré, la raison est indiquée ci-dessus.',
      },
    },
    notes: {
      inherited: 'Il vient de la chaîne supérieure.',
      not_verified:
        'Microsoft n’a pas encore pu dire s’il connaît ce locataire. TMAS le demande à nouveau de lui-même.',
    },
    openAdminCenter: 'Ouvrir le centre d’administration Microsoft Entra',
    toField: 'Aller au champ',
    yourEmail: (email) => `Votre adresse e-mail dans TMAS est ${email}.`,
    signsInAs: 'Vous êtes ensuite connecté comme l’utilisateur TMAS de ce compte.',
    comesBack: 'Vous êtes revenu sans être connecté',
    confirmed: 'Confirmé',
    confirmedBy: (name, when) => `${name} est entré en premier avec Microsoft, le ${when}.`,
    confirmedAt: (when) => `Le premier utilisateur est entré avec Microsoft le ${when}.`,
    whereInEntra:
      'TMAS figure maintenant dans le centre d’administration Microsoft Entra, sous Identité > Applications > Applications d’entreprise.',
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
      'Vous vous connectez chez Microsoft avec un compte de votre entreprise, et voyez chaque vérification. Rien n’est changé : personne n’est lié, et personne n’est connecté.',
    unsaved: 'Le test porte sur ce qui est dans le champ ci-dessus, avant l’enregistrement.',
    start: 'Tester la connexion',
    again: 'Tester à nouveau',
    close: 'Fermer le résultat',
    needsTenant: 'Saisissez d’abord l’Azure Tenant ID.',
    throttled: 'Il y a eu trop de tests en peu de temps. Attendez quelques minutes.',
    failedToStart: 'Le test n’a pas pu commencer. Réessayez.',
    gone: 'Ce test n’existe plus. Commencez-en un autre.',
    passed: 'La connexion fonctionne',
    passedText: (loginId, username) =>
      `${loginId} pourrait entrer, comme l’utilisateur ${username}. Rien n’a été changé.`,
    connected: 'La connexion fonctionne, mais ce compte ne pourrait pas entrer',
    failed: 'La connexion ne fonctionne pas encore',
    change: 'La seule chose à changer',
    useTenant: 'Mettre dans le champ l’ID de locataire reçu',
    guest:
      'Y étiez-vous invité ? Les invités entrent par l’adresse de connexion de cette chaîne, que ce test n’utilise pas.',
    checks: 'Chaque vérification',
    check: 'Vérification',
    result: 'Résultat',
    tested: 'ID de locataire testé',
    reference: 'Référence',
    correlationId: 'ID de corrélation de Microsoft',
    landing: {
      title: 'Le test est terminé',
      hint: 'Le résultat est affiché dans la fenêtre de TMAS. Vous pouvez fermer celle-ci.',
      goOn: 'Afficher le résultat ici',
    },
  },
  rehearsal: {
    begin: 'Commencer la répétition',
    end: 'Terminer la répétition',
    needsTenant: 'Une répétition a besoin d’un ID de locataire. Enregistrez d’abord l’Azure Tenant ID.',
    since: (when) => `Elle est en cours depuis le ${when}.`,
    nobody: 'Personne n’est entré avec un mot de passe depuis.',
    refused: (n) =>
      n === 1 ? '1 utilisateur aurait été refusé.' : `${n} utilisateurs auraient été refusés.`,
    ready: (ready, affected) =>
      affected === 1
        ? `${ready} utilisateur sur 1 s’est déjà connecté avec Microsoft.`
        : `${ready} utilisateurs sur ${affected} se sont déjà connectés avec Microsoft.`,
    user: 'Utilisateur',
    microsoft: 'Microsoft',
    passwordSignIns: 'Par mot de passe depuis',
    times: (n, last) => (n === 1 ? `une fois, le ${last}` : `${n} fois, la dernière le ${last}`),
    none: 'non',
    more: (n) => `et ${n} autres`,
    onMail: 'Chaque responsable de la chaîne reçoit un e-mail quand elle commence et quand elle se termine.',
  },
  home: {
    title: 'Reliez votre chaîne à Microsoft Entra ID : 5 étapes',
    progress: (chain, done) =>
      done < 2 ? `${chain} : ${done} étape sur 5 est faite.` : `${chain} : ${done} étapes sur 5 sont faites.`,
    next: (step) => `À faire : ${step}`,
    open: 'Ouvrir le guide de mise en place',
    soonTitle: 'Bientôt, votre chaîne se connectera uniquement avec Microsoft',
    soon: (email) =>
      `Essayez dès maintenant, tant que votre mot de passe fonctionne encore : connectez-vous avec votre compte professionnel ${email}.`,
  },
}
