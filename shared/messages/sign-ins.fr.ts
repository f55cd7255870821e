import { countsIn } from './counts.ts'
import type { SignInMessages } from './sign-ins.en.ts'

const { number, plural } = countsIn('fr')

export const signIns: SignInMessages = {
  title: 'Connexions',
  administration: 'Administration',
  count: (total) =>
    plural(total, { one: `${number(total)} tentative`, other: `${number(total)} tentatives` }),
  none: 'Aucune tentative ne correspond à ces filtres.',
  columns: {
    time: 'Heure',
    who: 'Qui',
    door: 'Méthode',
    outcome: 'Résultat',
    cause: 'Cause',
    from: 'D’où',
    reference: 'Référence',
  },
  doors: { microsoft: 'Microsoft', password: 'Mot de passe' },
  outcomes: { pending: 'En cours', succeeded: 'Réussie', refused: 'Refusée' },
  asked: 'Demande de l’aide',
  helpRequests: {
    title: (count) =>
      plural(count, {
        one: '1 personne demande de l’aide pour se connecter',
        other: `${number(count)} personnes demandent de l’aide pour se connecter`,
      }),
    showAll: 'Les afficher toutes',
  },
  nobody: 'Inconnu',
  typed: (address) => `${address} (non confirmée)`,
  unprovenName: (name) => `${name} ? (non confirmé)`,
  older: 'Plus anciennes',
  newest: 'Les plus récentes',
  filters: {
    title: 'Filtres',
    search: 'Rechercher',
    searchHint: 'Référence, identifiant, nom, ID de corrélation',
    outcome: 'Résultat',
    code: 'Cause',
    door: 'Méthode',
    location: 'Emplacement',
    since: 'Du',
    until: 'Au',
    asked: 'Demande de l’aide',
  },
  live: {
    label: 'En direct',
    on: 'Les nouvelles tentatives sont annoncées au fur et à mesure.',
    off: 'Pas en direct. Cette liste reste telle quelle.',
    broken: 'La connexion en direct a été interrompue. Reconnexion…',
    fresh: (n) =>
      plural(n, { one: `${number(n)} nouvelle tentative`, other: `${number(n)} nouvelles tentatives` }),
    show: (n) =>
      plural(n, {
        one: `Afficher ${number(n)} nouvelle tentative`,
        other: `Afficher ${number(n)} nouvelles tentatives`,
      }),
  },
  patterns: {
    title: 'Échecs répétés',
    times: (n, chain, since) => `${number(n)} fois dans ${chain} depuis ${since}`,
    people: (n) => plural(n, { one: `de ${number(n)} personne`, other: `de ${number(n)} personnes` }),
    typicalOf: 'Typique de :',
    tenant: (tenantId) =>
      `Chaque fois, le locataire ${tenantId} a répondu. L’ID de locataire dans TMAS est sans doute erroné.`,
    show: (cause) => `Afficher ces tentatives : ${cause}`,
  },
  detail: {
    title: (reference) => `Connexion ${reference}`,
    back: 'Toutes les connexions',
    forbidden: 'Cette connexion est en dehors de vos emplacements.',
    whatHappened: 'Ce qui s’est passé',
    succeeded: 'La personne s’est connectée.',
    pending: 'La connexion est encore en cours.',
    whoMustAct: 'Qui doit agir',
    actors: {
      person: 'La personne',
      manager: 'Vous, le responsable TMAS',
      it: 'L’administrateur informatique de votre entreprise',
      operator: 'L’assistance TMAS',
    },
    whatToDo: 'Que faire',
    popupBlocked:
      'Le navigateur avait bloqué la fenêtre contextuelle ; la connexion s’est donc poursuivie dans la page.',
    askedForHelp: (when) => `La personne vous a demandé de l’aide le ${when}.`,
    unproven:
      'Rien ne prouve de qui vient cette tentative : l’adresse a été saisie, ou retenue par le navigateur, avant que Microsoft ne nomme qui que ce soit. Demandez à la personne.',
    checks: 'Vérifications',
    failedChecks: 'Vérifications échouées',
    allChecks: (all, failed) =>
      plural(failed, {
        none: `Les ${number(all)} vérifications, toutes réussies`,
        one: `Les ${number(all)} vérifications, dans l’ordre`,
        other: `Les ${number(all)} vérifications, dans l’ordre`,
      }),
    noChecks: 'La connexion s’est arrêtée avant toute vérification.',
    check: 'Vérification',
    result: 'Résultat',
    differs: 'Les caractères marqués diffèrent.',
    facts: 'Détails',
    started: 'Début',
    ended: 'Fin',
    person: 'Utilisateur',
    loginId: 'Identifiant de connexion',
    loginHint: 'Adresse indiquée',
    tenantId: 'ID de locataire',
    objectId: 'ID d’objet',
    chain: 'Par l’adresse de connexion de',
    ip: 'Adresse IP',
    device: 'Appareil',
    microsoft: 'Ce qu’a dit Microsoft',
    error: 'Erreur',
    correlationId: 'ID de corrélation',
    traceId: 'ID de trace',
    timestamp: 'Heure de Microsoft (UTC)',
    copyForIt: 'Copier pour le service informatique',
    copied: 'Copié',
  },
  values: {
    'a signed token': 'un jeton signé',
    "one of Microsoft's keys": 'l’une des clés de Microsoft',
    'no critical extension': 'aucune extension critique',
    'exp: not before nbf': 'exp : pas avant nbf',
    'exp: not in the past': 'exp : pas dans le passé',
    'nbf: not in the future': 'nbf : pas dans le futur',
    'iat: not in the future': 'iat : pas dans le futur',
    'iat: just issued': 'iat : émis à l’instant',
    "this attempt's": 'celui de cette tentative',
    another: 'un autre',
    'a work account': 'un compte professionnel',
    'a tenant ID': 'un ID de locataire',
    'a subject': 'un sujet',
    'an object ID': 'un ID d’objet',
    'a login ID': 'un identifiant de connexion',
    'an ID token': 'un jeton d’identité',
    none: 'aucun',
    'a code or a passkey of this user': 'un code ou une clé d’accès de cet utilisateur',
    'not given in time': 'non fourni à temps',
    'another, or one that was used before': 'un autre, ou un déjà utilisé',
  },
  forIt: {
    intro:
      'Une connexion à TMAS avec Microsoft n’a pas abouti. Vous pouvez la retrouver dans le centre d’administration Microsoft Entra :',
    where:
      'Entra ID > Surveillance et intégrité > Journaux de connexion, par l’ID de corrélation ou par utilisateur et heure.',
    outcome: 'Résultat',
    application: 'Application',
    todo: 'Que faire',
    none: 'aucun : Microsoft n’a affiché la raison que sur sa propre page',
  },
  remedies: {
    notMine: (name) =>
      `${name} a un type de permission supérieur au vôtre ou se trouve en dehors de vos emplacements. Demandez à un responsable de chaîne et d’utilisateurs.`,
    done: (name) => `C’est fait. ${name} peut réessayer maintenant.`,
  },
  help: {
    title: 'Prévenir votre responsable TMAS',
    email: 'Votre adresse e-mail professionnelle',
    send: 'Le prévenir',
    hint: 'Microsoft n’a pas dit à TMAS qui vous êtes. Avec votre adresse, votre responsable peut voir cette tentative et sa référence.',
    asked:
      'C’est noté. Si TMAS connaît cette adresse, vos responsables peuvent maintenant voir cette tentative.',
  },
}
