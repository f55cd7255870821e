import type { explainPerson as source } from './explain-person.en.ts'

export const explainPerson: typeof source = {
  title: 'Pourquoi cette personne ne peut-elle pas se connecter ?',
  reasons: {
    nobody: {
      cause: 'Personne n’a cette adresse ici.',
      remedy:
        'Si la personne doit avoir accès, ajoutez-la comme utilisateur avec exactement l’adresse de son compte Microsoft.',
    },
    nobody_but_alike: {
      cause: 'Personne n’a exactement cette adresse, mais quelqu’un en a une qui lui ressemble.',
      remedy:
        'S’il s’agit de la même personne, donnez-lui exactement l’adresse avec laquelle elle se connecte à Microsoft.',
    },
    disabled: {
      cause: 'L’utilisateur est désactivé dans TMAS.',
      remedy: 'Si la personne doit de nouveau avoir accès, réactivez l’utilisateur.',
    },
    no_role: {
      cause: 'L’utilisateur n’a ni emplacement ni type de permission : il n’a rien à quoi accéder.',
      remedy: 'Donnez à l’utilisateur un emplacement et un type de permission.',
    },
    no_tenant: {
      cause:
        'La chaîne de l’utilisateur n’a pas d’identifiant de locataire : personne ne peut y entrer avec Microsoft.',
      remedy:
        'Saisissez l’Azure Tenant ID sous Gérer les emplacements > Avancé. Si cette chaîne n’utilise pas Microsoft, envoyez à la personne un lien pour définir un mot de passe.',
    },
    tenants_disagree: {
      cause:
        'L’utilisateur a des rôles dans plusieurs chaînes dont les identifiants de locataire diffèrent, et aucun n’est défini au-dessus.',
      remedy:
        'Saisissez l’identifiant de locataire pour la chaîne située au-dessus d’elles, ou retirez les rôles dans les autres chaînes : un seul locataire doit valoir pour tout ce que l’utilisateur atteint.',
    },
    tenant_unknown: {
      cause: 'Microsoft ne connaît aucun locataire portant l’identifiant de la chaîne de l’utilisateur.',
      remedy:
        'Copiez à nouveau l’ID de locataire depuis la page de vue d’ensemble du centre d’administration Microsoft Entra : un seul caractère faux suffit.',
    },
    tenant_is_application: {
      cause: 'La chaîne de l’utilisateur a pour identifiant de locataire l’ID d’application de TMAS.',
      remedy:
        'Remplacez-le par votre ID de locataire, sur la page de vue d’ensemble du centre d’administration Microsoft Entra.',
    },
    wrong_tenant: {
      cause:
        'La chaîne a l’identifiant d’un autre locataire que celui où se trouvent les comptes de ses utilisateurs.',
      remedy:
        'Comparez ci-dessous les deux identifiants de locataire et corrigez celui de la chaîne. Personne ne s’est encore connecté par lui.',
    },
    foreign_account: {
      cause: 'Le compte appartient à un autre locataire Microsoft que celui de la chaîne de l’utilisateur.',
      remedy:
        'Si la personne est invitée dans votre locataire, elle doit passer par l’adresse de votre chaîne : envoyez-la-lui. Sinon, il lui faut un compte de votre organisation, ou une invitation de votre service informatique.',
    },
    old_tenant: {
      cause: 'La personne se connectait par un locataire qui n’est plus celui de sa chaîne.',
      remedy:
        'Dites à la personne d’utiliser son compte du nouveau locataire : la première connexion établit le lien.',
    },
    domain_unknown: {
      cause:
        'Microsoft ne connaît aucune organisation ayant le domaine de l’adresse e-mail de l’utilisateur.',
      remedy:
        'Corrigez l’adresse : elle doit être exactement celle avec laquelle la personne se connecte à Microsoft, qui peut différer de sa boîte aux lettres.',
    },
    personal_address: {
      cause:
        'L’adresse de l’utilisateur est celle d’un compte Microsoft personnel, et aucun de ceux-ci ne peut entrer.',
      remedy:
        'Remplacez-la par l’adresse du compte professionnel ou scolaire de la personne. Si elle n’en a pas, son administrateur informatique en crée un, dans le locataire de votre chaîne.',
    },
    login_differs: {
      cause:
        'Le compte Microsoft de la personne a un autre identifiant de connexion que l’adresse e-mail dans TMAS.',
      remedy:
        'S’il s’agit de la même personne, mettez dans TMAS une adresse exactement égale à l’identifiant de connexion.',
    },
    linked_elsewhere: {
      cause:
        'L’utilisateur est lié à un autre compte Microsoft ; celui qui s’est présenté porte seulement la même adresse.',
      remedy:
        'Demandez au service informatique si le compte a été recréé. Si oui, supprimez le lien : la prochaine connexion en établit un nouveau. Sinon, quelqu’un d’autre a désormais cette adresse.',
    },
    password_closed: {
      cause:
        'La personne a essayé un mot de passe, mais l’authentification obligatoire ne lui laisse que Microsoft.',
      remedy: 'Dites à la personne d’utiliser le bouton « Se connecter avec Microsoft ».',
    },
    password_missing: {
      cause: 'L’utilisateur n’a jamais défini de mot de passe.',
      remedy: 'Envoyez à la personne un lien pour en définir un.',
    },
    second_factor_failed: {
      cause: 'Le mot de passe était correct, mais pas le second facteur, ou il n’a pas été donné.',
      remedy:
        'La personne utilise le dernier code de son application, une clé d’accès ou un code de récupération. Si le téléphone est perdu, supprimez le second facteur dans la liste des utilisateurs : la personne peut en configurer un autre.',
    },
    password_wrong: {
      cause: 'Le dernier mot de passe essayé n’était pas correct.',
      remedy:
        'Envoyez à la personne un lien pour en définir un nouveau, ou faites-lui utiliser « Se connecter avec Microsoft ».',
    },
  },
  clear: {
    nothing: {
      cause: 'Rien dans TMAS n’arrête cette personne, et elle n’a jamais essayé.',
      remedy: 'Demandez-lui d’essayer et, en cas d’échec, de vous lire la référence.',
    },
    settled: {
      cause: 'Ce qui a arrêté la dernière tentative est réglé : rien dans TMAS n’arrête plus cette personne.',
      remedy: 'Demandez-lui de réessayer et, en cas d’échec, de vous lire la référence.',
    },
    waiting: {
      cause: 'La personne est en train de se connecter, chez Microsoft.',
      remedy:
        'Attendez qu’elle revienne ou que 15 minutes soient passées. Si elle est bloquée, demandez ce que dit la page de Microsoft.',
    },
    works: {
      cause: 'Rien n’arrête cette personne : la dernière tentative a réussi.',
      remedy: 'Il n’y a rien à changer. En cas d’échec, demandez-lui de vous lire la référence.',
    },
  },
  said: {
    switched_on: 'Actif',
    switched_off: 'Désactivé',
    not_linked: 'Pas encore lié : la première connexion établit le lien',
    password: 'Oui',
    no_password: 'Aucun',
    never_tried: 'Jamais essayé',
    door_open: 'Ouvert',
    door_closed: 'Fermé par l’authentification obligatoire : il ne reste que Microsoft',
    door_kept: 'Ouvert : les responsables le gardent malgré l’authentification obligatoire',
    no_location: 'Aucun',
    no_such_address: 'Personne',
    holds: (role, place) => `${role}, ${place}`,
    tenant: (tenantId, chain, own) =>
      own ? `${tenantId}, défini pour ${chain}` : `${tenantId}, hérité de ${chain}`,
    noTenant: (chain) => `${chain} n’en a pas`,
    domainOf: (domain, tenantId) => `${domain} appartient au locataire ${tenantId}`,
    domainOfNobody: (domain) => `Microsoft ne connaît aucune organisation ayant ${domain}`,
    domainOfPersons: (domain) => `${domain} est réservé aux comptes Microsoft personnels`,
    domainsSeen: (domains) => `Un domaine comme ${domains}, par lequel d’autres se connectent`,
    linked: (loginId, objectId) => `${loginId}, ID d’objet ${objectId}`,
    linkedBefore: (loginId, tenantId) =>
      `Pas dans le locataire actuel. Le lien avec ${loginId} dans le locataire ${tenantId} n’ouvre rien ; la prochaine connexion en établit un nouveau`,
    unreturned: (count, reference) =>
      `${count === 1 ? '1 tentative' : `${count} tentatives`} par l’adresse de cette chaîne, dans les dernières 24 heures, sans nom au retour ou sans retour ; la dernière est ${reference}. Typique de « Approbation de l’administrateur requise », d’une stratégie qui bloque ou d’un compte sans attribution`,
    attempt: (time, door, outcome, reference) => `${time}, ${door} : ${outcome} Référence ${reference}`,
    succeeded: 'réussi.',
    pending: 'pas encore revenu.',
    typedOnly: 'Seule l’adresse saisie dit qu’il s’agissait de cette personne.',
  },
  tenantStatus: {
    confirmed: 'Confirmé : des personnes se sont connectées par lui',
    verified: 'Vérifié : Microsoft le connaît',
    not_verified: 'Non vérifié : Microsoft n’a pas encore pu être interrogé',
    no_such_tenant: 'Microsoft ne connaît pas ce locataire',
  },
  doors: { microsoft: 'Microsoft', password: 'mot de passe' },
  mail: {
    subject: 'Comment se connecter à TMAS',
    microsoft: (email, address) =>
      `Ouvrez ${address} et appuyez sur « Se connecter avec Microsoft ». Utilisez votre compte professionnel ou scolaire ${email}, et choisissez « Accepter » si Microsoft le demande.\n\nEn cas d’échec, la page montre une référence de huit caractères : envoyez-la-moi.`,
    password: (username, address) =>
      `Ouvrez ${address} et connectez-vous avec votre nom d’utilisateur ${username} et votre mot de passe. Si vous ne le connaissez pas, appuyez sur « Mot de passe oublié ? ».\n\nEn cas d’échec, la page montre une référence de huit caractères : envoyez-la-moi.`,
  },
  panel: {
    nothingWrong: 'Rien ne fait obstacle',
    actor: {
      person: 'C’est à la personne d’agir.',
      manager: 'C’est à un responsable TMAS d’agir.',
      it: 'C’est à votre administrateur informatique d’agir.',
      operator: 'C’est à TMAS d’agir.',
    },
    notWhatStops: 'N’arrête pas la personne',
    checks: 'Toutes les règles, dans l’ordre',
    again: 'Vérifier à nouveau',
    whoMay: (roles) => `Vous ne pouvez pas le faire vous-même. Peuvent le faire : ${roles}.`,
    done: 'C’est fait. Voici la situation maintenant.',
    failed: 'Cela n’a pas pu être fait. Réessayez.',
    openSignIn: 'Ouvrir la tentative',
  },
  search: {
    label: 'Quelqu’un ne peut pas se connecter ?',
    hint: 'Saisissez son adresse, ou la référence qu’on vous a lue.',
    button: 'Trouver pourquoi',
    lookAlikes: 'Qui a une adresse semblable',
    forbidden: 'Cet utilisateur est en dehors de vos emplacements.',
    unreadable: 'Ce n’est ni une adresse ni une référence.',
  },
  nearMisses: {
    notice: (count) =>
      count === 1
        ? '1 compte Microsoft de votre propre locataire a essayé de se connecter, n’est personne ici et ressemble à l’un de vos utilisateurs.'
        : `${count} comptes Microsoft de votre propre locataire ont essayé de se connecter, ne sont personne ici et ressemblent à l’un de vos utilisateurs.`,
    show: 'Les voir',
    title: 'Comptes qui ressemblent à un utilisateur',
    account: 'Compte Microsoft',
    hint: 'Rien ne se fait tout seul, et la personne qui a essayé n’en sait rien.',
    tried: (time, reference) => `Dernier essai ${time}, référence ${reference}`,
    why: {
      mail_is_address: 'La boîte aux lettres du compte est l’adresse de cet utilisateur',
      same_but_accents: 'Les adresses ne diffèrent que par des accents ou des signes',
      same_name_other_domain: 'Le même nom dans un autre domaine',
      one_slip_away: 'Les adresses diffèrent d’une faute de frappe',
      same_parts: 'Les adresses se composent des mêmes noms',
      same_person_name: 'Le compte porte le nom de cet utilisateur',
    },
    correct: 'Corriger l’adresse',
    notTheSame: 'Pas la même personne',
    confirmNotTheSame: (loginId, name) => `${loginId} n’est pas ${name} ?`,
    notTheSameHint: 'Les deux ne seront plus montrés ensemble.',
    correctOf: (name, loginId) => `Corriger l’adresse de ${name} en ${loginId}`,
    notTheSameOf: (name, loginId) => `${loginId} n’est pas ${name}`,
  },
  differs: (loginId) =>
    `Le compte Microsoft lié s’appelle désormais ${loginId}. Le lien décide : la personne se connecte quand même. Si vous changez l’adresse ici, le lien prend fin.`,
}
