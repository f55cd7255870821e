import { expect, test } from 'vitest'
import type { AadstsMeaning } from './meanings.ts'
import { readPasted } from './pasted.ts'

/**
 * What people copy from pages of Microsoft's that have no number, in the languages of our customers' staff: other words
 * for the same pages than those of `testing/pasted-errors.json`.
 */
const pages: [AadstsMeaning, string, string][] = [
  ['no_reason_given', 'en', 'Access denied'],
  ['no_reason_given', 'de', 'Zugriff verweigert'],
  ['no_reason_given', 'fr', 'Accès refusé'],
  ['no_reason_given', 'es', 'Acceso denegado'],
  ['no_reason_given', 'it', 'Accesso negato'],
  ['no_reason_given', 'pt', 'Acesso negado'],
  ['no_reason_given', 'nl', 'Toegang geweigerd'],
  [
    'policy_blocked',
    'de',
    'Sie können darauf im Moment nicht zugreifen\nIhre Anmeldung war erfolgreich, erfüllt aber nicht die Kriterien für den Zugriff auf diese Ressource.',
  ],
  ['policy_blocked', 'de', 'Sie haben im Moment keinen Zugriff darauf'],
  [
    'policy_blocked',
    'it',
    'Al momento non è possibile accedere a questo contenuto\nL’accesso è riuscito ma non soddisfa i criteri per accedere a questa risorsa.',
  ],
  [
    'policy_blocked',
    'pt',
    'Não é possível acessar isso no momento\nSua entrada foi bem-sucedida, mas não atende aos critérios para acessar este recurso.',
  ],
  [
    'policy_blocked',
    'nl',
    'U hebt hier momenteel geen toegang toe\nUw aanmelding is voltooid maar voldoet niet aan de criteria voor toegang tot deze resource.',
  ],
  ['policy_blocked', 'fr', 'Vous ne pouvez pas accéder à cette ressource pour l’instant'],
  [
    'policy_blocked',
    'en',
    "You don't have access to this\nYour sign-in was successful but you don't have permission to access this resource.",
  ],
  ['policy_blocked', 'es', 'No puede acceder a esto ahora mismo'],
  [
    'policy_blocked',
    'es',
    'Esto no está disponible para usted en este momento. Su inicio de sesión se ha realizado correctamente pero no cumple los criterios',
  ],
  ['policy_blocked', 'en', 'Access has been blocked by Conditional Access policies'],
  ['policy_blocked', 'de', 'Der Zugriff wurde durch Richtlinien für bedingten Zugriff blockiert'],
  ['policy_blocked', 'fr', 'L’accès a été bloqué par les stratégies d’accès conditionnel'],
  ['policy_blocked', 'es', 'El acceso ha sido bloqueado por las directivas de acceso condicional'],
  ['policy_blocked', 'en', "Oops - You can't get to this yet"],
  ['policy_blocked', 'de', 'Sie sind nicht berechtigt, auf diese Ressource zuzugreifen'],
  ['policy_blocked', 'fr', 'Vous n’êtes pas autorisé à accéder à cette ressource'],
  ['policy_blocked', 'en', 'You do not have permission to access this resource'],
  ['policy_blocked', 'es', 'No tiene permiso para acceder a este recurso'],
  ['policy_blocked', 'it', 'Non si dispone delle autorizzazioni per accedere a questa risorsa'],
  ['policy_blocked', 'pt', 'Você não tem permissão para acessar este recurso'],
  ['policy_blocked', 'nl', 'U bent niet gemachtigd om deze resource te openen'],
  [
    'personal_account',
    'fr',
    'Vous ne pouvez pas vous connecter ici avec un compte personnel. Utilisez plutôt votre compte professionnel ou scolaire.',
  ],
  [
    'personal_account',
    'es',
    'Aquí no puede iniciar sesión con una cuenta personal. Use su cuenta profesional o educativa.',
  ],
  [
    'personal_account',
    'de',
    'Sie können sich hier nicht mit einem persönlichen Konto anmelden. Verwenden Sie stattdessen Ihr Geschäfts-, Schul- oder Unikonto.',
  ],
  [
    'personal_account',
    'it',
    'Non puoi accedere qui con un account personale. Usa il tuo account aziendale o dell’istituto di istruzione.',
  ],
  [
    'personal_account',
    'pt',
    'Não é possível entrar aqui com uma conta pessoal. Use sua conta corporativa ou de estudante.',
  ],
  [
    'personal_account',
    'nl',
    'U kunt zich hier niet aanmelden met een persoonlijk account. Gebruik in plaats daarvan uw werk- of schoolaccount.',
  ],
  [
    'personal_account',
    'pt',
    'Não pode iniciar sessão aqui com uma conta pessoal. Em alternativa, utilize a sua conta escolar ou profissional.',
  ],
  [
    'account_locked',
    'fr',
    'Votre compte est temporairement verrouillé pour empêcher toute utilisation non autorisée. Réessayez plus tard.',
  ],
  ['account_locked', 'es', 'Su cuenta se ha bloqueado temporalmente para impedir un uso no autorizado.'],
  [
    'account_locked',
    'de',
    'Ihr Konto wurde vorübergehend gesperrt, um eine nicht autorisierte Verwendung zu verhindern.',
  ],
  ['account_locked', 'it', 'L’account è stato bloccato temporaneamente per impedirne l’uso non autorizzato.'],
  ['account_locked', 'pt', 'Sua conta está temporariamente bloqueada para evitar uso não autorizado.'],
  ['account_locked', 'nl', 'Uw account is tijdelijk vergrendeld om onbevoegd gebruik te voorkomen.'],
  [
    'device_not_registered',
    'fr',
    'Aidez-nous à garder votre appareil sécurisé\nVotre administrateur exige que l’appareil soit géré par Harbour.',
  ],
  [
    'device_not_registered',
    'de',
    'Helfen Sie uns, Ihr Gerät zu schützen. Ihr Administrator verlangt, dass das Gerät, das Zugriff anfordert, von Harbour verwaltet wird.',
  ],
  [
    'device_not_registered',
    'en',
    "You can't get there from here\nThis application contains sensitive information and can only be accessed from: Harbour domain joined devices.",
  ],
  [
    'mfa_enrolment',
    'nl',
    'Meer informatie vereist\nUw organisatie heeft meer informatie nodig om uw account veilig te houden',
  ],
  [
    'mfa_enrolment',
    'pt',
    'Mais informações necessárias\nSua organização precisa de mais informações para manter sua conta segura',
  ],
  ['mfa_enrolment', 'fr', 'Plus d’informations requises'],
  ['throttled', 'de', 'Zu viele Anforderungen'],
  ['throttled', 'fr', 'Trop de requêtes'],
  ['throttled', 'it', 'Hai effettuato troppi tentativi di accesso'],
  [
    'admin_consent_request',
    'de',
    'Genehmigung erforderlich\nTMAS\nDiese App erfordert die Genehmigung Ihres Administrators für:\nBegründung für die Anforderung dieser App eingeben\nGenehmigung anfordern',
  ],
  [
    'admin_consent_request',
    'fr',
    'Approbation requise\nCette application nécessite l’approbation de votre administrateur pour :\nEntrer une justification pour demander cette application\nDemander l’approbation',
  ],
  ['admin_consent_required', 'it', 'È richiesta l’approvazione dell’amministratore'],
  ['admin_consent_required', 'pt', 'É necessária a aprovação do administrador'],
  ['admin_consent_required', 'nl', 'Goedkeuring door beheerder vereist'],
  ['admin_consent_required', 'nl', 'Goedkeuring van beheerder nodig'],
  [
    'password_wrong',
    'en',
    "Your account or password is incorrect. If you don't remember your password, reset it now.",
  ],
  [
    'password_wrong',
    'fr',
    'Votre compte ou mot de passe est incorrect. Si vous ne vous souvenez pas de votre mot de passe, réinitialisez-le maintenant.',
  ],
  ['account_unknown', 'es', 'No pudimos encontrar una cuenta con ese nombre de usuario.'],
  ['account_unknown', 'de', 'Wir konnten kein Konto mit diesem Benutzernamen finden.'],
  ['account_unknown', 'nl', 'We kunnen geen account met die gebruikersnaam vinden.'],
  ['account_unknown', 'pt', 'Não conseguimos encontrar uma conta com esse nome de usuário.'],
  ['account_disabled', 'en', 'Your account has been disabled. Contact your administrator.'],
  ['user_at_risk', 'en', "We've detected something unusual about this sign-in."],
  ['user_at_risk', 'en', "Your account is blocked\nWe've detected suspicious activity on your account."],
  [
    'user_at_risk',
    'de',
    'Ihr Konto ist gesperrt. Wir haben verdächtige Aktivitäten in Ihrem Konto festgestellt.',
  ],
  [
    'user_at_risk',
    'fr',
    'Votre compte est bloqué. Nous avons détecté une activité suspecte sur votre compte.',
  ],
  ['mfa_failed', 'en', 'Sign-in request timed out'],
  [
    'mfa_failed',
    'en',
    "You didn't respond to the sign in request. We sent an identity verification request to your Microsoft Authenticator app, but we didn't get a response.",
  ],
  ['application_blocked', 'en', 'This app has been blocked by your administrator'],
  [
    'account_of_other_company',
    'en',
    "Selected user account does not exist in tenant 'Harbour' and cannot access the application",
  ],
  ['browser_unsupported', 'en', 'Your browser is not supported or is out of date'],
  ['browser_unsupported', 'en', 'Your browser isn’t supported. Your organization requires Microsoft Edge.'],
  ['consent_question', 'en', 'Review permissions\nHarbour Stores wants to'],
  ['windows_code', 'en', 'CAA20003'],
  ['windows_code', 'en', 'error 0xCAA82EE2'],
  ['personal_account_code', 'en', 'Error code: 80049228'],
  [
    'tenant_restrictions',
    'es',
    'El acceso está bloqueado\nEl departamento de TI de Harbour ha restringido las organizaciones a las que se puede acceder.',
  ],
  [
    'tenant_restrictions',
    'it',
    'Accesso bloccato\nIl reparto IT di Harbour ha limitato le organizzazioni a cui è possibile accedere.',
  ],
  [
    'tenant_restrictions',
    'nl',
    'Toegang is geblokkeerd\nDe IT-afdeling van Harbour heeft beperkt welke organisaties toegankelijk zijn.',
  ],
]

test.each(pages)('%s is read from a page in %s: %j', (meaning, _, text) => {
  expect(readPasted(text)).toMatchObject({ codes: [], meaning })
})

test.each([
  'Please let me in',
  'The access road to our store is closed',
  'My manager has not approved my holidays',
  'Our application for a permit is pending',
  'Ich habe heute Zugriff auf alles',
  'Le navigateur est lent',
])('nothing is read into %j', (text) => {
  expect(readPasted(text)).toMatchObject({ codes: [], meaning: undefined })
})

test.each<[string, number]>([
  ['Fehlercode 53OO3', 53003],
  ['aadst50105', 50105],
  ['AADSTS5O1O5', 50105],
  ['J’ai eu le message AADSTS 50105, que faire ?', 50105],
  ['Mi pantalla dice: código 53003. ¿Qué hago?', 53003],
  ['Op mijn scherm staat foutcode 530003', 530003],
])('in %j the number is %i', (text, code) => {
  expect(readPasted(text).codes).toEqual([code])
})
