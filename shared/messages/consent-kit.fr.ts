import type { consentKit as en } from './consent-kit.en.ts'
import { countsIn } from './counts.ts'

const { number, plural } = countsIn('fr')

export const consentKit: typeof en = {
  page: {
    title: (chain) => `Microsoft Entra ID et TMAS : ${chain}`,
    lead: (chain) =>
      `${chain} utilise TMAS pour suivre la fréquentation de ses magasins. Ses collaborateurs s’y connecteront avec le compte Microsoft qu’ils ont déjà. Cette page indique à l’administrateur de Microsoft Entra ID ce qu’il faut faire. Vous n’avez pas besoin de compte TMAS.`,
    chain: 'Chaîne',
    tenantId: 'ID de locataire',
    noTenant: 'pas encore saisi dans TMAS',
    until: (when) => `Cette page est disponible jusqu’au ${when}, sauf si le lien est révoqué.`,
    deadTitle: 'Ce lien ne fonctionne pas',
    deadHint:
      'Il est incomplet, il a expiré ou il a été révoqué. Demandez-en un nouveau à la personne qui vous l’a envoyé : un responsable TMAS peut en créer un sous Administration > Gérer les emplacements > Avancé.',
    steps: {
      title: 'Où en est la configuration',
      live: 'Cette liste se met à jour toute seule.',
      checkAgain: 'Vérifier de nouveau',
      progress: (done, total) =>
        plural(done, {
          one: `${number(done)} étape sur ${number(total)} est terminée.`,
          other: `${number(done)} étapes sur ${number(total)} sont terminées.`,
        }),
      allDone: 'Toutes les étapes sont terminées.',
      states: { done: 'Fait', next: 'À faire', waiting: 'Ensuite' },
      names: {
        find_tenant: 'Trouver l’ID de locataire',
        paste_tenant: 'Le saisir dans TMAS',
        sign_in: 'Se connecter avec Microsoft',
        accept: 'Accepter la demande',
        confirm: 'Confirmer dans Entra',
      },
      todo: {
        find_tenant:
          'Vous : dans le centre d’administration Microsoft Entra, ouvrez Vue d’ensemble, copiez « ID de locataire » et envoyez-le à votre responsable TMAS.',
        paste_tenant:
          'Votre responsable TMAS : le saisir sous Administration > Gérer les emplacements > Avancé, puis enregistrer.',
        sign_in:
          'N’importe qui dans la chaîne : choisir « Se connecter avec Microsoft » sur la page de connexion de TMAS. Vous pouvez accepter la demande avant.',
        accept:
          'Vous : accepter pour votre organisation. Sinon, chacun accepte pour soi quand Microsoft le demande.',
        confirm:
          'Toute personne qui a un compte TMAS : se connecter avec Microsoft. TMAS figure alors parmi vos applications d’entreprise, voir ci-dessous.',
      },
      notVerified: 'Microsoft n’a pas encore pu être interrogé sur cet ID de locataire.',
      inherited: 'Repris de la chaîne supérieure.',
      stopped: (sentence) => `La dernière connexion s’est arrêtée : « ${sentence} »`,
      saidGranted: (when) =>
        `D’après la réponse de Microsoft du ${when}, un administrateur a accepté. La prochaine connexion le prouvera.`,
    },
    asks: {
      title: 'Ce que TMAS demande',
      intro: 'Trois autorisations déléguées de Microsoft Graph, celles dont toute connexion a besoin :',
      permission: 'Autorisation',
      atMicrosoft: 'Nom chez Microsoft',
      why: 'Ce que TMAS en fait',
      permissions: {
        openid: {
          name: 'Connecter les utilisateurs',
          why: 'Apprend que Microsoft a connecté la personne, avec l’ID de locataire et l’ID d’objet du compte.',
        },
        profile: {
          name: 'Afficher le profil de base des utilisateurs',
          why: 'Lit l’identifiant de connexion et le nom. L’identifiant est comparé une seule fois, à la première connexion, avec l’adresse e-mail que TMAS connaît pour cette personne.',
        },
        email: {
          name: 'Afficher l’adresse e-mail des utilisateurs',
          why: 'Aide seulement à expliquer l’échec d’une connexion. Une adresse e-mail ne donne jamais accès.',
        },
      },
      none: 'TMAS conserve l’ID de locataire, l’ID d’objet et l’identifiant de connexion des personnes qui se sont connectées. Il ne garde aucun jeton de Microsoft.',
    },
    never: {
      title: 'Ce que TMAS ne demande jamais',
      items: [
        'Votre annuaire : aucun utilisateur, groupe, appareil ni responsable n’est lu, et rien n’est synchronisé.',
        'La messagerie, les calendriers, les fichiers, Teams ou SharePoint.',
        'Quoi que ce soit quand personne ne se connecte : pas d’autorisations d’application, pas d’accès hors connexion.',
        'Un mot de passe, un secret client, un certificat ou un compte d’administrateur de chez vous.',
        'De créer, modifier ou supprimer quoi que ce soit dans votre locataire. Seules les personnes ajoutées par vos responsables TMAS peuvent se connecter.',
      ],
    },
    who: {
      title: 'Qui demande',
      application: 'Application',
      publisher: 'Éditeur',
      publisherText: (product, host) => `${product}, ${host}`,
      clientId: 'ID d’application (client)',
      microsoftHost: 'Connexion chez',
      redirects: 'Les réponses vont à',
      tick: 'Avant d’accepter, comparez avec ce qu’affiche la page de Microsoft. Une coche bleue y signifie que Microsoft a vérifié l’éditeur.',
    },
    consent: {
      title: 'Accepter pour votre organisation',
      text: 'Le bouton ouvre la page de Microsoft pour votre locataire. Connectez-vous-y en tant qu’administrateur d’applications cloud, administrateur d’applications ou administrateur général, et acceptez. Ensuite, plus personne dans votre organisation ne sera interrogé. C’est toujours TMAS, ainsi que vos propres stratégies, qui décident qui peut utiliser TMAS.',
      button: 'Examiner la demande chez Microsoft',
      address: 'Ou copiez son adresse, pour le navigateur que vous utilisez comme administrateur :',
      noTenant:
        'Dès que votre responsable TMAS aura saisi l’ID de locataire, le lien vers la page de Microsoft pour votre locataire s’affichera ici.',
    },
    obstacles: {
      title: 'Ce qui peut arrêter une connexion, et comment autoriser TMAS',
      whereToLook:
        'Les pages de Microsoft affichent un code d’erreur (AADSTS…) et un ID de corrélation. Dans le centre d’administration, sous Journaux de connexion, l’ID de corrélation permet de retrouver la connexion, avec la stratégie qui l’a arrêtée.',
      items: {
        userConsent: {
          title: '« Approbation de l’administrateur requise » (AADSTS90094, 90095)',
          text: 'Vos collaborateurs ne peuvent pas accepter d’applications eux-mêmes, ou seulement celles d’éditeurs vérifiés avec des autorisations à faible impact. Acceptez pour votre organisation, ci-dessus ; aucun paramètre n’est à modifier.',
        },
        assignment: {
          title: '« Affectation requise » (AADSTS50105)',
          text: 'Dans Applications d’entreprise > TMAS > Propriétés, « Affectation requise ? » est sur Oui : seules les personnes affectées peuvent se connecter. Affectez-les sous Utilisateurs et groupes. Avec Entra ID P1 ou P2, vous pouvez affecter leur groupe à la place. Ou choisissez Non : TMAS lui-même n’autorise que les personnes qu’il connaît. Tant que c’est Oui, un administrateur doit accepter pour l’organisation.',
        },
        conditionalAccess: {
          title: 'Accès conditionnel (AADSTS53000 à 53004)',
          text: 'Vos stratégies s’appliquent à TMAS comme à toute application web. Second facteur, appareil conforme et emplacements nommés fonctionnent, car chacun se connecte sur la page de Microsoft, dans son navigateur. Si des ordinateurs partagés en magasin ne peuvent pas s’y conformer, créez une stratégie distincte pour TMAS, ou excluez-le de celle que nomme le journal de connexion.',
        },
        tenantRestrictions: {
          title: 'Invités et restrictions de locataire (AADSTS50020, 500021)',
          text: 'Les invités de votre locataire doivent utiliser l’adresse de connexion propre à la chaîne ; votre responsable TMAS la connaît. Si l’un de vos proxys restreint les locataires, le vôtre doit figurer dans sa liste.',
        },
        popups: {
          title: 'Fenêtres contextuelles bloquées',
          text: (origin) =>
            `TMAS ouvre la page de Microsoft dans une fenêtre contextuelle. Si elle est bloquée, la même connexion continue dans la page elle-même. Pour l’autoriser sur des navigateurs gérés, ajoutez ${origin} à la stratégie PopupsAllowedForUrls d’Edge et de Chrome, et continuez à y autoriser les cookies.`,
        },
      },
    },
    see: {
      title: 'Voir TMAS dans Entra',
      text: (clientId) =>
        `Une fois la demande acceptée pour la première fois, TMAS figure dans le centre d’administration Microsoft Entra sous Applications d’entreprise > Toutes les applications. Si la liste est longue, cherchez l’ID d’application ${clientId}. Vous y trouvez qui a accepté quoi (Autorisations), qui peut l’utiliser (Utilisateurs et groupes) et chaque connexion (Journaux de connexion).`,
    },
    undo: {
      title: 'Revenir en arrière',
      items: [
        'Pour arrêter tout le monde aussitôt : sous Applications d’entreprise > TMAS > Propriétés, mettez « Activé pour que les utilisateurs se connectent ? » sur Non.',
        'Pour retirer le consentement : révoquez-le sous Applications d’entreprise > TMAS > Autorisations. Microsoft le redemande alors.',
        'Pour supprimer TMAS de votre locataire : Applications d’entreprise > TMAS > Propriétés > Supprimer. La prochaine connexion redemande le consentement.',
        'Une personne connectée à TMAS à ce moment-là le reste jusqu’à la fin de sa session : après une heure sans utilisation, et après 12 heures dans tous les cas. Votre responsable TMAS peut y mettre fin aussitôt en désactivant l’utilisateur.',
      ],
    },
    answer: {
      grantedTitle: 'Microsoft dit : accepté pour votre organisation',
      grantedText:
        'TMAS a noté que la réponse de Microsoft le dit ; la prochaine connexion le prouvera. Les utilisateurs peuvent maintenant se connecter, et plus personne n’est interrogé.',
      otherTenantTitle: 'Microsoft dit : accepté, mais pour un autre locataire',
      otherTenantText: (theirs, ours) =>
        `La réponse nomme le locataire ${theirs}. TMAS a ${ours} pour cette chaîne : ce consentement ne sert donc pas ici. Connectez-vous à Microsoft en tant qu’administrateur du bon locataire, ou donnez le bon ID de locataire à votre responsable TMAS.`,
      refusedTitle: 'Microsoft dit : non accepté',
      refusedText: 'Rien n’a changé dans TMAS. Vous pouvez réessayer.',
      unreadableTitle: 'Ceci n’est pas une réponse de Microsoft',
      unreadableText: 'TMAS ne comprend pas ce qui est revenu et n’a rien changé. Réessayez.',
      again: 'Réessayer chez Microsoft',
      code: 'Code',
      correlationId: 'ID de corrélation',
      timestamp: 'Heure',
      close:
        'Vous pouvez fermer cette page. Le lien que vous avez reçu montre toujours où en est la configuration.',
    },
  },
  letter: {
    addressee: 'à l’administration de Microsoft Entra ID',
    subject: (chain) => `Autoriser la connexion à TMAS avec Microsoft : ${chain}`,
    text: (chain) =>
      `${chain} souhaite que ses collaborateurs se connectent à TMAS avec le compte Microsoft qu’ils ont déjà. La page derrière ce lien montre exactement ce que TMAS demande à Microsoft, et ce qu’il ne demande jamais. Elle contient le lien pour accepter au nom de votre organisation, les stratégies qui pourraient arrêter une connexion, et la marche à suivre pour revenir en arrière.`,
    noAccount: 'Vous n’avez pas besoin de compte TMAS, et ouvrir la page ne change rien.',
    open: 'Ouvrir la page pour votre service informatique',
    lasts: (until) => `Le lien fonctionne jusqu’au ${until}. Ne le transmettez pas à des inconnus.`,
    notExpected:
      'Si vous ne vous attendiez pas à ce message, adressez-vous à la personne nommée ci-dessus, ou ignorez-le : il ne se passera rien.',
  },
  panel: {
    title: 'Kit de consentement pour votre service informatique',
    intro:
      'Une page pour l’administrateur de votre Microsoft Entra ID, ouverte par un lien et sans compte TMAS. Elle montre ce que TMAS demande et pourquoi, le lien pour accepter au nom de votre organisation, ce qui pourrait bloquer, comment revenir en arrière, et les cinq étapes à mesure qu’elles sont terminées.',
    make: 'Créer un lien',
    made: 'Copiez le lien maintenant : il ne sera plus affiché.',
    link: 'Lien vers le kit de consentement',
    ends: (when) => `Il fonctionne jusqu’au ${when}.`,
    mail: 'L’envoyer par e-mail',
    mailTitle: 'Envoyer le kit de consentement',
    email: 'Adresse e-mail de l’administrateur informatique',
    language: 'Langue',
    message: 'Votre message (facultatif)',
    messageHint: '300 caractères au maximum, sans lien ni adresse.',
    send: 'Envoyer',
    sent: (email) => `Le lien est en cours d’envoi à ${email}.`,
    cancel: 'Annuler',
    living: 'Liens actifs',
    none: 'Aucun lien actif.',
    madeBy: 'Créé',
    madeByAt: (name, when) => `${name}, ${when}`,
    gone: 'Un utilisateur supprimé',
    recipient: 'Envoyé à',
    notMailed: 'Transmis directement',
    until: 'Jusqu’au',
    lastOpened: 'Dernière ouverture',
    neverOpened: 'Pas encore',
    answer: 'Réponse de Microsoft',
    answers: {
      granted: 'Accepté',
      other_tenant: 'Accepté pour un autre locataire',
      refused: 'Non accepté',
    },
    noAnswer: 'Pas encore',
    revoke: 'Révoquer',
    revokeThis: (recipient, when) => `Révoquer le lien du ${when} : ${recipient}`,
    revoked: 'Le lien a été révoqué.',
    problems: {
      throttled:
        'Vous avez atteint la limite de liens et d’e-mails pour aujourd’hui. Transmettez un lien que vous avez déjà, ou réessayez demain.',
      forbidden: 'Votre type de permission ne le permet pas ici.',
      not_found: 'Ce lien ne fonctionne plus.',
      invalid_request:
        'Vérifiez l’adresse et le message : texte simple, 300 caractères au maximum, sans lien ni adresse.',
      other: 'Une erreur s’est produite. Réessayez.',
    },
  },
}
