import type { AadstsMeaning } from './meanings.ts'

/**
 * What a page of Microsoft's without a number says, in the languages of our customers' staff: English, French, Spanish,
 * German, Italian, Portuguese, Dutch. Undefined where no sentence is known.
 *
 * Pages are read by what they speak of (an approval, and by an administrator; a device, and that it is managed),
 * because Microsoft words them differently from one year and one region to the next. The order matters: the more
 * particular stands before what it contains.
 */
export function meaningOfPage(text: string): AadstsMeaning | undefined {
  const folded = fold(text)
  return pages.find(([, patterns]) => patterns.some((pattern) => pattern.test(folded)))?.[0]
}

/** Without accents, capitals, line ends and typographic marks: a narrow screen breaks sentences where it likes. */
function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[’‘ʼ`´]/g, "'")
    .replace(/\s+/g, ' ')
    .toLowerCase()
}

/** One of the words, or the beginnings of words, as they are in a folded text. */
function words(list: string): string {
  return `(?<![a-z])(?:${list})`
}

/** Both, in whichever order, and not far apart: within a sentence. */
function near(one: string, other: string, apart = 80): RegExp {
  return new RegExp(`${one}.{0,${apart}}?${other}|${other}.{0,${apart}}?${one}`)
}

function says(...sentences: string[]): RegExp {
  return new RegExp(sentences.map((sentence) => `(?<![a-z])(?:${sentence})`).join('|'))
}

const admin = words('admin|amministrat|beheerder')
/** Not at the beginning of a word alone: German joins them, as in Administratorgenehmigung. */
const approval = '(?:approv|approb|aprob|aprova|genehmig|zustimmung|goedkeur|toestemming)'
const required =
  '(?:required|needed|requise?|necessaire|obligatoire|necesari[ao]|requerid[ao]|obligatori[ao]|erforderlich|notwendig|necessari[ao]|richiest[ao]|obbligatori[ao]|obrigatori[ao]|vereist|nodig|benodigd)'
const account = words('accounts?|comptes?|cuentas?|konto|konten|contas?')
const device = words(
  'devices?|appareils?|peripheriques?|dispositivos?|dispositivi?|equipos?|gerat|geraet|apparaat|apparaten',
)
const access = words('access|acced|acces|zugriff|zugang|zuzugreifen|zugreifen|acess|aced|toegang')
const cannot = words(
  "can't|cannot|can not|could ?n[o']t|unable|not possible|ne (?:peut|pouvez|pouvons)|impossible|no (?:se )?(?:puede|pudimos|pudo|es posible)|(?:konnen|kann|konnte)\\b.{0,40}?nicht|nicht moglich|non (?:e )?(?:possibile|puoi|puo)|impossibile|nao (?:e |foi )?(?:possivel|pode|consegui)|kunt .{0,40}?niet|kan .{0,40}?niet|niet mogelijk",
)

/** The first that fits. */
const pages: readonly (readonly [AadstsMeaning, readonly RegExp[]])[] = [
  // --- Consent and assignment
  [
    'admin_consent_requested',
    [
      near(
        words(
          'request (?:has been |was |is )?(?:sent|submitted)|demande (?:a ete |est )?(?:envoyee|transmise)|solicitud (?:se ha |ha sido )?enviada|(?:anforderung|anfrage) (?:wurde )?(?:gesendet|ubermittelt|gesandt)|richiesta (?:e stata )?inviata|(?:solicitacao|pedido) (?:foi )?(?:enviad[ao])|(?:aanvraag|verzoek) (?:is )?(?:verzonden|verstuurd)',
        ),
        admin,
        200,
      ),
    ],
  ],
  [
    'admin_consent_request',
    [
      near(
        words('justif|begrundung|motivering|motivazione|reden voor'),
        words('request|demand|solicit|anforder|richied|richiest|pedi[rd]|aanvra|app'),
        60,
      ),
      says(
        'request (?:an )?approval',
        "demander (?:une |l')approbation",
        'solicitar (?:la )?aprobacion',
        'genehmigung (?:anfordern|beantragen)',
        "richiedi (?:l')?approvazione",
        '(?:solicitar|pedir) (?:a )?aprovacao',
        'goedkeuring (?:aanvragen|vragen)',
      ),
      says(
        `approval (?:is )?${required}`,
        `approbation (?:est )?${required}`,
        `(?:se (?:requiere|necesita) (?:una )?aprobacion(?! del? admin)|aprobacion ${required})`,
        `genehmigung ${required}`,
        `approvazione ${required}`,
        `aprovacao ${required}`,
        `goedkeuring ${required}`,
      ),
    ],
  ],
  [
    'admin_consent_required',
    [
      near(admin, approval, 60),
      near(
        admin,
        words(
          'grant permission|accorder l.autorisation|conceda permiso|erteilt werden|concedere (?:l.)?autorizzazion|conceder permiss|toestemming (?:te )?verlenen',
        ),
        90,
      ),
      says(
        'that only an admin can grant',
        'que seul un admin\\w* peut accorder',
        'que solo un admin\\w* puede conceder',
        'nur von einem admin\\w* (?:erteilt|gewahrt)',
        'che solo un amministrator\\w* puo concedere',
        'que (?:so|apenas|somente) um admin\\w* pode conceder',
        'die alleen (?:door )?een beheerder kan',
      ),
    ],
  ],
  [
    'assignment_required',
    [
      says(
        'block users unless they are specifically',
        "is ?n[o']t assigned to a role",
        'not a direct member of a group with access',
        'bloquer les utilisateurs',
        'bloquear? a los usuarios',
        'benutzer (?:zu blockieren|blockiert)',
        'bloccare gli utenti',
        'bloquear (?:os )?(?:usuarios|utilizadores)',
        'gebruikers (?:te blokkeren|blokkeert)',
      ),
    ],
  ],
  [
    'application_disabled',
    [
      near(
        words('apps?(?![a-z])|application|aplicacion|anwendung|applicazione|aplicativo|aplicacao|toepassing'),
        words(
          '(?:is|has been|was) disabled|est desactivee|esta (?:deshabilitad|desactivad)|ist deaktiviert|wurde deaktiviert|e (?:stata )?disabilitat|esta desativad|foi desativad|desabilitad|is uitgeschakeld',
        ),
        60,
      ),
    ],
  ],

  // --- No fault: questions of Microsoft's
  [
    'consent_question',
    [
      says(
        'permissions? requested',
        'review permissions',
        'this app would like to',
        'autorisations? demandee?s?',
        'cette application (?:souhaite|voudrait|aimerait)',
        'permisos solicitados',
        '(?:a )?esta aplicacion (?:le gustaria|quiere|desea)',
        'angeforderte berechtigung',
        'berechtigungen angefordert',
        'diese (?:app|anwendung) mochte',
        'autorizzazioni richieste',
        'questa app(?:licazione)? (?:vorrebbe|vuole|desidera)',
        'permissoes (?:solicitadas|pedidas)',
        '(?:este aplicativo|esta aplicacao) (?:gostaria|pretende|deseja)',
        '(?:aangevraagde (?:machtigingen|toestemmingen)|(?:machtigingen|toestemmingen) (?:aangevraagd|gevraagd))',
        'deze (?:app|toepassing) wil',
      ),
    ],
  ],
  [
    'mfa_enrolment',
    [
      says(
        'more information required',
        'needs more information',
        "(?:let's )?keep your account secure",
        "(?:plus d'informations|informations supplementaires|davantage d'informations) (?:sont )?(?:requises|necessaires)",
        "a besoin (?:de plus|de davantage|d'informations)",
        '(?:se (?:requiere|necesita)n?) mas informacion',
        'necesita mas informacion',
        '(?:weitere|mehr|zusatzliche) informationen (?:sind )?(?:erforderlich|benotigt|notwendig)',
        'benotigt (?:weitere|mehr|zusatzliche) informationen',
        '(?:altre|ulteriori|maggiori|piu) informazioni (?:necessarie|obbligatorie|richieste)',
        'sono necessarie (?:altre|ulteriori|maggiori) informazioni',
        '(?:mais|sao necessarias mais) informacoes(?: (?:necessarias|obrigatorias|sao necessarias))?',
        'precisa de mais informacoes',
        'meer informatie (?:is )?(?:vereist|nodig)',
        'heeft meer informatie nodig',
      ),
    ],
  ],

  // --- Policies
  [
    'policy_blocked',
    [
      near(
        words(
          'conditional access|acces conditionnel|acceso condicional|bedingte[rnms]? zugriff|accesso condizionale|acesso condicional|voorwaardelijke toegang',
        ),
        words(
          'block|denied|prevent|not met|bloqu|refus|deneg|impid|blockier|verweiger|verhinder|blocc|nega(?:to|do)|impedi|geblokkeerd|geweigerd|verhinder',
        ),
        90,
      ),
    ],
  ],
  [
    'browser_unsupported',
    [
      near(
        words('browser|navigateur|navegador|webbrowser'),
        words(
          "(?:is ?n[o']t|not) (?:supported|allowed)|unsupported|(?:n'est )?pas (?:pris en charge|compatible)|no (?:es )?(?:compatible|admitid|soportad)|nicht unterstutzt|non (?:e )?(?:supportato|compatibile)|nao (?:e )?(?:suportado|compativel|tem suporte)|niet ondersteund|wordt niet ondersteund",
        ),
        60,
      ),
    ],
  ],
  [
    'application_blocked',
    [
      near(
        words('apps?(?![a-z])|application|aplicacion|anwendung|applicazione|aplicativo|aplicacao|toepassing'),
        `${words('(?:is |was |has been )?blocked by|bloquee? par|bloqueada? por|(?:von|durch) .{0,40}?(?:blockiert|gesperrt)|bloccat[ao] da|bloquead[ao] (?:pel[ao]|por)|geblokkeerd door|door .{0,40}?geblokkeerd')}`,
        40,
      ),
    ],
  ],
  [
    'tenant_restrictions',
    [
      near(
        words(
          'organizations|organisations|organizaciones|organisationen|organizzazioni|organizacoes|organisaties',
        ),
        words(
          'restrict|restrein|limit|restring|eingeschrankt|beschrankt|limitat|beperkt|blocked|acces|aced|access',
        ),
        90,
      ),
      says(
        'access is blocked',
        'acces est bloque',
        'acceso (?:esta )?bloqueado',
        'zugriff (?:ist |wurde )?(?:blockiert|gesperrt)',
        'accesso (?:e )?bloccato',
        'o acesso (?:esta |foi )?bloqueado',
        'toegang (?:is )?geblokkeerd',
      ),
    ],
  ],
  [
    'policy_blocked',
    [
      near(words('criteria|criteres|criterios|kriterien|criteri'), access, 160),
      near(
        words('criteria|criteres|criterios|kriterien|criteri'),
        words(
          "(?:does not|doesn't) meet|ne (?:repond|remplit|satisfait)|no cumple|erfullt .{0,20}?nicht|nicht .{0,20}?erfullt|non soddisfa|nao (?:atende|cumpre|satisfaz)|voldoet niet",
        ),
        40,
      ),
      near(
        words('criteria|criteres|criterios|kriterien|criteri'),
        words('resource|ressource|recurso|risorsa|bron'),
        90,
      ),
      says(
        "you (?:can't|cannot|can not) (?:access|get to) this",
        "you (?:don't|do not) have (?:permissions? to |any )?access",
        "you (?:are not|aren't|don't have permission|do not have permission).{0,40}?access",
        "(?:n'etes pas autorise|n'avez pas (?:l'autorisation|la permission|le droit)).{0,30}?acceder",
        "vous n'avez pas acces",
        'no (?:tiene|esta|dispone).{0,20}?(?:permisos?|autorizad[oa]|autorizacion).{0,20}?acceder',
        '(?:nicht berechtigt|keine berechtigung).{0,50}?(?:zuzugreifen|zugreifen|zugriff)',
        '(?:non (?:si dispone|disponi|hai|ha|sei)).{0,30}?(?:autorizza|permess).{0,20}?acced',
        '(?:nao tem|sem) (?:permissao|autorizacao).{0,20}?(?:acessar|aceder|acesso)',
        '(?:niet gemachtigd|geen (?:machtiging|toestemming)).{0,40}?(?:openen|toegang|krijgen)',
        'vous ne pouvez pas (?:y )?acceder',
        'no (?:se )?puede (?:acceder|obtener acceso) a (?:esto(?![a-z])|este recurso)',
        'no tiene (?:permiso para )?acce(?:so|der) a (?:esto(?![a-z])|este recurso)',
        'sie (?:konnen|haben) .{0,40}?(?:nicht darauf|nicht zugreifen|keinen zugriff)',
        '(?:non (?:e possibile|puoi) accedere).{0,40}?(?:momento|ora|adesso)',
        '(?:nao (?:e possivel|pode) (?:acessar|aceder)).{0,40}?(?:agora|momento)',
        'u (?:hebt|heeft|kunt|krijgt) .{0,30}?(?:geen toegang|niet openen)',
      ),
    ],
  ],
  [
    'device_not_registered',
    [
      says(
        "you can't get there from here",
        'enroll? (?:your|this) device',
        'set ?up your device to get access',
      ),
      near(
        device,
        words(
          'managed by|gere[es]? par|administrad[ao]|verwaltet|gestit[oi]|gerid[ao]|gerenciad[ao]|beheerd|enroll?|inscri|registr|anmelden|einschreib|inschrijv|aanmelden|compliant|conforme?|kompatibel|konform|compatibel',
        ),
        120,
      ),
      near(
        device,
        words(
          'keep .{0,20}?secure|securi|protege|mantener|segur|schutzen|sicher|protett|sicur|proteg|beveilig|veilig',
        ),
        60,
      ),
    ],
  ],

  // --- The account
  [
    'account_of_other_company',
    [
      says(
        "(?:does not|doesn't) exist in (?:the )?tenant",
        "n'existe pas dans le (?:locataire|client|tenant)",
        'no existe en el (?:inquilino|tenant)',
        '(?:ist|existiert) (?:im|in dem) mandanten .{0,80}?nicht|existiert nicht im mandanten',
        'non esiste nel tenant',
        'nao existe no (?:locatario|inquilino|tenant)',
        'bestaat niet in (?:de )?tenant',
      ),
    ],
  ],
  [
    'personal_account',
    [
      near(
        words(
          'personal (?:microsoft )?account|compte (?:microsoft )?personnel|cuenta (?:de microsoft )?personal|personlich\\w* (?:microsoft-?)?konto|account (?:microsoft )?personale|conta (?:microsoft )?pessoal|persoonlijk\\w* (?:microsoft-?)?account',
        ),
        `(?:${cannot}|${words('not allowed|pas autorise|no (?:esta )?permitid|nicht zulassig|nicht erlaubt|non (?:e )?consentit|nao (?:e )?permitid|niet toegestaan|instead|plutot|en su lugar|stattdessen|invece|em vez|in plaats')})`,
        100,
      ),
    ],
  ],
  [
    'account_unknown',
    [
      says(
        "we (?:couldn't|could not|can't|cannot|didn't) find an? (?:\\w+ )?account",
        'this username may be incorrect',
        "(?:that|this) (?:microsoft )?account (?:doesn't|does not) exist",
        "n'avons pas (?:pu )?trouve(?:r)? (?:de|un) compte",
        'impossible de trouver un compte',
        "nom d'utilisateur (?:est |peut etre |semble )*(?:peut-etre )?incorrect",
        'no (?:se (?:ha )?encontr\\w+|hemos encontrado|pudimos encontrar|encontramos) (?:ninguna|una) cuenta',
        'nombre de usuario (?:puede (?:ser|que sea)|podria ser|quiza sea) incorrecto',
        '(?:konnten|kann) (?:kein|das) konto',
        'kein konto (?:mit|unter|fur|gefunden)',
        'benutzername ist (?:moglicherweise|eventuell|vielleicht|unter umstanden) (?:falsch|nicht richtig)',
        '(?:impossibile|non (?:e stato possibile|siamo riusciti a)) trovare un account',
        'nome utente potrebbe (?:essere errato|non essere corretto)',
        'nao (?:foi possivel|conseguimos|encontramos) (?:encontrar )?(?:uma|nenhuma) conta',
        'nome de (?:usuario|utilizador) pode estar (?:incorreto|errado)',
        '(?:kunnen|konden) (?:geen|het) account .{0,40}?vinden',
        'gebruikersnaam is mogelijk (?:onjuist|niet juist)',
      ),
      near(
        account,
        words(
          "doesn't exist|does not exist|n'existe pas|introuvable|no existe|existiert nicht|nicht vorhanden|non esiste|nao existe|bestaat niet",
        ),
        40,
      ),
    ],
  ],
  [
    'user_at_risk',
    [
      near(
        words(
          'unusual|suspicious|inhabituel|suspect|inusual|sospechos|ungewohnlich|verdachtig|insolit|sospett|incomum|invulgar|suspeit|ongewo|ongebruikelijk|verdacht',
        ),
        words(
          'sign|activit|connexion|sesion|actividad|anmeld|aktivitat|access|attivit|entrada|login|aanmeld',
        ),
        90,
      ),
    ],
  ],
  [
    'account_locked',
    [
      near(
        account,
        words(
          '(?:is |has been |was )?(?:temporarily )?locked|verrouill|bloque|bloquead|gesperrt|blocca|vergrendeld|geblokkeerd',
        ),
        60,
      ),
    ],
  ],
  [
    'account_disabled',
    [
      near(
        account,
        words(
          'disabled|desactive|deshabilitad|desactivad|deaktiviert|disabilitat|desativad|desabilitad|uitgeschakeld',
        ),
        60,
      ),
    ],
  ],
  [
    'mfa_failed',
    [
      says(
        "we didn't (?:hear from you|get (?:a|your) response)",
        "you (?:didn't|did not) respond",
        'sign-?in request (?:has )?(?:timed out|expired)',
        "n'avez pas repondu",
        'demande (?:de connexion )?(?:a |est )?expiree?',
        'no (?:ha |has )?respondi\\w*',
        '(?:anforderung|anfrage) (?:ist )?(?:abgelaufen|zeituberschreitung)',
        'haben nicht (?:darauf |auf .{0,40}?)?(?:reagiert|geantwortet)',
        '(?:non (?:hai|ha) risposto|richiesta .{0,20}?scaduta)',
        '(?:nao respondeu|(?:solicitacao|pedido) .{0,20}?expir(?:ou|ado))',
        '(?:hebt|heeft) niet gereageerd|(?:aanvraag|verzoek) .{0,20}?verlopen',
        'you denied it',
        'request denied',
        "n'avons pas (?:eu|recu) de (?:reponse|nouvelles)",
        'demande refusee',
        'solicitud (?:denegada|rechazada)',
        'no (?:hemos )?(?:recibi\\w*|tenido) (?:su |ninguna )?respuesta',
        '(?:anforderung|anfrage) (?:wurde )?(?:abgelehnt|verweigert)',
        'richiesta (?:negata|rifiutata)',
        '(?:solicitacao|pedido) (?:negad[ao]|recusad[ao])',
        '(?:aanvraag|verzoek) geweigerd',
      ),
    ],
  ],
  [
    'mfa_required',
    [
      says(
        'approve (?:the )?sign[- ]?in request',
        'approuve[rz] (?:la |une )?demande de connexion',
        'aprobar (?:la )?solicitud de inicio',
        'anmelde?(?:anforderung|anfrage) (?:genehmigen|bestatigen)',
        'approva(?:re)? (?:la )?richiesta di accesso',
        'aprovar (?:a )?(?:solicitacao|pedido) de (?:entrada|inicio|login)',
        'aanmeldings(?:aanvraag|verzoek) goedkeuren',
        'verify your identity',
        'verifie[rz] votre identite',
        '(?:verificar|compruebe|verifique) su identidad',
        'identitat (?:bestatigen|uberprufen)',
        "verifica(?:re)? (?:la tua |l')?identita",
        'verifi(?:car|que) (?:a )?sua identidade',
        '(?:uw|je) identiteit (?:verifieren|controleren|bevestigen)',
      ),
    ],
  ],
  [
    'password_expired',
    [
      near(
        words('password|mot de passe|contrasena|kennwort|passwort|senha|palavra-passe|wachtwoord'),
        words(
          '(?:has )?expired|a expire|caduc|expir|abgelaufen|scadut|update your password|mettre a jour|actuali[cz]|aktualisier|aggiorna|atuali[sz]|verlopen|bijwerken',
        ),
        60,
      ),
    ],
  ],
  [
    'password_wrong',
    [
      near(
        words('password|mot de passe|contrasena|kennwort|passwort|senha|palavra-passe|wachtwoord'),
        words(
          'incorrect|wrong|errone|incorrect[ao]|no es correct|falsch|nicht korrekt|errat|non corrett|non (?:e )?valid|incorret|errad|onjuist|niet juist',
        ),
        60,
      ),
    ],
  ],

  [
    'confirmation_page',
    [
      says(
        'stay signed in',
        'are you trying to sign in to',
        'rester connecte',
        'essayez-vous de vous connecter',
        '(?:quiere )?mantener la sesion iniciada',
        'esta intentando iniciar sesion en',
        'angemeldet bleiben',
        'versuchen sie(?:,)? sich .{0,20}?anzumelden',
        '(?:rimanere|restare) conness',
        '(?:continuar|permanecer) (?:conectado|ligado)',
        'manter (?:a )?sessao iniciada',
        'aangemeld blijven',
      ),
    ],
  ],
  [
    'browser_storage',
    [
      near(
        words('cookies?'),
        words(
          'block|allow|enable|accept|bloque|autoris|active|permit|habilit|activ|blockier|zulassen|aktivier|blocc|consent|abilit|permiti|ativ|toestaan|geblokkeerd|inschakelen',
        ),
        80,
      ),
    ],
  ],

  // --- Microsoft itself, and what is not Microsoft
  [
    'throttled',
    [
      says(
        'too many (?:requests|attempts)',
        'trop de (?:demandes|requetes|tentatives)',
        'demasiad[ao]s (?:solicitudes|peticiones|intentos)',
        'zu viele (?:anfragen|anforderungen|versuche)',
        'tropp[ie] (?:richieste|tentativi)',
        '(?:muit[ao]s|demasiad[ao]s|excesso de) (?:solicitacoes|pedidos|tentativas)',
        'te veel (?:aanvragen|verzoeken|pogingen)',
      ),
      /(?:http|error|status|code|fehler|erreur)\W{0,3}\w{0,8}\W{0,3}429(?!\d)|^\W*429(?!\d)/,
    ],
  ],
  [
    'browser_page',
    [
      says(
        "(?:can't|cannot|can not) (?:reach|open|display) (?:this|the) (?:page|site|website|web ?page)",
        "(?:this )?(?:site|webpage|page) (?:can't|cannot) be (?:reached|displayed)",
        'err_[a-z_]+',
        'dns_probe',
        'no internet',
        "you(?:'re| are) (?:not connected|offline)",
        'unable to connect',
        'the connection has timed out',
        'server not found',
        "your connection (?:isn't|is not) private",
        "(?:can't|cannot) connect to the server",
        "impossible d'atteindre cette page",
        'ce site est inaccessible',
        "(?:pas d'|aucune connexion a )internet",
        'la connexion a echoue',
        'serveur introuvable',
        'no se puede (?:acceder|obtener acceso) a (?:este sitio|esta pagina)',
        'no hay (?:conexion a )?internet',
        'no se puede (?:conectar|encontrar el servidor)',
        '(?:diese )?(?:seite|website|webseite) ist (?:leider )?nicht (?:erreichbar|verfugbar)',
        'kein(?:e)? internet',
        'server (?:wurde )?nicht gefunden',
        '(?:impossibile raggiungere) (?:il sito|questa pagina)',
        'nessuna connessione (?:a )?internet',
        'impossibile connettersi',
        'nao (?:e|foi) possivel (?:acessar|aceder a|alcancar|chegar a) (?:esse|este|esta) (?:site|pagina)',
        'sem (?:conexao com a |ligacao a )?internet',
        '(?:deze site|deze pagina) (?:is niet|kan niet worden) (?:bereikbaar|bereikt|weergegeven)',
        'kan deze (?:pagina|site) niet (?:bereiken|openen|weergeven)',
        'geen internet',
      ),
    ],
  ],
  // --- A refusal whose page says no more: a title that many of Microsoft's pages share
  [
    'no_reason_given',
    [
      near(
        access,
        words(
          'denied|refused|forbidden|refuse|interdit|denegad|rechazad|prohibid|verweigert|abgelehnt|untersagt|negat[oa]|rifiutat|vietat|negad[oa]|recusad|geweigerd|ontzegd',
        ),
        40,
      ),
    ],
  ],
  [
    'microsoft_busy',
    [
      says(
        'services? (?:is |are )?(?:temporarily |currently )?(?:unavailable|not available)',
        "services aren't available",
        'bad gateway',
        'gateway time-?out',
        'internal server error',
        "we couldn't sign you in",
        'service (?:est )?(?:temporairement |momentanement |actuellement )?(?:indisponible|non disponible)',
        "service n'est pas disponible",
        'servicio (?:temporalmente |actualmente )?no (?:esta )?(?:temporalmente )?disponible',
        'dienst (?:ist )?(?:derzeit |vorubergehend |zurzeit )?nicht verfugbar',
        'servizio (?:e )?(?:temporaneamente |attualmente )?non (?:e )?(?:al momento )?disponibile',
        'servico (?:esta )?(?:temporariamente )?(?:indisponivel|nao (?:esta )?disponivel)',
        '(?:service|dienst) (?:is )?(?:tijdelijk |momenteel )?niet beschikbaar',
      ),
      /(?:http|error|status|code|fehler|erreur)\W{0,3}\w{0,8}\W{0,3}50[0234](?!\d)|^\W*50[234](?!\d)/,
    ],
  ],
]
