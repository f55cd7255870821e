import { advancedSettings } from './advanced-settings.es.ts'
import { apiKeys } from './api-keys.es.ts'
import { audit } from './audit.es.ts'
import { connect } from './connect.es.ts'
import { consentKit } from './consent-kit.es.ts'
import { correctAddress } from './correct-address.es.ts'
import { countsIn } from './counts.ts'
import { disturbance } from './disturbance.es.ts'
import type { OtherMessages } from './en.ts'
import { explain } from './explain.es.ts'
import { explainPerson } from './explain-person.es.ts'
import { faults } from './faults.es.ts'
import { find } from './find.es.ts'
import { help } from './help.es.ts'
import { locationImport } from './location-import.es.ts'
import { manyUsers } from './many-users.es.ts'
import { meanwhile } from './meanwhile.es.ts'
import { ownAddress } from './own-address.es.ts'
import { proof } from './proof.es.ts'
import { refusalWords } from './refusals.es.ts'
import { renewal } from './renewal.es.ts'
import { returned } from './returned.es.ts'
import { rollOut } from './roll-out.es.ts'
import { safeguards } from './safeguards.es.ts'
import { secondFactor } from './second-factor.es.ts'
import { setup } from './setup.es.ts'
import { sharedComputers } from './shared-computers.es.ts'
import { signIns } from './sign-ins.es.ts'
import { userImport } from './user-import.es.ts'
import { users } from './users.es.ts'
import { wasThisYou } from './was-this-you.es.ts'

const { number, plural } = countsIn('es')

