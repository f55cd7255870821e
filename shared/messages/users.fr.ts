import { mostMemberships } from '../permissions.ts'
import { countsIn } from './counts.ts'
import type { UserMessages } from './users.en.ts'

const { number, plural } = countsIn('fr')

export const users: UserMessages = {
  count: (n) => plural(n, { one: `${number(n)} utilisateur`, other: `${number(n)} utilisateurs` }),
  range: (from, to, total) => `${number(from)} à ${number(to)} sur ${number(total)}`,
  alone:
    'Vous êtes la seule personne pour l’instant. Ajoutez des personnes une par une ou importez un fichier. Chacune reçoit un e-mail qui explique comment se connecter.',
  none: 'Aucun utilisateur ne correspond.',
  columns: {
    username: 'Nom d’utilisateur',
    name: 'Nom',
    email: 'E-mail',
    role: 'Type de permission',
    chain: 'Chaîne',
    status: 'État',
    lastSignIn: 'Dernière connexion',
    link: 'Lien Microsoft',
    actions: 'Actions',
  },
  status: { enabled: 'Activé', disabled: 'Désactivé' },
  endsOn: (day) => `Prend fin le ${day}`,
  endedOn: (day) => `A pris fin le ${day}`,
  ends: { within_30_days: 'Prend fin dans les 30 jours', ended: 'A pris fin' },
  never: 'Jamais',
  linked: 'Lié',
  neverTried: 'Non lié, jamais essayé',
  refusedLast: 'Non lié, refusé la dernière fois',
  notLinked: 'Non lié',
  search: 'Rechercher',
  searchHint: 'Début d’un nom d’utilisateur, d’un nom ou d’un e-mail',
  location: 'Ayant accès à',
  includeBelow: 'Y compris ceux en dessous',
  role: 'Type de permission',
  perPage: 'Utilisateurs par page',
  first: 'Première page',
  previous: 'Page précédente',
  next: 'Page suivante',
  add: 'Ajouter un utilisateur',
  import_: 'Importer',
  export_: 'Exporter',
  edit: 'Modifier',
  editUser: (name) => `Modifier ${name}`,
  actionsOn: (name) => `Actions pour ${name}`,
  enable: 'Activer',
  disable: 'Désactiver',
  remove: 'Supprimer',
  unlink: 'Dissocier de Microsoft',
  signOutEverywhere: 'Déconnecter partout',
  cancel: 'Annuler',
  save: 'Enregistrer',
  saved: (name) => `${name} : modifications enregistrées.`,
  added: (name) => `Le compte de ${name} a été ajouté. Aucun e-mail de bienvenue n’a été envoyé.`,
  addedAndMailed: (name, address) =>
    `Le compte de ${name} a été ajouté. L’e-mail de bienvenue est en cours d’envoi à ${address}.`,
  done: {
    enable: (name) => `${name} peut de nouveau se connecter.`,
    disable: (name, sessions) =>
      plural(sessions, {
        none: `Le compte de ${name} a été désactivé.`,
        one: `Le compte de ${name} a été désactivé. ${number(sessions)} session a pris fin.`,
        other: `Le compte de ${name} a été désactivé. ${number(sessions)} sessions ont pris fin.`,
      }),
    remove: (name) => `Le compte de ${name} a été supprimé.`,
    unlink: (name) => `Le compte de ${name} a été dissocié de Microsoft.`,
    signOut: (name, { sessions, apiKeys }) =>
      [
        plural(sessions, {
          none: `${name} n’avait aucune session ouverte.`,
          one: `${number(sessions)} session de ${name} a pris fin.`,
          other: `${number(sessions)} sessions de ${name} ont pris fin.`,
        }),
        plural(apiKeys, {
          none: '',
          one: `${number(apiKeys)} clé d’API a été révoquée.`,
          other: `${number(apiKeys)} clés d’API ont été révoquées.`,
        }),
      ]
        .join(' ')
        .trim(),
  },
  confirm: {
    disable: (name) => `Désactiver ${name} ?`,
    disableHint:
      'Toutes les sessions de cet utilisateur prennent fin aussitôt, et il ne peut plus se connecter tant que vous ne le réactivez pas.',
    remove: (name) => `Supprimer ${name} ?`,
    removeHint:
      'L’utilisateur est supprimé, avec ses types de permission et son lien Microsoft. Cette action est définitive. Ce qu’il a fait reste dans les journaux.',
    unlink: (name) => `Dissocier ${name} de Microsoft ?`,
    unlinkHint:
      'Les sessions ouvertes avec Microsoft prennent fin aussitôt. La prochaine connexion avec l’adresse de cet utilisateur crée un nouveau lien : vérifiez d’abord avec le service informatique que cette adresse est toujours la sienne.',
    signOut: (name) => `Déconnecter ${name} partout ?`,
    signOutHint:
      'Toutes les sessions de cet utilisateur prennent fin aussitôt, et toutes les clés d’API qu’il a créées sont révoquées. Il peut se reconnecter : pour l’en empêcher, désactivez-le.',
  },
  page: {
    canTheySignIn: 'Cette personne peut-elle se connecter ?',
    facts: 'À propos de cette personne',
    showForm: 'Afficher le formulaire',
    history: 'Historique',
    allSignIns: 'Toutes les connexions de cette personne',
    kinds: {
      all: 'Tout',
      sign_in: 'Connexions',
      session: 'Sessions',
      change: 'Modifications',
      mail: 'E-mails',
    },
    nothing: 'Rien pour l’instant.',
    more: 'Afficher la suite',
    openSignIn: (reference) => `Ouvrir la connexion ${reference}`,
    sessions: 'Sessions ouvertes',
    noSessions: 'Aucune session ouverte.',
    signOutHint:
      'Met fin aussitôt à toutes les sessions et révoque ses clés d’API. La personne peut se reconnecter.',
    noMails: 'Aucun e-mail pour l’instant.',
    pendingEmail: 'Nouvel e-mail, pas encore confirmé',
    linkedAt: 'Associé',
    lastUsedAt: 'Dernière utilisation',
  },
  personData: {
    title: 'Données personnelles',
    hint: 'Si cette personne demande ses données, ou demande à être effacée.',
    download: 'Télécharger ses données',
    erase: 'Effacer cette personne',
    eraseTitle: (name: string) => `Effacer ${name} ?`,
    eraseHint:
      'L’utilisateur, ses connexions et les e-mails qui lui sont adressés sont supprimés, et son nom et ses adresses disparaissent du journal d’audit. Ce qui s’est passé y reste, sans son nom. C’est irréversible.',
    typeUsername: (username: string) => `Pour confirmer, saisissez le nom d’utilisateur : ${username}`,
    otherUsername: 'Ce n’est pas le nom d’utilisateur.',
    failed: {
      last_manager:
        'C’est la dernière personne qui peut gérer votre entreprise ici. Donnez d’abord la même permission à quelqu’un d’autre.',
      forbidden: 'Votre type de permission ne le permet pas.',
      not_found: 'Cet utilisateur n’existe plus.',
      other: 'Rien n’a été effacé. Réessayez.',
    },
  },
  mailing: {
    resetPassword: 'Réinitialiser le mot de passe',
    mail: 'Envoyer un e-mail',
    resetPasswordTitle: (name) => `Envoyer à ${name} un lien pour définir un nouveau mot de passe ?`,
    resetPasswordHint:
      'Le lien fonctionne une fois, pendant une heure. Le mot de passe actuel reste valable tant qu’un nouveau n’est pas défini.',
    mailTitle: (name) => `E-mail à ${name}`,
    mailHint: 'Laissez les deux champs vides pour renvoyer l’e-mail de bienvenue.',
    subject: 'Objet',
    message: 'Message',
    send: 'Envoyer',
    sent: (email) =>
      `Un e-mail est en cours d’envoi à ${email}. L’historique, sur la page de l’utilisateur, indique s’il est parti.`,
    failed: {
      forbidden: 'Votre type de permission ne le permet pas.',
      not_found: 'Cet utilisateur n’existe plus.',
      account_disabled:
        'Cet utilisateur est désactivé, ou son compte a pris fin. Réactivez-le ou modifiez d’abord la date.',
      microsoft_required:
        'Cet utilisateur se connecte uniquement avec Microsoft : il n’a pas de mot de passe à définir.',
      too_many_mails:
        'Trop d’e-mails ont été envoyés aujourd’hui à cet utilisateur ou à l’ensemble des utilisateurs. Réessayez plus tard.',
      not_welcomed:
        'TMAS n’a encore rien envoyé à cette adresse. Envoyez d’abord l’e-mail de bienvenue : laissez l’objet et le message vides.',
      invalid_request:
        'Envoi impossible : le texte contient un lien, une adresse e-mail ou des caractères interdits dans un e-mail.',
      other: 'L’e-mail n’a pas pu être envoyé. Réessayez.',
    },
  },
  form: {
    account: 'Informations du compte',
    person: 'Informations de l’utilisateur',
    membership: 'Appartenance',
    username: 'Nom d’utilisateur',
    email: 'E-mail',
    emailHint: 'Exactement l’adresse avec laquelle cette personne se connecte à Microsoft.',
    language: 'Langue',
    browsersLanguage: 'Celle de son navigateur',
    languageHint: (mails) =>
      `Aucune langue n’a été choisie. Les pages suivent son navigateur, et ses e-mails sont d’abord en ${mails}.`,
    description: 'Description',
    enabled: 'Activé',
    endsOn: 'Date de fin',
    endsOnHint:
      'À partir de ce jour (UTC), cette personne ne peut plus se connecter. Laissez vide si le compte n’a pas de date de fin.',
    endsOnHelp: 'Fonctionnement des dates de fin',
    sendWelcome: 'Envoyer l’e-mail de bienvenue',
    firstName: 'Prénom',
    lastName: 'Nom',
    title: 'Fonction',
    mobilePhone: 'Téléphone mobile',
    location: 'Emplacement',
    role: 'Type de permission',
    addLocation: 'Ajouter un emplacement',
    removeLocation: (name) => `Retirer ${name}`,
    noLocation: 'Choisissez un emplacement.',
    own: 'Votre propre type de permission, votre emplacement et votre état ne peuvent être modifiés que par quelqu’un d’autre.',
    notYours:
      'Cet utilisateur a un type de permission supérieur au vôtre, ou un accès en dehors de votre branche. Vous ne pouvez pas le modifier.',
    emailEndsLink: 'Modifier l’adresse supprime le lien avec le compte Microsoft.',
    matrix: 'Qui peut faire quoi',
    allowed: 'Autorisé',
    notAllowed: 'Non autorisé',
    right: 'Droit',
  },
  rights: {
    'location.read': 'Voir les emplacements',
    'location.change': 'Gérer les emplacements',
    'settings.change': 'Modifier les paramètres avancés',
    'user.read': 'Voir les utilisateurs',
    'user.change': 'Gérer les utilisateurs',
    'records.read': 'Voir les connexions et le journal d’audit',
    'api-key.change': 'Gérer les clés d’API',
    'device.change': 'Marquer les ordinateurs partagés',
    'user.erase': 'Exporter et effacer les données des utilisateurs',
    'consent-kit.send': 'Envoyer le kit de consentement au service informatique',
  },
  address: {
    duplicate: 'Un autre utilisateur de ce client a cette adresse.',
    lookAlike: (email, username) => `Est-ce quelqu’un d’autre que ${username}, dont l’adresse est ${email} ?`,
    newDomain: (domain) => `Aucun utilisateur ici n’a encore d’adresse en ${domain}. Est-ce bien écrit ?`,
  },
  failed: {
    proof_required: 'Rien n’a été modifié, car vous n’avez pas confirmé que c’est bien vous.',
    forbidden: 'Votre type de permission ne le permet pas.',
    not_found: 'Cet utilisateur n’existe plus.',
    last_manager:
      'Il ne resterait personne au sommet pour gérer la chaîne et ses utilisateurs et se connecter avec un mot de passe. Donnez d’abord ce type de permission à quelqu’un d’autre et faites-lui définir un mot de passe.',
    too_many_mails:
      'Rien n’a été fait, car trop d’e-mails ont été envoyés aujourd’hui : au plus 10 par jour à une même adresse, et 5 000 à des adresses qui n’ont pas été liées à Microsoft. Réessayez plus tard, ou sans e-mail.',
    too_many_taken_names:
      'Trop de noms d’utilisateur étaient déjà pris. TMAS ne le dit qu’un nombre limité de fois par jour, pour que personne ne puisse dresser la liste des noms d’utilisateur d’autres entreprises. Réessayez plus tard ; un nom qui commence par celui de votre entreprise est rarement pris.',
    other: 'Une erreur s’est produite et rien n’a été enregistré. Réessayez.',
  },
  oddCharacter: {
    invisible_character: ({ code, place }) =>
      `Le caractère nº ${number(place)} (${code}) est invisible. Supprimez-le, ou saisissez le texte au lieu de le coller.`,
    mixed_scripts: ({ character, code, place }) =>
      `Le caractère nº ${number(place)}, « ${character} » (${code}), n’appartient pas au même alphabet que le reste du mot, ou vient d’un alphabet qui n’est plus en usage. Écrivez chaque mot dans un seul alphabet.`,
  },
  faults: {
    missing: 'Ce champ est obligatoire.',
    too_long: 'C’est trop long.',
    invisible_character: 'Ce texte contient un caractère invisible.',
    mixed_scripts:
      'Ce texte mélange plusieurs alphabets dans un mot, par exemple latin et cyrillique. Écrivez chaque mot dans un seul alphabet.',
    not_own_address:
      'Un nom d’utilisateur ne contient pas de @, sauf s’il est exactement l’adresse e-mail de cet utilisateur.',
    not_an_address: 'Ce n’est pas une adresse e-mail telle que ada@north.example.',
    not_a_language: 'Les langues sont le français, l’anglais et l’espagnol.',
    not_a_day: 'Ce n’est pas une date comme 2026-12-31.',
    not_a_role:
      'Ce n’est pas un type de permission : Responsable de chaîne et d’utilisateurs, Responsable de chaîne, Responsable d’utilisateurs, Responsable d’emplacement ou Lecteur.',
    link: 'Ce texte contient un lien. Écrivez-le sans le lien.',
    not_text: 'Ce texte contient des caractères qui ne peuvent pas être enregistrés.',
    no_such_location: 'Cet emplacement n’existe pas.',
    needs_a_chain: 'Ce type de permission ne peut être donné que sur une chaîne.',
    beyond_your_role: 'Vous ne pouvez pas donner ce type de permission à cet endroit.',
    username_taken:
      'Ce nom d’utilisateur, ou un nom qui lui ressemble, est déjà pris. Choisissez-en un autre.',
    email_taken: 'Un autre utilisateur de ce client a cette adresse.',
    not_checked:
      'Ce nom n’a pas été vérifié, car trop de noms d’utilisateur étaient pris. Corrigez les autres et vérifiez de nouveau le fichier plus tard.',
    twice_in_file: 'Cette valeur figure deux fois dans le fichier.',
    too_many_roles: `Un utilisateur a des types de permission sur ${number(mostMemberships)} emplacements au plus.`,
    twice_on_one_location: 'Un utilisateur n’a qu’un type de permission par emplacement.',
    formula: 'Ce texte commence comme une formule de tableur.',
    scientific:
      'Le tableur a abrégé ce nombre. Mettez sa colonne au format texte, et saisissez-le de nouveau.',
    damaged: 'Ce texte a été endommagé dans le tableur. Saisissez-le de nouveau.',
    several_locations:
      'Plusieurs emplacements portent ce nom. Saisissez le chemin, par exemple « Nord › Côte », ou l’ID de l’emplacement.',
    yourself:
      'Personne ne modifie cela de son propre compte par un import. Votre adresse se modifie dans votre compte, le reste par un autre responsable.',
    beyond_your_reach:
      'Vous ne pouvez pas modifier cet utilisateur : il a des droits au-dessus de votre type de permission ou hors de vos emplacements.',
    surplus_cells:
      'Cette ligne a plus de cellules que la première n’a de colonnes. Mettez entre guillemets droits tout texte qui contient le séparateur.',
    broken_quotes:
      'À partir de cette ligne, les guillemets droits ne correspondent plus. Vérifiez que chaque cellule ouverte par un guillemet est aussi fermée par un guillemet.',
  },
}
