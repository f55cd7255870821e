import type { RefusalWords } from './refusals.en.ts'

export const refusalWords: RefusalWords = {
  unknown_user: {
    person: {
      sentence: 'Ce compte Microsoft n’a pas accès à TMAS.',
      remedy:
        'Demandez à votre responsable TMAS de vérifier trois points : que vous avez un compte TMAS, que son adresse e-mail est exactement celle avec laquelle vous vous connectez à Microsoft, et que l’ID de locataire de votre chaîne est correct. Donnez-lui la référence.',
    },
    manager: {
      cause:
        'Microsoft a confirmé l’identité de la personne, mais aucun utilisateur de TMAS n’a cet identifiant de connexion comme adresse e-mail.',
      remedy:
        'Si la personne est un utilisateur, saisissez exactement l’identifiant de connexion comme adresse e-mail dans TMAS. Sinon, ajoutez-la comme utilisateur.',
    },
  },
  wrong_password: {
    person: {
      sentence: 'Le nom d’utilisateur ou le mot de passe est incorrect.',
      remedy:
        'Vérifiez les deux et réessayez, ou choisissez « Se connecter avec Microsoft » si votre entreprise l’utilise.',
    },
    manager: {
      cause: 'Le mot de passe était incorrect.',
      remedy:
        'Envoyez à la personne un lien pour définir un nouveau mot de passe, ou faites-lui utiliser « Se connecter avec Microsoft ».',
    },
  },
  account_disabled: {
    person: {
      sentence: 'Votre compte TMAS est désactivé.',
      remedy: 'Demandez à votre responsable TMAS de le réactiver et donnez-lui la référence.',
    },
    manager: {
      cause: 'L’utilisateur est désactivé dans TMAS.',
      remedy: 'Si la personne doit de nouveau avoir accès, réactivez l’utilisateur.',
    },
  },
  account_ended: {
    manager: {
      cause: 'Le compte de cet utilisateur a atteint sa date de fin.',
      remedy: 'Si la personne doit garder son accès, modifiez ou supprimez cette date.',
    },
  },
  customer_suspended: {
    person: {
      sentence: 'L’accès de votre entreprise à TMAS est suspendu.',
      remedy:
        'Adressez-vous à votre responsable TMAS. Rien n’est perdu, et chacun pourra se reconnecter dès la fin de la suspension.',
    },
    manager: {
      cause: 'TMAS a suspendu ce client.',
      remedy:
        'Personne de votre entreprise ne peut se connecter avant la fin de la suspension. Contactez l’assistance TMAS ; rien n’est perdu.',
    },
  },
  microsoft_required: {
    person: {
      sentence: 'Votre chaîne se connecte uniquement avec Microsoft.',
      remedy: 'Utilisez le bouton « Se connecter avec Microsoft » et votre compte professionnel ou scolaire.',
    },
    manager: {
      cause:
        'Le mot de passe était correct, mais l’authentification obligatoire n’autorise cet utilisateur à se connecter qu’avec Microsoft.',
      remedy: 'Dites à la personne d’utiliser le bouton « Se connecter avec Microsoft ».',
    },
  },
  microsoft_not_enabled: {
    manager: {
      cause:
        'La chaîne de l’utilisateur n’a pas d’ID de locataire : personne ne peut s’y connecter avec Microsoft.',
      remedy: 'Saisissez l’Azure Tenant ID sous Gérer les emplacements > Avancé.',
    },
  },
  tenant_mismatch: {
    manager: {
      cause: 'Le compte appartient à un autre locataire Microsoft que celui de la chaîne de l’utilisateur.',
      remedy:
        'Comparez les deux ID de locataire. Si celui de TMAS est faux, corrigez-le. S’il est juste, la personne a utilisé le compte d’une autre organisation.',
    },
  },
  linked_to_other_account: {
    person: {
      sentence: 'Votre compte TMAS est lié à un autre compte Microsoft.',
      remedy:
        'Si votre compte Microsoft a été recréé, demandez à votre responsable TMAS de supprimer l’ancien lien. Donnez-lui la référence.',
    },
    manager: {
      cause: 'L’utilisateur est lié à un autre compte Microsoft ; celui-ci a seulement la même adresse.',
      remedy:
        'Demandez au service informatique si le compte a été recréé. Si oui, supprimez le lien : la prochaine connexion en crée un nouveau. Sinon, quelqu’un d’autre a désormais cette adresse.',
    },
  },
  password_needed_first: {
    person: {
      sentence:
        'Avant la première connexion d’un responsable avec Microsoft, TMAS a besoin une fois de votre mot de passe.',
      remedy:
        'Connectez-vous avec votre nom d’utilisateur et votre mot de passe, ouvrez les paramètres de votre compte et liez-y votre compte Microsoft. Si vous n’avez pas de mot de passe, utilisez « Mot de passe oublié ? ».',
    },
    manager: {
      cause:
        'Première connexion d’un responsable avec Microsoft, par un ID de locataire enregistré par quelqu’un qui ne peut pas modifier ce responsable.',
      remedy:
        'La personne se connecte avec son mot de passe, puis lie son compte Microsoft dans les paramètres de son compte. Ou bien un responsable des chaînes et des utilisateurs qui peut modifier cette personne enregistre de nouveau l’ID de locataire, et s’en porte ainsi garant.',
    },
  },
  personal_account: {
    person: {
      sentence: 'Il s’agit d’un compte Microsoft personnel.',
      remedy: 'Connectez-vous avec le compte professionnel ou scolaire fourni par votre entreprise.',
    },
    manager: {
      cause: 'Un compte Microsoft personnel a été utilisé.',
      remedy: 'Dites à la personne d’utiliser son compte professionnel ou scolaire.',
    },
  },
  consent_declined: {
    person: {
      sentence: 'La connexion à Microsoft a été annulée, ou la demande d’autorisation n’a pas été acceptée.',
      remedy:
        'Réessayez et choisissez « Accepter » quand Microsoft le demande. TMAS ne lit que votre nom et votre adresse. Si Microsoft dit qu’un administrateur doit approuver, adressez-vous à votre administrateur informatique.',
    },
    manager: {
      cause: 'La demande d’autorisation a été annulée ou refusée chez Microsoft.',
      remedy:
        'Demandez à la personne de réessayer et de choisir « Accepter ». Si Microsoft demande plutôt un administrateur, envoyez le kit de consentement à votre service informatique.',
    },
  },
  admin_consent_required: {
    person: {
      sentence:
        'Dans votre entreprise, seuls les administrateurs informatiques peuvent approuver de nouvelles applications.',
      remedy:
        'Demandez à votre administrateur informatique d’approuver TMAS dans Microsoft Entra et donnez-lui la référence.',
    },
    manager: {
      cause:
        'Dans votre locataire Microsoft, seuls les administrateurs peuvent approuver de nouvelles applications.',
      remedy:
        'Envoyez le kit de consentement à votre administrateur informatique : il approuve TMAS une fois, pour tous.',
    },
  },
  not_assigned: {
    person: {
      sentence: 'Votre entreprise ne vous a pas affecté à TMAS dans Microsoft Entra.',
      remedy:
        'Demandez à votre administrateur informatique de vous affecter à l’application TMAS, vous ou votre groupe.',
    },
    manager: {
      cause: 'Dans votre locataire Microsoft, TMAS exige une affectation que ce compte n’a pas.',
      remedy:
        'Votre administrateur informatique doit affecter la personne à TMAS, sous Applications d’entreprise > TMAS > Utilisateurs et groupes. Avec Entra ID P1 ou P2, il peut affecter à la place un groupe dont la personne est membre.',
    },
  },
  blocked_by_policy: {
    person: {
      sentence: 'Une règle de sécurité de votre entreprise a bloqué cette connexion.',
      remedy:
        'Essayez depuis un appareil ou un réseau de l’entreprise. Si cela se reproduit, donnez la référence à votre administrateur informatique.',
    },
    manager: {
      cause: 'Une stratégie de sécurité de votre locataire Microsoft a bloqué la connexion.',
      remedy:
        'Votre administrateur informatique peut trouver la stratégie dans les journaux de connexion d’Entra, grâce à l’ID de corrélation ci-dessous, et décider s’il faut en exempter TMAS.',
    },
  },
  account_problem_at_microsoft: {
    person: {
      sentence: 'Microsoft n’a pas pu connecter ce compte.',
      remedy:
        'Suivez ce que la page de Microsoft dit de votre compte ou de votre mot de passe, ou choisissez un autre compte. Puis réessayez.',
    },
    manager: {
      cause:
        'Microsoft n’a pas pu connecter ce compte : le problème vient du mot de passe, du second facteur ou du compte lui-même.',
      remedy:
        'La personne doit suivre ce que dit la page de Microsoft. Si cela ne suffit pas, son service informatique peut l’aider.',
    },
  },
  refused_by_microsoft: {
    person: {
      sentence: 'Microsoft a refusé cette connexion, pour une raison que TMAS ne connaît pas.',
      remedy:
        'Réessayez. Si cela se reproduit, envoyez à votre administrateur informatique le texte de la page de Microsoft, ou le numéro ci-dessous, avec la référence.',
    },
    manager: {
      cause: 'Microsoft a refusé la connexion avec un numéro que TMAS ne connaît pas, ou sans numéro.',
      remedy:
        'Votre administrateur informatique cherche le numéro chez Microsoft, et retrouve la tentative dans les journaux de connexion d’Entra grâce à l’ID de corrélation ci-dessous.',
    },
  },
  tenant_not_found: {
    person: {
      sentence: 'Microsoft ne connaît pas l’ID de locataire de votre chaîne.',
      remedy:
        'Demandez à votre responsable TMAS de corriger l’Azure Tenant ID sous Administration > Gérer les emplacements > Avancé.',
    },
    manager: {
      cause: 'Microsoft ne connaît aucun locataire portant l’ID que votre chaîne a dans TMAS.',
      remedy: 'Corrigez l’Azure Tenant ID sous Gérer les emplacements > Avancé.',
    },
  },
  popup_blocked: {
    person: {
      sentence: 'Votre navigateur a bloqué la fenêtre de Microsoft.',
      remedy: 'Autorisez les fenêtres contextuelles pour TMAS, ou continuez dans cette fenêtre.',
    },
    manager: {
      cause: 'Le navigateur a bloqué la fenêtre de Microsoft.',
      remedy:
        'Dites à la personne d’autoriser les fenêtres contextuelles pour TMAS, ou de continuer dans la même fenêtre.',
    },
  },
  popup_closed: {
    person: {
      sentence: 'La connexion a été arrêtée avant d’être terminée.',
      remedy:
        'Réessayez. Si la page de Microsoft affichait une erreur ou demandait un administrateur, envoyez son texte et la référence à votre administrateur informatique.',
    },
    manager: {
      cause:
        'La fenêtre de Microsoft a été fermée, ou la connexion annulée dans TMAS, avant la réponse de Microsoft.',
      remedy:
        'Demandez à la personne ce que disait la page de Microsoft. Si elle demandait un administrateur, nommait une stratégie ou disait que la personne n’est pas affectée, envoyez le kit de consentement à votre service informatique : Microsoft n’affiche cela que sur sa propre page. Si la fenêtre a été fermée par erreur, il suffit de réessayer.',
    },
  },
  not_returned: {
    person: {
      sentence: 'Nous n’avons reçu aucune réponse de Microsoft.',
      remedy:
        'Réessayez. Si la page de Microsoft affiche une erreur, envoyez son texte et la référence à votre administrateur informatique.',
    },
    manager: {
      cause: 'La personne est partie chez Microsoft et n’est pas revenue dans les 15 minutes.',
      remedy:
        'Typique de « Approbation de l’administrateur requise », d’une stratégie qui bloque ou d’un compte non affecté : Microsoft n’affiche cela que sur sa propre page. Demandez ce qu’elle disait, ou envoyez le kit de consentement à votre service informatique.',
    },
  },
  expired: {
    person: {
      sentence: 'Cette connexion a duré trop longtemps.',
      remedy: 'Recommencez. Une connexion peut durer 15 minutes au maximum.',
    },
    manager: {
      cause: 'La connexion a duré plus de 15 minutes.',
      remedy: 'Demandez à la personne de recommencer.',
    },
  },
  replayed: {
    person: {
      sentence: 'Cette connexion a déjà été utilisée.',
      remedy: 'Recommencez avec « Se connecter avec Microsoft ».',
    },
    manager: {
      cause: 'La réponse de Microsoft a été utilisée une seconde fois, par exemple avec le bouton Précédent.',
      remedy: 'Demandez à la personne de recommencer.',
    },
  },
  invalid_response: {
    person: {
      sentence: 'La réponse à cette connexion n’a pas pu être acceptée.',
      remedy: 'Recommencez. Si cela se reproduit, donnez la référence à l’assistance TMAS.',
    },
    manager: {
      cause: 'La réponse de Microsoft a échoué à un contrôle.',
      remedy:
        'Le contrôle en cause est indiqué ci-dessous. Si cela se reproduit, donnez la référence à l’assistance TMAS.',
    },
  },
  microsoft_unreachable: {
    person: {
      sentence: 'Microsoft ne répond pas pour le moment.',
      remedy: 'Attendez une minute et réessayez.',
    },
    manager: {
      cause: 'Microsoft n’a pas répondu.',
      remedy:
        'Vos paramètres ne sont pas en cause. Demandez à la personne de réessayer dans quelques minutes.',
    },
  },
  throttled: {
    person: {
      sentence: 'Trop de tentatives en peu de temps.',
      remedy: 'Attendez une minute et réessayez.',
    },
    manager: {
      cause: 'Trop de tentatives en peu de temps.',
      remedy: 'Demandez à la personne d’attendre une minute. Personne n’est bloqué définitivement.',
    },
  },
  operator_configuration: {
    person: {
      sentence: 'TMAS ne peut pas terminer les connexions avec Microsoft pour le moment.',
      remedy: 'Le problème est de notre côté. Donnez la référence à l’assistance TMAS.',
    },
    manager: {
      cause: 'Microsoft a refusé TMAS lui-même, et non la personne.',
      remedy: 'C’est à TMAS de résoudre le problème. Donnez la référence à l’assistance TMAS.',
    },
  },
  internal: {
    person: {
      sentence: 'Une erreur s’est produite dans TMAS.',
      remedy: 'Réessayez. Si cela se reproduit, donnez la référence à l’assistance TMAS.',
    },
    manager: {
      cause: 'Une erreur s’est produite dans TMAS.',
      remedy:
        'Demandez à la personne de réessayer. Si cela se reproduit, donnez la référence à l’assistance TMAS.',
    },
  },
}