export const es: OtherMessages = {
  home: {
    sessionEnded: 'Su sesión ha terminado.',
    leftWithMicrosoft:
      'Su cadena ahora inicia sesión solo con Microsoft; por eso su sesión ha terminado. Elija «Iniciar sesión con Microsoft» y use su cuenta profesional o educativa.',
  },
  signIn: {
    title: 'Iniciar sesión',
    username: 'Nombre de usuario',
    password: 'Contraseña',
    submit: 'Iniciar sesión',
    or: 'o',
    microsoftHint: 'Use su cuenta profesional o educativa, con la dirección de correo que tiene en TMAS.',
    language: 'Idioma',
    lastTime: (loginId) => `La última vez inició sesión aquí como ${loginId}.`,
    workAddress: 'Su correo de trabajo (opcional)',
    workAddressHint: 'Si Microsoft bloquea su inicio de sesión, su responsable podrá ver el motivo.',
    signedOut: 'Ha cerrado la sesión.',
    microsoftStays: 'Es posible que su sesión de Microsoft siga abierta en este navegador.',
  },
  refused: {
    title: 'No ha iniciado sesión',
    whoMustAct: 'Quién debe actuar',
    whatToDo: 'Qué hacer',
    usedAccount: (loginId) => `Inició sesión en Microsoft como ${loginId}.`,
    tryAgain: 'Intentar de nuevo',
    otherAccount: 'Usar otra cuenta de Microsoft',
    actors: {
      person: 'Usted',
      manager: 'Su responsable de TMAS',
      it: 'El administrador de TI de su empresa',
      operator: 'El servicio de soporte de TMAS',
    },
  },
  popup: {
    waiting: 'Esperando la ventana de Microsoft…',
    waitingHint: 'Complete allí el inicio de sesión. ¿No ve la ventana o la ha cerrado?',
    openAgain: 'Abrirla de nuevo',
    continueHere: 'Continuar en esta ventana',
    cancel: 'Cancelar',
    done: 'Ha iniciado sesión',
    doneHint: 'Puede cerrar esta ventana.',
    continueToTmas: 'Continuar a TMAS',
    failed: 'No ha iniciado sesión',
    failedHint: 'El motivo se muestra en la ventana de TMAS. Puede cerrar esta.',
    showReasonHere: 'Mostrar el motivo aquí',
  },
  choose: {
    title: '¿Dónde quiere iniciar sesión?',
    hint: (loginId) =>
      `${loginId === null ? 'Esta cuenta de Microsoft' : `La cuenta de Microsoft ${loginId}`} tiene acceso a varios clientes de TMAS.`,
    oneHint: (loginId) =>
      `${loginId === null ? 'Esta cuenta de Microsoft' : `La cuenta de Microsoft ${loginId}`} es un usuario de otro cliente de TMAS.`,
    endsSession: (name) =>
      `En este navegador tiene la sesión iniciada en ${name}. Si continúa, se cerrará esa sesión.`,
  },
  consentVisit: {
    grantedTitle: 'Se ha dado el consentimiento',
    grantedText:
      'Según Microsoft, un administrador ha aceptado TMAS para la organización. Las personas que TMAS conoce ya pueden iniciar sesión, y no se volverá a preguntar a nadie.',
    check: 'Iniciar sesión para comprobarlo',
    checkHint:
      'TMAS solo se fía de un inicio de sesión, no de esta dirección. El primero que llegue a través de su organización marca el paso como completado para su responsable de TMAS.',
    help: 'Cómo se conecta una cadena',
    refusedTitle: 'No se ha dado el consentimiento',
    refusedText:
      'No se ha cambiado nada en TMAS. Un administrador puede volver a intentarlo en el centro de administración de Microsoft Entra.',
    explain: 'Explicar un error de Microsoft',
  },
  confirmSession: {
    title: 'Microsoft le pide que confirme que es usted',
    why: 'TMAS comprueba de vez en cuando con Microsoft que su cuenta sigue activa. Esta vez, Microsoft necesita su intervención, por ejemplo para que vuelva a iniciar sesión o apruebe una solicitud en su teléfono. Después continuará donde estaba.',
    account: (loginId) => `Continúe con ${loginId}. Con otra cuenta no se puede confirmar esta sesión.`,
    go: 'Continuar con Microsoft',
  },
  confirmStart: {
    title: (name) => `¿Iniciar sesión en ${name}?`,
    hint: (name) =>
      `Un enlace ajeno a TMAS lleva al inicio de sesión de ${name}. Continúe solo si quería iniciar sesión allí.`,
    go: 'Continuar',
    back: 'Ir a la página de inicio de sesión',
  },
  problem: {
    notFoundTitle: 'Esta página no existe',
    notFoundHint: 'Puede que la dirección esté mal escrita o que la página se haya movido.',
    unavailableTitle: 'TMAS no está disponible en este momento',
    unavailableHint: 'No se ha perdido nada. Espere un momento y vuelva a cargar la página.',
    badRequestTitle: 'Esta dirección no está completa',
    badRequestHint: 'Empiece de nuevo desde la página de inicio de sesión.',
    tooLargeHint:
      'Lo que envió su navegador es demasiado grande. Empiece de nuevo desde la página de inicio de sesión.',
    forbiddenTitle: 'Esta solicitud no se aceptó',
    forbiddenHint: 'No venía de una página de TMAS. Empiece de nuevo desde la página de inicio de sesión.',
    backToSignIn: 'Ir a la página de inicio de sesión',
  },
  locations: {
    administration: 'Administración',
    tree: 'Ubicaciones',
    search: 'Buscar ubicaciones',
    noMatch: 'Ninguna ubicación coincide.',
    all: 'Todas las ubicaciones',
    count: (n) => plural(n, { one: '1 ubicación', other: `${number(n)} ubicaciones` }),
    more: 'Mostrar más',
    general: 'General',
    contact: 'Contacto',
    advanced: 'Avanzado',
    name: 'Nombre',
    code: 'ID de ubicación',
    codeHint:
      'Su propio número o nombre corto, por ejemplo 117. Las importaciones de usuarios identifican las ubicaciones con este ID.',
    onlyTheChain:
      'Por ahora solo está su cadena. Ábrala para añadir sus tiendas. Si necesita regiones o distritos, añádalos primero y ponga las tiendas en ellos.',
    type: 'Tipo',
    country: 'País',
    region: 'Estado o provincia',
    contactEmail: 'Correo electrónico',
    contactPhone: 'Teléfono',
    add: 'Añadir una ubicación',
    addUnder: (name) => `Añadir una ubicación bajo ${name}`,
    users: 'Ver los usuarios',
    move: 'Mover',
    moveTitle: (name) => `Mover ${name}`,
    moveTo: 'Nueva ubicación superior',
    dragHint:
      'Arrastre una ubicación a su nueva ubicación superior, o córtela con Ctrl X y péguela con Ctrl V.',
    pickedUp: (name) =>
      `Se ha cortado ${name}. Vaya a su nueva ubicación superior y pulse Ctrl V. Esc la deja donde estaba.`,
    putUnder: (name, parent) => `${name} se puede mover a ${parent}.`,
    notUnder: (name, parent) => `${name} no se puede mover a ${parent}.`,
    addAnother: 'Guardar y añadir otra',
    path: 'Ruta',
    moveHint: 'Todo lo que hay debajo se mueve con ella.',
    remove: 'Eliminar',
    removeTitle: (name) => `¿Eliminar ${name}?`,
    removeHint: 'Solo se puede eliminar una ubicación vacía. No se puede deshacer.',
    save: 'Guardar',
    added: (name) => `Se ha añadido la ubicación ${name}.`,
    moved: (name) => `Se ha movido la ubicación ${name}.`,
    removed: (name) => `Se ha eliminado la ubicación ${name}.`,
    saved: 'Guardado.',
    cancel: 'Cancelar',
    carryOut: 'Confirmar',
    confirmTitle: 'Confirmar este cambio',
    questions: {
      move: (name, parent) => `¿Mover ${name} a ${parent}?`,
      changeTenant: (chain) => `¿Cambiar el ID de inquilino de ${chain}?`,
      removeTenant: (chain) => `¿Quitar el ID de inquilino de ${chain}?`,
      mandatoryOn: (chain) => `¿Activar la autenticación obligatoria en ${chain}?`,
      mandatoryOff: (chain) => `¿Desactivar la autenticación obligatoria en ${chain}?`,
      factorRequired: (chain) => `¿Exigir un segundo factor a los responsables de ${chain}?`,
      factorNotRequired: (chain) =>
        `¿Cambiar la fecha desde la que los responsables de ${chain} necesitan un segundo factor?`,
      settings: (chain) => `¿Cambiar los ajustes de ${chain}?`,
    },
    consequences: {
      locations: (n) =>
        plural(n, { one: 'Se moverá 1 ubicación.', other: `Se moverán ${number(n)} ubicaciones.` }),
      usersWhoseDoorsChange: (n) =>
        plural(n, {
          one: '1 usuario iniciará sesión de otra manera.',
          other: `${number(n)} usuarios iniciarán sesión de otra manera.`,
        }),
      usersGainingAccess: (n) =>
        plural(n, { one: '1 usuario obtendrá acceso.', other: `${number(n)} usuarios obtendrán acceso.` }),
      usersLosingAccess: (n) =>
        plural(n, {
          one: '1 usuario perderá el acceso.',
          other: `${number(n)} usuarios perderán el acceso.`,
        }),
      sessionsThatEnd: (n) =>
        plural(n, {
          one: 'Se cerrará 1 sesión abierta.',
          other: `Se cerrarán ${number(n)} sesiones abiertas.`,
        }),
      linkedUsers: (n) =>
        plural(n, {
          one: '1 usuario está vinculado a una cuenta del inquilino actual. El vínculo queda registrado, pero ya no da acceso.',
          other: `${number(n)} usuarios están vinculados a cuentas del inquilino actual. Los vínculos quedan registrados, pero ya no dan acceso.`,
        }),
      usersWithoutPassword: (n) =>
        plural(n, {
          one: '1 usuario no tiene contraseña y no podría iniciar sesión.',
          other: `${number(n)} usuarios no tienen contraseña y no podrían iniciar sesión.`,
        }),
      usersWithMicrosoftOnly: (n) =>
        plural(n, {
          one: '1 usuario solo podrá iniciar sesión con Microsoft.',
          other: `${number(n)} usuarios solo podrán iniciar sesión con Microsoft.`,
        }),
      usersReady: (n) =>
        plural(n, {
          none: 'Ninguno de ellos ha iniciado sesión con Microsoft todavía.',
          one: '1 de ellos ya ha iniciado sesión con Microsoft.',
          other: `${number(n)} de ellos ya han iniciado sesión con Microsoft.`,
        }),
      usersNeverTried: (n) =>
        plural(n, {
          one: 'De 1 de ellos, TMAS no ha visto ningún intento de iniciar sesión con Microsoft.',
          other: `De ${number(n)} de ellos, TMAS no ha visto ningún intento de iniciar sesión con Microsoft.`,
        }),
      usersRefused: (n) =>
        plural(n, {
          one: '1 de ellos fue rechazado en su último intento.',
          other: `${number(n)} de ellos fueron rechazados en su último intento.`,
        }),
      usersWithPasswordAgain: (n) =>
        plural(n, {
          none: 'Ningún usuario tiene una contraseña que vuelva a funcionar.',
          one: '1 usuario podrá volver a iniciar sesión con contraseña.',
          other: `${number(n)} usuarios podrán volver a iniciar sesión con contraseña.`,
        }),
      managersWithSecondFactor: (n) =>
        plural(n, {
          one: '1 responsable ya tiene un segundo factor.',
          other: `${number(n)} responsables ya tienen un segundo factor.`,
        }),
      managersWithoutSecondFactor: (n) =>
        plural(n, {
          one: '1 responsable no tiene ninguno y lo configurará al iniciar sesión a partir de ese día.',
          other: `${number(n)} responsables no tienen ninguno y lo configurarán al iniciar sesión a partir de ese día.`,
        }),
      managersNotRequired: (n) =>
        plural(n, {
          one: '1 responsable ya no necesitará un segundo factor a partir de la fecha anterior.',
          other: `${number(n)} responsables ya no necesitarán un segundo factor a partir de la fecha anterior.`,
        }),
      usersStillWithoutPassword: (n) =>
        plural(n, {
          one: '1 usuario no tiene contraseña y seguirá iniciando sesión solo con Microsoft.',
          other: `${number(n)} usuarios no tienen contraseña y seguirán iniciando sesión solo con Microsoft.`,
        }),
    },
    inside: {
      locations: (n) =>
        plural(n, {
          one: '1 ubicación depende de ella.',
          other: `${number(n)} ubicaciones dependen de ella.`,
        }),
      users: (n) =>
        plural(n, {
          one: '1 usuario tiene un tipo de permiso aquí.',
          other: `${number(n)} usuarios tienen un tipo de permiso aquí.`,
        }),
      apiKeys: (n) =>
        plural(n, {
          one: '1 clave de API es para esta ubicación.',
          other: `${number(n)} claves de API son para esta ubicación.`,
        }),
      devices: (n) =>
        plural(n, {
          one: '1 equipo compartido está aquí o está por añadirse.',
          other: `${number(n)} equipos compartidos están aquí o están por añadirse.`,
        }),
      waves: (n) =>
        plural(n, {
          one: '1 fase de un despliegue la incluye.',
          other: `${number(n)} fases de despliegues la incluyen.`,
        }),
    },
    passwordLinks: {
      withoutPassword:
        'Los usuarios sin contraseña siguen iniciando sesión solo con Microsoft hasta que definan una.',
      nobody:
        'Todas las personas a las que puede enviar un enlace tienen contraseña, así que no se envió ninguno.',
      send: 'Enviarles un enlace para definir una contraseña',
      sent: (n) =>
        plural(n, {
          one: 'Se está enviando un enlace a 1 usuario.',
          other: `Se están enviando los enlaces a ${number(n)} usuarios.`,
        }),
      hint: 'Los enlaces caducan a los 7 días. Funcionan en cuanto se permiten las contraseñas.',
      failed: 'No se pudieron enviar los enlaces. Inténtelo de nuevo.',
    },
    problems: {
      forbidden: 'Su tipo de permiso no lo permite aquí.',
      not_found: 'Esta ubicación ya no existe.',
      code_taken: 'Otra ubicación ya tiene este ID.',
      not_empty: 'Esta ubicación no está vacía. Mueva o elimine antes lo que contiene.',
      tenant_required:
        'La autenticación obligatoria necesita un ID de inquilino. Introduzca antes el Azure Tenant ID.',
      mandatory_authentication_is_on:
        'La autenticación obligatoria depende de este ID de inquilino, aquí o en una cadena inferior. Desactívela antes allí.',
      set_above: 'Esto está establecido en una cadena superior y solo puede cambiarse allí.',
      invalid_request: 'Este formulario contiene un valor no válido. Compruebe lo que ha escrito.',
      other: 'Se produjo un error y no se guardó nada. Inténtelo de nuevo.',
    },
    notATenant: {
      otherCloud: (cloud) =>
        `Este inquilino está en otra nube de Microsoft: ${cloud}. Sus cuentas no pueden iniciar sesión en este TMAS. Compruebe si su organización tiene otro inquilino o póngase en contacto con el soporte de TMAS.`,
      clouds: {
        global: 'la nube global',
        us_government: 'Gobierno de EE. UU. (US Government)',
        china: 'China (21Vianet)',
        bleu: 'Bleu (Francia)',
        delos: 'Delos (Alemania)',
        govsg: 'GovSG (Singapur)',
      },
      malformed:
        'Esto no es ni un ID de inquilino (un GUID como 3f0c9a52-6d1b-4e8e-9a57-0c1d2e3f4a5b) ni un nombre de dominio. Copie el ID de inquilino de la página de información general del centro de administración de Microsoft Entra.',
      personal:
        'Este es el inquilino de las cuentas personales de Microsoft. Introduzca el ID de inquilino de su propia organización.',
      application:
        'Este es un ID de aplicación (cliente), el de TMAS o el de un servicio de Microsoft. Copie el valor llamado «Id. de inquilino» de la página de información general del centro de administración de Microsoft Entra.',
      unknownId: (asked) =>
        `Microsoft no conoce ningún inquilino ${asked}. Los ID de aplicación (cliente) y los ID de objeto tienen la misma forma: copie el valor llamado «Id. de inquilino» de la página de información general del centro de administración de Microsoft Entra.`,
      unknownDomain: (asked) =>
        `Microsoft no conoce ningún inquilino con el dominio ${asked}. Compruebe cómo está escrito o pegue el ID de inquilino.`,
      unreachable:
        'No se puede contactar con Microsoft para buscar este dominio. Introduzca el ID de inquilino o inténtelo más tarde.',
    },
    settings: {
      lookingUp: 'Consultando a Microsoft…',
      found: (tenantId) => `Microsoft conoce este inquilino: ${tenantId}`,
      foundUnverified:
        'No se puede contactar con Microsoft en este momento. Puede guardar el ID de inquilino de todos modos; quedará marcado como «No verificado».',
      status: {
        unset: 'Sin ID de inquilino',
        not_verified: 'No verificado',
        verified: 'Verificado: Microsoft conoce este inquilino',
        confirmed: 'Confirmado',
      },
      confirmedAt: (when) => `Confirmado por el primer inicio de sesión el ${when}`,
      inheritedFrom: (name) => `Heredado de ${name}`,
      aboveYou: 'una cadena superior',
      setItsOwn: 'Usar sus propios ajustes',
      onAbove: (name) => `Activada por ${name}. Solo puede desactivarse allí.`,
      startedAbove: (name) => `Iniciado por ${name}. Solo puede terminarse allí.`,
      below: {
        title: 'Cadenas inferiores que difieren',
        hint: 'Todas las demás cadenas inferiores siguen lo que se define aquí o más arriba.',
        chain: 'Cadena',
        difference: 'Diferencia',
        ownTenant: (tenantId) => `Tiene su propio ID de inquilino: ${tenantId}`,
        ownMandatory: 'Ha activado la autenticación obligatoria para sí misma',
        more: (n) => `y ${number(n)} más`,
      },
      address: 'Dirección de inicio de sesión de esta cadena',
      addressHint: 'Lleva directamente a su inquilino. Los invitados de su inquilino la necesitan.',
      copy: 'Copiar',
      copied: 'Copiado',
    },
    /** Who may keep a password under mandatory authentication, by name. */
    exceptions: {
      title: 'Excepciones por usuario',
      hint: 'Estos usuarios conservan su nombre de usuario y su contraseña pese a la autenticación obligatoria; por ejemplo, un consultor o un buzón compartido. Cada responsable de esta cadena recibe un correo cuando se crea o se quita una excepción, y otro una semana antes de que termine.',
      help: 'Cómo funcionan las excepciones',
      none: 'No hay excepciones.',
      add: 'Añadir una excepción',
      person: 'Persona',
      reason: 'Motivo',
      reasonHint: 'Lo leen todos los responsables de esta cadena.',
      endsOn: 'Fecha de finalización',
      endsOnHint: 'El primer día (UTC) en que esta persona inicia sesión solo con Microsoft.',
      ended: (day) => `Terminó el ${day}`,
      until: (day) => `hasta el ${day}`,
      by: (name) => `por ${name}`,
      change: 'Cambiar',
      remove: 'Quitar',
      ask: (name) => `¿Quitar la excepción de ${name}?`,
      askHint:
        'Donde la autenticación obligatoria está activada, esta persona inicia sesión solo con Microsoft, de inmediato.',
      save: 'Añadir',
      cancel: 'Cancelar',
      setAbove:
        'La autenticación obligatoria está activada en una cadena superior. Añada allí la excepción o pídaselo a un responsable de esa cadena.',
      removedMeanwhile: 'quitada o sin crear',
      noPerson: 'Elija una persona.',
      failed: {
        invalid_request:
          'Indique el motivo en una sola línea, sin enlaces, y una fecha de finalización entre mañana y dentro de un año.',
        not_found:
          'Esta persona no está en esta cadena, o conserva de todos modos una contraseña como responsable.',
        set_above:
          'La autenticación obligatoria está activada en una cadena superior. Añada allí la excepción o pídaselo a un responsable de esa cadena.',
        changed_meanwhile:
          'Entretanto alguien ha cambiado esta excepción. Cierre este aviso, vuelva a mirarla y decida.',
        other: 'No se pudo guardar la excepción. Inténtelo de nuevo.',
      },
    },
    readiness: {
      title: 'A quién afectaría',
      summary: (linked, affected) =>
        plural(affected, {
          one: `${number(linked)} de 1 usuario ya ha iniciado sesión con Microsoft.`,
          other: plural(linked, {
            one: `1 de ${number(affected)} usuarios ya ha iniciado sesión con Microsoft.`,
            other: `${number(linked)} de ${number(affected)} usuarios ya han iniciado sesión con Microsoft.`,
          }),
        }),
      nobody: 'Esta cadena no tiene todavía usuarios por debajo de los niveles de responsable.',
      states: {
        linked: 'Ha iniciado sesión',
        never_tried: 'Ningún intento visto',
        refused: 'El último intento falló',
      },
      user: 'Usuario',
      state: 'Microsoft',
      more: (n) => `y ${number(n)} más`,
      excepted: (n) =>
        plural(n, {
          one: '1 usuario conserva una contraseña gracias a una excepción:',
          other: `${number(n)} usuarios conservan una contraseña gracias a una excepción:`,
        }),
      exempt: (n) =>
        plural(n, {
          one: '1 responsable conserva su contraseña.',
          other: `${number(n)} responsables conservan su contraseña.`,
        }),
      exemptWithoutPassword: (n) =>
        plural(n, {
          one: '1 responsable todavía no tiene contraseña.',
          other: `${number(n)} responsables todavía no tienen contraseña.`,
        }),
    },
  },
  columns: {
    title: 'Columnas',
    hidden: (n) => plural(n, { one: '1 oculta', other: `${number(n)} ocultas` }),
    reset: 'Según el ancho de la ventana',
  },
  filterLine: {
    add: 'Añadir filtro',
    clear: 'Quitar los filtros',
    chip: (filter, value) => `${filter}: ${value}`,
    today: 'Hoy',
    lastDays: (n) => `Últimos ${number(n)} días`,
    otherDay: 'Otro día…',
    remove: (chip) => `Quitar el filtro «${chip}»`,
  },
  locationImport,
  account: {
    language: 'Idioma',
    browsersLanguage: (language) => `El de su navegador (actualmente ${language})`,
    helpMails: 'Mensajes sobre inicios de sesión',
    helpMailsLabel: 'Escribirme cuando alguien pida ayuda para iniciar sesión',
    helpMailsHint: 'Un mensaje por hora como máximo. Las solicitudes están siempre en su página de inicio.',
    languageHint: 'Para las páginas y los correos de TMAS.',
    password: 'Contraseña',
    currentPassword: 'Contraseña actual',
    newPassword: 'Contraseña nueva',
    changePassword: 'Cambiar la contraseña',
    passwordChanged: 'Se ha cambiado su contraseña. Se ha cerrado la sesión en sus otros dispositivos.',
    wrongPassword: 'La contraseña actual no es correcta.',
    tooManyTries: 'Demasiados intentos. Espere un minuto e inténtelo de nuevo.',
    noPassword:
      'Todavía no tiene contraseña. Use «¿Ha olvidado la contraseña?» en la página de inicio de sesión para recibir un enlace y definir una.',
    passwordNotAllowed: 'Su cadena inicia sesión solo con Microsoft, así que no necesita contraseña aquí.',
    microsoft: 'Cuenta de Microsoft',
    linkMicrosoft: 'Vincular mi cuenta de Microsoft',
    linkMicrosoftHint:
      'Si su organización usa Microsoft, inicie sesión con él una vez en este navegador. A partir de entonces podrá usarlo para iniciar sesión.',
    linkedWith: (loginId) => `Vinculada a ${loginId}`,
    devices: 'Dispositivos',
    devicesHint:
      'Dónde tiene la sesión iniciada ahora. Cierre la sesión de los dispositivos que no reconozca y después cambie su contraseña.',
    device: 'Dispositivo',
    address: 'Dirección',
    signedInWith: 'Inició sesión con',
    lastUsed: 'Último uso',
    thisDevice: 'Este dispositivo',
    unknownDevice: 'Dispositivo desconocido',
    signOut: 'Cerrar sesión',
    signOutDevice: (device) => `Cerrar sesión: ${device}`,
    signOutOthers: 'Cerrar sesión en todos los demás dispositivos',
    notDone: 'Se produjo un error. Inténtelo de nuevo.',
    saved: 'Guardado.',
  },
  apiKeys,
  audit,
  disturbance,
  connect,
  consentKit,
  correctAddress,
  explain,
  explainPerson,
  faults,
  find,
  help,
  advancedSettings,
  manyUsers,
  meanwhile,
  setup,
  sharedComputers,
  proof,
  ownAddress,
  refusalWords,
  rollOut,
  renewal,
  returned,
  wasThisYou,
  passwordDoor: {
    forgot: '¿Ha olvidado la contraseña?',
    forgotTitle: 'Contraseña olvidada',
    forgotHint:
      'Escriba su nombre de usuario o su dirección de correo. Le enviaremos un enlace para definir una contraseña nueva.',
    name: 'Nombre de usuario o dirección de correo',
    sendLink: 'Enviar el enlace',
    microsoftHint: (button) => `Si su empresa usa «${button}», no necesita ninguna contraseña aquí.`,
    asked: 'Si alguna cuenta coincide, hemos enviado un enlace por correo.',
    askedHint:
      'Puede tardar unos minutos. Si no llega nada, mire en el correo no deseado o pregunte a su responsable de TMAS.',
    backToSignIn: 'Ir a la página de inicio de sesión',
    setTitle: 'Definir la contraseña',
    username: 'Nombre de usuario',
    newPassword: 'Contraseña nueva',
    repeat: 'Repita la contraseña nueva',
    save: 'Definir la contraseña',
    notSet: 'La contraseña no se ha definido',
    mistyped: 'Las dos contraseñas no coinciden.',
    rules: {
      too_short: 'Al menos 8 caracteres',
      no_capital: 'Una mayúscula',
      no_number: 'Un número',
      no_special: 'Un carácter especial',
      common: 'Que no sea una contraseña común, ni su nombre o el de su empresa',
    },
    kept: '(hecho)',
    faults: {
      too_short: 'Necesita al menos 8 caracteres.',
      too_long: 'Puede tener 200 caracteres como máximo.',
      no_capital: 'Necesita una mayúscula.',
      no_number: 'Necesita un número.',
      no_special: 'Necesita un carácter especial.',
      common:
        'Esta contraseña es demasiado común, o solo un nombre o una fila de teclas. Elija una más difícil de adivinar.',
    },
    isSet: 'Su contraseña está definida. Inicie sesión abajo con su nombre de usuario y esta contraseña.',
    deadTitle: 'Este enlace no funciona',
    deadHint:
      'Un enlace funciona una sola vez, durante un tiempo limitado y solo mientras pueda iniciar sesión con contraseña. Un enlace más nuevo sustituye al anterior.',
    askAgain: 'Pedir un enlace nuevo',
  },
  signIns,
  userImport,
  users,
  safeguards,
  secondFactor,
  apiDocs: {
    title: 'La API HTTP',
    intro:
      'Cada ruta, con sus parámetros y respuestas. Para los programas, lo mismo como documento OpenAPI 3.1:',
    authentication:
      'Un programa envía una clave de API con cada solicitud: «Authorization: Bearer …». Las páginas de TMAS usan su cookie de sesión.',
    failures:
      'Un error es application/problem+json con un código estable, una referencia y los campos que fallan.',
    areas: 'Áreas',
    types: 'Tipos',
    parameters: 'Parámetros',
    body: 'Cuerpo',
    answers: 'Respuestas',
    required: 'obligatorio',
    inPath: 'en la ruta',
    inQuery: 'en la consulta',
  },
}
