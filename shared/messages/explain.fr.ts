import type { explain as source } from './explain.en.ts'

export const explain: typeof source = {
  causes: {
    unknown_user: {
      cause:
        'Microsoft a confirmé le compte, mais aucun utilisateur n’a son identifiant pour adresse e-mail.',
      remedy:
        'Si la personne est un utilisateur, mettez dans TMAS une adresse e-mail exactement égale à l’identifiant de connexion. Sinon, ajoutez-la comme utilisateur.',
    },
    wrong_password: {
      cause: 'Le mot de passe n’était pas correct.',
      remedy:
        'Envoyez à la personne un lien pour définir un nouveau mot de passe, ou faites-lui utiliser « Se connecter avec Microsoft ».',
    },
    account_disabled: {
      cause: 'L’utilisateur est désactivé dans TMAS.',
      remedy: 'Si la personne doit de nouveau avoir accès, réactivez l’utilisateur.',
    },
    microsoft_required: {
      cause:
        'Le mot de passe était correct, mais l’authentification obligatoire ne laisse à cet utilisateur que Microsoft.',
      remedy: 'Dites à la personne d’utiliser le bouton « Se connecter avec Microsoft ».',
    },
    microsoft_not_enabled: {
      cause:
        'La chaîne de l’utilisateur n’a pas d’identifiant de locataire : personne ne peut y entrer avec Microsoft.',
      remedy: 'Saisissez l’Azure Tenant ID sous Gérer les emplacements > Avancé.',
    },
    tenant_mismatch: {
      cause: 'Le compte appartient à un autre locataire Microsoft que celui de la chaîne de l’utilisateur.',
      remedy:
        'Comparez ci-dessous les deux identifiants de locataire. Si celui de TMAS est faux, corrigez-le. S’il est juste, la personne a utilisé le compte d’une autre organisation.',
    },
    linked_to_other_account: {
      cause: 'L’utilisateur est lié à un autre compte Microsoft ; celui-ci porte seulement la même adresse.',
      remedy:
        'Demandez au service informatique si le compte a été recréé. Si oui, supprimez le lien : la prochaine connexion en établit un nouveau. Sinon, quelqu’un d’autre a désormais cette adresse.',
    },
    personal_account: {
      cause: 'Un compte Microsoft personnel a été utilisé.',
      remedy: 'Dites à la personne d’utiliser son compte professionnel ou scolaire.',
    },
    consent_declined: {
      cause: 'La demande d’autorisation a été annulée ou refusée chez Microsoft.',
      remedy:
        'Demandez à la personne de réessayer et de choisir « Accepter ». Si Microsoft demande plutôt un administrateur, envoyez le kit de consentement à votre service informatique.',
    },
    admin_consent_required: {
      cause:
        'Dans votre locataire Microsoft, seuls les administrateurs peuvent approuver de nouvelles applications.',
      remedy:
        'Envoyez le kit de consentement à votre administrateur informatique : il approuve TMAS une fois, pour tous.',
    },
    not_assigned: {
      cause: 'Dans votre locataire Microsoft, TMAS exige une attribution que ce compte n’a pas.',
      remedy:
        'Votre administrateur informatique attribue TMAS à la personne ou à un groupe, sous Applications d’entreprise > TMAS > Utilisateurs et groupes.',
    },
    blocked_by_policy: {
      cause: 'Une stratégie de sécurité de votre locataire Microsoft a arrêté la connexion.',
      remedy:
        'Votre administrateur informatique trouve la stratégie dans les journaux de connexion d’Entra, grâce à l’ID de corrélation ci-dessous, et décide si TMAS en est excepté.',
    },
    account_problem_at_microsoft: {
      cause:
        'Microsoft n’a pas pu connecter le compte : mot de passe, second facteur, ou le compte lui-même.',
      remedy:
        'La personne suit ce que dit la page de Microsoft. Si cela ne suffit pas, son service informatique l’aide.',
    },
    tenant_not_found: {
      cause: 'Microsoft ne connaît aucun locataire portant l’identifiant de votre chaîne dans TMAS.',
      remedy: 'Corrigez l’Azure Tenant ID sous Gérer les emplacements > Avancé.',
    },
    popup_blocked: {
      cause: 'Le navigateur a bloqué la fenêtre de Microsoft.',
      remedy:
        'Dites à la personne d’autoriser les fenêtres contextuelles pour TMAS, ou de continuer dans la même fenêtre.',
    },
    popup_closed: {
      cause:
        'La fenêtre de Microsoft a été fermée, ou la connexion annulée dans TMAS, avant la réponse de Microsoft.',
      remedy:
        'Demandez à la personne ce que disait la page de Microsoft. Si elle demandait un administrateur, nommait une stratégie ou disait que la personne n’a pas d’attribution, envoyez le kit de consentement à votre service informatique : Microsoft garde ces réponses sur sa propre page. Si la fenêtre a été fermée par erreur, il suffit de réessayer.',
    },
    not_returned: {
      cause: 'La personne est partie chez Microsoft et n’est pas revenue dans les 15 minutes.',
      remedy:
        'Typique de « Approbation de l’administrateur requise », d’une stratégie qui bloque ou d’un compte sans attribution : Microsoft les garde sur sa propre page. Demandez ce qu’elle disait, ou envoyez le kit de consentement à votre service informatique.',
    },
    expired: {
      cause: 'La connexion a duré plus de 15 minutes.',
      remedy: 'Demandez à la personne de recommencer.',
    },
    replayed: {
      cause: 'La réponse de Microsoft a été utilisée une seconde fois, par exemple avec le bouton Précédent.',
      remedy: 'Demandez à la personne de recommencer.',
    },
    invalid_response: {
      cause:
        'La réponse n’a pas passé un contrôle : elle ne venait pas de Microsoft, n’était pas pour ce navigateur, ou avait été modifiée.',
      remedy:
        'Demandez à la personne de recommencer dans une seule fenêtre, avec les cookies autorisés. Si cela se répète, donnez la référence à l’assistance TMAS.',
    },
    microsoft_unreachable: {
      cause: 'Microsoft n’a pas répondu.',
      remedy: 'Vos réglages ne sont pas en cause. Demandez à la personne de réessayer dans quelques minutes.',
    },
    throttled: {
      cause: 'Il y a eu trop d’essais en peu de temps.',
      remedy: 'Demandez à la personne d’attendre une minute. Personne n’est bloqué définitivement.',
    },
    operator_configuration: {
      cause: 'Microsoft a refusé TMAS lui-même, et non la personne.',
      remedy: 'C’est à TMAS de réparer cela. Donnez la référence à l’assistance TMAS.',
    },
    internal: {
      cause: 'Quelque chose a échoué dans TMAS.',
      remedy:
        'Demandez à la personne de réessayer. Si cela se répète, donnez la référence à l’assistance TMAS.',
    },
  },
  actions: {
    create_user: 'Ajouter l’utilisateur',
    correct_address: 'Corriger l’adresse',
    set_tenant_id: 'Saisir l’identifiant de locataire',
    correct_tenant_id: 'Corriger l’identifiant de locataire',
    switch_on: 'Réactiver l’utilisateur',
    remove_link: 'Supprimer le lien',
    send_password_link: 'Envoyer un lien pour définir un mot de passe',
    send_consent_kit: 'Envoyer le kit de consentement',
    mail_instructions: 'Écrire à la personne comment se connecter',
  },
  checks: {
    metadata: 'Microsoft décrit son service de connexion',
    redemption: 'Microsoft répond à TMAS par un jeton',
    format: 'Le jeton est bien formé',
    algorithm: 'Il est signé comme Microsoft signe',
    key: 'Il est signé avec une clé de Microsoft',
    signature: 'Personne ne l’a modifié',
    key_issuer: 'La clé appartient au locataire qui l’a émis',
    audience: 'Il est destiné à TMAS',
    issuer: 'Son émetteur est le locataire qu’il nomme',
    times: 'Il est récent',
    nonce: 'Il répond à cette connexion précise',
    version: 'Il est de la version actuelle',
    personal_account: 'C’est un compte professionnel ou scolaire',
    tenant: 'Le locataire interrogé est celui qui a répondu',
    subject: 'Il nomme son sujet',
    object_id: 'Il nomme l’ID d’objet du compte',
    login_id: 'Il nomme l’identifiant de connexion',
    user: 'Un utilisateur a cette adresse',
    tenant_set: 'La chaîne de l’utilisateur a un identifiant de locataire',
    chain_tenant: 'Le compte appartient à ce locataire',
    link: 'Le compte est celui auquel l’utilisateur est lié',
    address: 'L’identifiant de connexion est exactement l’adresse e-mail de l’utilisateur',
    enabled: 'L’utilisateur est actif',
    password_door: 'L’utilisateur peut se connecter avec un mot de passe',
    password: 'Le mot de passe est correct',
    second_factor: 'Le second facteur est correct',
    exists: 'La personne est un utilisateur de TMAS',
    has_role: 'L’utilisateur a un emplacement et un type de permission',
    tenant_known: 'Microsoft connaît ce locataire',
    address_plausible: 'L’adresse e-mail peut y être un identifiant de connexion',
    account_name: 'Le compte porte toujours l’adresse e-mail de l’utilisateur',
    password_set: 'L’utilisateur a un mot de passe',
    returned: 'Qui part chez Microsoft en revient',
    last_attempt: 'La dernière tentative',
  },
  passed: 'Réussi',
  failed: 'Échoué',
  expected: 'Attendu',
  seen: 'Reçu',
}
