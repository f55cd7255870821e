import { countsIn } from './counts.ts'
import type { explainPerson as source } from './explain-person.en.ts'

const { number, plural } = countsIn('fr')

export const explainPerson: typeof source = {
  title: 'Pourquoi cette personne ne peut-elle pas se connecter ?',
  reasons: {
    nobody: {
      cause: 'Aucun utilisateur n’a cette adresse.',
      remedy:
        'Si la personne doit avoir accès, ajoutez-la comme utilisateur avec exactement l’adresse de son compte Microsoft.',
    },
    nobody_but_alike: {
      cause: 'Aucun utilisateur n’a exactement cette adresse, mais l’un d’eux en a une qui lui ressemble.',
      remedy:
        'S’il s’agit de la même personne, remplacez son adresse par celle avec laquelle elle se connecte exactement à Microsoft.',
    },
    suspended: {
      cause: 'TMAS a suspendu ce client.',
      remedy:
        'Personne de votre entreprise ne peut se connecter avant la fin de la suspension. Contactez l’assistance TMAS ; rien n’est perdu.',
    },
    disabled: {
      cause: 'L’utilisateur est désactivé dans TMAS.',
      remedy: 'Si la personne doit de nouveau avoir accès, réactivez l’utilisateur.',
    },
    ended: {
      cause: 'Le compte de cet utilisateur a atteint sa date de fin.',
      remedy: 'Si la personne doit garder son accès, modifiez ou supprimez cette date.',
    },
    no_role: {
      cause: 'L’utilisateur n’a ni emplacement ni type de permission : il n’a rien à ouvrir.',
      remedy: 'Donnez à l’utilisateur un emplacement et un type de permission.',
    },
    no_tenant: {
      cause:
        'La chaîne de l’utilisateur n’a pas d’ID de locataire : personne ne peut s’y connecter avec Microsoft.',
      remedy:
        'Saisissez l’Azure Tenant ID sous Gérer les emplacements > Avancé. Si cette chaîne n’utilise pas Microsoft, envoyez à la personne un lien pour définir un mot de passe.',
    },
    tenants_disagree: {
      cause:
        'L’utilisateur a des types de permission dans plusieurs chaînes, et la chaîne située au-dessus d’elles n’a pas d’ID de locataire.',
      remedy:
        'Saisissez l’ID de locataire pour la chaîne située au-dessus d’elles, ou retirez les types de permission dans les autres chaînes : un seul locataire doit valoir pour tout ce que l’utilisateur peut atteindre.',
    },
    tenant_unknown: {
      cause: 'Microsoft ne connaît aucun locataire portant l’ID que la chaîne de l’utilisateur a dans TMAS.',
      remedy:
        'Copiez à nouveau l’ID de locataire depuis la page Vue d’ensemble du centre d’administration Microsoft Entra : un seul caractère faux suffit.',
    },
    tenant_is_application: {
      cause: 'L’ID de locataire de la chaîne est en fait l’ID d’application de TMAS.',
      remedy:
        'Remplacez-le par votre ID de locataire, que vous trouverez sur la page Vue d’ensemble du centre d’administration Microsoft Entra.',
    },
    tenant_in_other_cloud: {
      cause:
        'Le locataire de la chaîne se trouve dans un autre cloud de Microsoft, dont les comptes ne peuvent pas se connecter à ce TMAS.',
      remedy:
        'Saisissez l’ID d’un locataire du même cloud que ce TMAS, ou contactez l’assistance TMAS si votre organisation n’en a pas.',
    },
    wrong_tenant: {
      cause:
        'L’ID de locataire de la chaîne n’est pas celui du locataire où se trouvent les comptes de ses utilisateurs.',
      remedy:
        'Comparez les deux ID de locataire et corrigez celui de la chaîne. Personne ne s’est encore connecté avec lui.',
    },
    foreign_account: {
      cause: 'Le compte appartient à un autre locataire Microsoft que celui de la chaîne de l’utilisateur.',
      remedy:
        'Si la personne est invitée dans votre locataire, elle doit utiliser l’adresse de connexion de votre chaîne : envoyez-la-lui. Sinon, il lui faut un compte de votre organisation, ou une invitation de votre service informatique.',
    },
    other_chain: {
      cause:
        'Le compte appartient au locataire d’une autre de vos chaînes, et non à celui de la chaîne où se trouve l’utilisateur.',
      remedy:
        'Déplacez l’utilisateur vers un emplacement de la chaîne à laquelle correspond le locataire de ce compte. Si l’utilisateur est bien à sa place, demandez à votre administrateur informatique quel ID de locataire doit avoir la chaîne de l’utilisateur. Laissez cet ID tel quel si d’autres personnes l’utilisent pour se connecter.',
    },
    old_tenant: {
      cause: 'La personne se connectait par un locataire qui n’est plus celui de sa chaîne.',
      remedy:
        'Dites à la personne d’utiliser son compte du nouveau locataire. La première connexion crée le lien.',
    },
    domain_unknown: {
      cause:
        'Microsoft ne connaît aucune organisation ayant le domaine de l’adresse e-mail de l’utilisateur.',
      remedy:
        'Corrigez l’adresse : elle doit être exactement celle avec laquelle la personne se connecte à Microsoft, qui peut différer de celle de sa messagerie.',
    },
    personal_address: {
      cause:
        'L’adresse de l’utilisateur est celle d’un compte Microsoft personnel, et les comptes personnels ne peuvent pas se connecter.',
      remedy:
        'Remplacez-la par l’adresse du compte professionnel ou scolaire de la personne. Si elle n’en a pas, son administrateur informatique doit en créer un dans le locataire de votre chaîne.',
    },
    login_differs: {
      cause:
        'L’identifiant de connexion du compte Microsoft de la personne n’est pas son adresse e-mail dans TMAS.',
      remedy:
        'S’il s’agit de la même personne, saisissez exactement l’identifiant de connexion comme adresse dans TMAS.',
    },
    linked_elsewhere: {
      cause:
        'L’utilisateur est lié à un autre compte Microsoft ; celui qui a été utilisé a seulement la même adresse.',
      remedy:
        'Demandez au service informatique de la personne si le compte a été recréé. Si oui, supprimez le lien : la prochaine connexion en crée un nouveau. Sinon, quelqu’un d’autre a désormais cette adresse.',
    },
    password_closed: {
      cause:
        'La personne a essayé un mot de passe, mais l’authentification obligatoire ne l’autorise à se connecter qu’avec Microsoft.',
      remedy: 'Dites à la personne d’utiliser le bouton « Se connecter avec Microsoft ».',
    },
    password_missing: {
      cause: 'L’utilisateur n’a jamais défini de mot de passe.',
      remedy: 'Envoyez à la personne un lien pour en définir un.',
    },
    second_factor_failed: {
      cause: 'Le mot de passe était correct, mais le second facteur était incorrect ou manquant.',
      remedy:
        'La personne peut utiliser le dernier code de son application, une clé d’accès ou un code de secours. Si elle a perdu son téléphone, supprimez le second facteur dans la liste des utilisateurs ; elle pourra en configurer un autre.',
    },
    second_factor_to_set_up: {
      cause:
        'Le mot de passe était correct, mais la chaîne exige désormais un second facteur de ses responsables, et cette personne n’en a pas encore.',
      remedy:
        'La personne se connecte avec son mot de passe sur un appareil qu’elle a déjà utilisé et configure au passage une application d’authentification ou une clé d’accès. Sur un autre appareil, TMAS lui envoie d’abord un lien par e-mail. Si les e-mails ne lui parviennent pas, l’assistance TMAS peut créer un lien de récupération.',
    },
    password_wrong: {
      cause: 'Le dernier mot de passe essayé était incorrect.',
      remedy:
        'Envoyez à la personne un lien pour en définir un nouveau, ou faites-lui utiliser « Se connecter avec Microsoft ».',
    },
  },
  probably: {
    cause: (name, email) =>
      `Aucun utilisateur n’a exactement cette adresse. C’est probablement ${name}, dont l’adresse dans TMAS est ${email}.`,
    remedy: (address) =>
      `S’il s’agit de la même personne, remplacez son adresse par ${address}. Sinon, ajoutez un utilisateur.`,
    others: 'Ou l’un de ces utilisateurs :',
  },
  atChain: (chain) => `Les paramètres à modifier sont ceux de ${chain}.`,
  accountOfIt: {
    cause:
      'Microsoft n’a pas pu connecter ce compte : le compte lui-même, ou la façon dont l’organisation se connecte chez Microsoft, est en cause.',
    remedy:
      'Seul le service informatique de l’organisation peut y remédier. Envoyez-lui la référence et le numéro de Microsoft ; la personne n’y peut rien.',
  },
  clear: {
    nothing: {
      cause:
        'Rien dans TMAS n’arrête cette personne. TMAS n’a vu aucune tentative qui la nomme, mais une connexion que Microsoft arrête sur sa propre page ne laisse pas de nom.',
      remedy:
        'Demandez-lui ce que disait la page de Microsoft, et la référence affichée sur la page de connexion, que vous pouvez saisir ici. Si elle n’a pas encore essayé, demandez-lui de le faire.',
    },
    nothing_shown: {
      cause:
        'Rien de ce que TMAS peut vous montrer n’arrête cette personne. Il n’est pas encore prouvé que le locataire de votre chaîne est le vôtre : TMAS ne vous montre donc que les tentatives parties de l’adresse de connexion propre à votre chaîne.',
      remedy:
        'Envoyez cette adresse à la personne par e-mail et demandez-lui d’essayer par là : en cas d’échec, la raison s’affiche ici. Ou testez la connexion sous Gérer les emplacements > Avancé, ce qui prouve le locataire.',
    },
    settled: {
      cause:
        'Ce qui a arrêté la dernière tentative est résolu : rien dans TMAS n’arrête plus cette personne.',
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
    switched_on: 'Activé',
    switched_off: 'Désactivé',
    ends: (day) => `Prend fin le ${day}`,
    ended: (day) => `A pris fin le ${day}`,
    not_linked: 'Pas encore lié : la première connexion crée le lien',
    password: 'Oui',
    no_password: 'Aucun',
    none_seen:
      'TMAS n’a vu aucune tentative qui nomme cette personne. Une connexion que Microsoft arrête sur sa propre page ne laisse pas de nom.',
    door_open: 'Autorisé',
    door_closed: 'Non autorisé : l’authentification obligatoire ne laisse que Microsoft',
    door_kept: 'Autorisé : les responsables le gardent malgré l’authentification obligatoire',
    door_excepted: 'Autorisé : cet utilisateur bénéficie d’une exception',
    no_location: 'Aucun',
    no_such_address: 'Aucun utilisateur',
    holds: (role, place) => `${role}, ${place}`,
    tenant: (tenantId, chain, own) =>
      own ? `${tenantId}, défini pour ${chain}` : `${tenantId}, hérité de ${chain}`,
    noTenant: (chain) => `${chain} n’en a pas`,
    domainOf: (domain, tenantId) => `${domain} appartient au locataire ${tenantId}`,
    domainOfNobody: (domain) => `Microsoft ne connaît aucune organisation ayant ${domain}`,
    domainOfPersons: (domain) => `${domain} est réservé aux comptes Microsoft personnels`,
    domainsSeen: (domains) => `Un domaine comme ${domains}, avec lequel d’autres se connectent`,
    linked: (loginId, objectId) => `${loginId}, ID d’objet ${objectId}`,
    linkedBefore: (loginId, tenantId) =>
      `Pas dans le locataire actuel. Le lien avec ${loginId} dans le locataire ${tenantId} ne donne plus accès ; la prochaine connexion en crée un nouveau`,
    unreturned: (count, reference) =>
      plural(count, {
        one: `${number(count)} tentative par l’adresse de cette chaîne, dans les dernières 24 heures, ne nomme personne et peut être celle de cette personne : ${reference}. Typique de « Approbation de l’administrateur requise », d’une stratégie qui bloque ou d’un compte non affecté`,
        other: `${number(count)} tentatives par l’adresse de cette chaîne, dans les dernières 24 heures, ne nomment personne et peuvent être celles de cette personne ; la dernière est ${reference}. Typique de « Approbation de l’administrateur requise », d’une stratégie qui bloque ou d’un compte non affecté`,
      }),
    attempt: (time, door, outcome, reference) => `${time}, ${door} : ${outcome} Référence ${reference}`,
    succeeded: 'réussi.',
    pending: 'pas encore revenu.',
    typedOnly: 'Seul ce qui a été saisi indique qu’il s’agissait de cette personne : posez-lui la question.',
  },
  perhaps: {
    microsoft: (time, ended, reference) =>
      `Le ${time}, quelqu’un a saisi l’adresse de cette personne et a ouvert la page de Microsoft. ${ended} Ce n’était pas forcément cette personne : demandez-lui si c’était elle, et si sa page affiche la référence ${reference}.`,
    password: (time, ended, reference) =>
      `Le ${time}, quelqu’un a saisi le nom d’utilisateur de cette personne et un mot de passe. ${ended} Ce n’était pas forcément cette personne : demandez-lui si c’était elle, et si sa page affiche la référence ${reference}.`,
    ifSo: (remedy) => `Si c’était elle, voici la solution. ${remedy}`,
    title: 'Quelqu’un d’autre a peut-être essayé',
  },
  tenantStatus: {
    confirmed: 'Confirmé : des personnes se sont connectées avec lui',
    verified: 'Vérifié : Microsoft le connaît',
    not_verified: 'Non vérifié : Microsoft n’a pas encore pu être joint',
    no_such_tenant: 'Microsoft ne connaît pas ce locataire',
    other_cloud: 'Dans un autre cloud de Microsoft, dont les comptes ne peuvent pas se connecter ici',
  },
  doors: { microsoft: 'Microsoft', password: 'mot de passe' },
  mail: {
    subject: 'Comment se connecter à TMAS',
    microsoft:
      'Ouvrez votre page de connexion, dont l’adresse est à la fin de cet e-mail, et appuyez sur « Se connecter avec Microsoft ». Utilisez le compte professionnel ou scolaire dont l’adresse est celle à laquelle cet e-mail a été envoyé, et choisissez « Accepter » si Microsoft le demande.\n\nEn cas d’échec, la page montre une référence de huit caractères : envoyez-la-moi.',
    password:
      'Ouvrez votre page de connexion, dont l’adresse est à la fin de cet e-mail, et connectez-vous avec votre nom d’utilisateur et votre mot de passe. Si vous ne les connaissez pas, appuyez sur « Mot de passe oublié ? ».\n\nEn cas d’échec, la page montre une référence de huit caractères : envoyez-la-moi.',
  },
  panel: {
    nothingWrong: 'Aucun problème trouvé',
    actor: {
      person: 'C’est à la personne d’agir.',
      manager: 'C’est à un responsable TMAS d’agir.',
      it: 'C’est à votre administrateur informatique d’agir.',
      operator: 'C’est à TMAS d’agir.',
    },
    notWhatStops: 'N’est pas la cause',
    checks: 'Toutes les règles, dans l’ordre',
    again: 'Vérifier à nouveau',
    whoMay: (roles) => `Vous ne pouvez pas le faire vous-même. Peuvent le faire : ${roles}.`,
    done: 'C’est fait. Voici la situation maintenant.',
    failed: 'Une erreur s’est produite. Réessayez.',
    openSignIn: 'Ouvrir la tentative',
  },
  search: {
    label: 'Pourquoi quelqu’un ne peut-il pas se connecter ?',
    hint: 'Saisissez son adresse, son nom d’utilisateur ou son nom, ou la référence qu’il vous a lue.',
    button: 'Trouver pourquoi',
    forbidden: 'Cet utilisateur est en dehors de vos emplacements.',
    unreadable: 'Ce n’est ni une adresse, ni une référence, ni le nom d’un seul utilisateur.',
  },
  /** One click for an account that is no user yet. */
  admit: {
    open: 'Ajouter comme nouvel utilisateur',
    openOf: (loginId) => `Ajouter comme nouvel utilisateur : ${loginId}`,
    title: (loginId) => `Ajouter ${loginId} comme nouvel utilisateur ?`,
    hint: 'Son adresse sera celle que Microsoft a confirmée, et un e-mail lui expliquera comment se connecter.',
    help: 'Qui ajouter de cette façon',
    usernameHint:
      'Vous pouvez garder l’adresse professionnelle comme nom d’utilisateur. Tout autre nom ne contient pas de @.',
    wholeForm: 'Saisir aussi les autres informations',
    add: 'Ajouter',
    close: 'Fermer',
    failed: {
      not_found:
        'Ce compte appartient désormais à un utilisateur, ou la connexion est trop ancienne. Actualisez la page. Si le compte est encore libre, demandez à la personne de se connecter de nouveau.',
      invalid_request:
        'Ce compte ne pourrait pas s’y connecter, car un autre locataire, ou aucun, s’applique à cet emplacement. Choisissez un autre emplacement.',
      forbidden: 'Votre type de permission ne le permet pas ici.',
      email_taken: 'Un autre utilisateur a cette adresse. Vérifiez s’il s’agit de la même personne.',
      other: 'L’utilisateur n’a pas pu être ajouté. Réessayez.',
    },
  },
  nearMisses: {
    notice: (count) =>
      plural(count, {
        one: 'Une personne de votre organisation a essayé de se connecter et ressemble à l’un de vos utilisateurs.',
        other: `${number(count)} personnes de votre organisation ont essayé de se connecter et ressemblent à certains de vos utilisateurs.`,
      }),
    show: 'Vérifier',
    title: 'Comptes qui ressemblent à un utilisateur',
    account: 'Compte Microsoft',
    hint: 'Rien ne se fait automatiquement, et la personne qui a essayé n’en est pas informée.',
    tried: (time, reference) => `Dernière tentative ${time}, référence ${reference}`,
    why: {
      mail_is_address: 'La messagerie du compte a l’adresse de cet utilisateur',
      same_but_accents: 'Les adresses ne diffèrent que par des accents ou des signes de ponctuation',
      same_name_other_domain: 'Le même nom dans un autre domaine',
      one_slip_away: 'Les adresses diffèrent d’une faute de frappe',
      same_parts: 'Les adresses se composent des mêmes noms',
      same_person_name: 'Le compte porte le nom de cet utilisateur',
    },
    correct: 'Corriger l’adresse',
    notTheSame: 'Pas la même personne',
    confirmNotTheSame: (loginId, name) => `${loginId} n’est pas ${name} ?`,
    notTheSameHint: 'Ils ne seront plus présentés ensemble.',
    correctOf: (name, loginId) => `Corriger l’adresse de ${name} en ${loginId}`,
    notTheSameOf: (name, loginId) => `${loginId} n’est pas ${name}`,
  },
  differs: (loginId) =>
    `Le compte Microsoft lié s’appelle désormais ${loginId}. C’est le lien qui compte : la personne peut donc toujours se connecter. Si vous modifiez l’adresse ici, le lien est supprimé.`,
}
