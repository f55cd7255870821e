import { apiKeys } from './api-keys.es.ts'
import { audit } from './audit.es.ts'
import { consentKit } from './consent-kit.es.ts'
import { correctAddress } from './correct-address.es.ts'
import { disturbance } from './disturbance.es.ts'
import type { Messages } from './en.ts'
import { explain } from './explain.es.ts'
import { explainPerson } from './explain-person.es.ts'
import { help } from './help.es.ts'
import { refusalWords } from './refusals.es.ts'
import { secondFactor } from './second-factor.es.ts'
import { setup } from './setup.es.ts'
import { signIns } from './sign-ins.es.ts'
import { users } from './users.es.ts'

export const es: Messages = {
  product: 'TMAS',
  signIn: {
    title: 'Iniciar sesión',
    username: 'Nombre de usuario',
    password: 'Contraseña',
    submit: 'Iniciar sesión',
    or: 'o',
    microsoft: 'Iniciar sesión con Microsoft',
    microsoftHint: 'Use su cuenta profesional o educativa, con la dirección de correo que TMAS conoce.',
    language: 'Idioma',
    signedOut: 'Ha cerrado la sesión.',
  },
  refused: {
    title: 'No ha iniciado sesión',
    whoMustAct: 'Quién debe actuar',
    whatToDo: 'Qué hacer',
    reference: 'Referencia',
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
    waitingHint: 'Complete allí el inicio de sesión. ¿Ha desaparecido la ventana o se ha cerrado?',
    openAgain: 'Abrirla de nuevo',
    continueHere: 'Continuar en esta ventana',
    cancel: 'Cancelar',
    done: 'Ha iniciado sesión',
    doneHint: 'Puede cerrar esta ventana.',
    goOn: 'Continuar a TMAS',
    failed: 'No ha iniciado sesión',
    failedHint: 'El motivo se muestra en la ventana de TMAS. Puede cerrar esta.',
    failedGoOn: 'Mostrar el motivo aquí',
  },
  choose: {
    title: '¿Dónde quiere iniciar sesión?',
    hint: (loginId) => `La cuenta de Microsoft ${loginId} tiene acceso a varios clientes de TMAS.`,
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
  home: {
    title: 'Inicio',
    welcome: (name) => `Le damos la bienvenida, ${name}`,
    youAre: 'Quién es usted',
    name: 'Nombre',
    username: 'Nombre de usuario',
    email: 'Correo electrónico',
    customer: 'Cliente',
    signedInWith: 'Inició sesión con',
    doors: { microsoft: 'Microsoft', password: 'Nombre de usuario y contraseña' },
    linkedAccount: 'Cuenta de Microsoft',
    expiresAt: 'Fin de esta sesión',
    locations: 'Sus ubicaciones',
    location: 'Ubicación',
    locationType: 'Tipo',
    permission: 'Tipo de permiso',
    noLocations: 'Todavía no se le ha dado ninguna ubicación. Pregunte a su responsable de TMAS.',
    signOut: 'Cerrar sesión',
    menu: 'Menú',
    skipToContent: 'Ir al contenido',
    loading: 'Cargando…',
    failed: 'No se pudo cargar.',
    retry: 'Intentar de nuevo',
    notFound: 'Esta página no existe.',
    sessionEnded: 'Su sesión ha terminado.',
    leftWithMicrosoft:
      'Desde ahora su cadena inicia sesión solo con Microsoft, por eso su sesión ha terminado. Elija «Iniciar sesión con Microsoft» y use su cuenta profesional o educativa.',
    colorScheme: 'Claro u oscuro',
  },
  locations: {
    title: 'Gestionar ubicaciones',
    administration: 'Administración',
    tree: 'Ubicaciones',
    search: 'Buscar ubicaciones',
    noMatch: 'Ninguna ubicación coincide con estas palabras.',
    all: 'Todas las ubicaciones',
    count: (n) => (n === 1 ? '1 ubicación' : `${n} ubicaciones`),
    more: 'Mostrar más',
    general: 'General',
    contact: 'Contacto',
    advanced: 'Avanzado',
    name: 'Nombre',
    code: 'ID de ubicación',
    codeHint:
      'Su propio número o nombre corto, por ejemplo 117. Una importación de usuarios nombra así las ubicaciones.',
    onlyTheChain:
      'Por ahora solo está su cadena. Ábrala para añadir sus tiendas; las regiones y los distritos, si los necesita, van primero y contienen las tiendas.',
    type: 'Tipo',
    country: 'País',
    region: 'Estado o provincia',
    contactEmail: 'Correo electrónico',
    contactPhone: 'Teléfono',
    add: 'Añadir una ubicación',
    addUnder: (name) => `Añadir una ubicación bajo ${name}`,
    move: 'Mover',
    moveTitle: (name) => `Mover ${name}`,
    moveTo: 'Bajo qué ubicación',
    moveHint: 'Todo lo que depende de ella se mueve con ella.',
    remove: 'Eliminar',
    removeTitle: (name) => `¿Eliminar ${name}?`,
    removeHint: 'Solo se puede eliminar una ubicación vacía. No se puede deshacer.',
    save: 'Guardar',
    added: (name) => `La ubicación ${name} está añadida.`,
    moved: (name) => `La ubicación ${name} está trasladada.`,
    removed: (name) => `La ubicación ${name} está eliminada.`,
    saved: 'Guardado.',
    cancel: 'Cancelar',
    carryOut: 'Confirmar',
    confirmTitle: 'Esto cambia lo que algunas personas pueden hacer',
    consequences: {
      locations: (n) => (n === 1 ? 'Se mueve 1 ubicación.' : `Se mueven ${n} ubicaciones.`),
      usersWhoseDoorsChange: (n) =>
        n === 1
          ? '1 usuario iniciará sesión de otra manera.'
          : `${n} usuarios iniciarán sesión de otra manera.`,
      usersGainingAccess: (n) =>
        n === 1 ? '1 usuario obtiene acceso a ella.' : `${n} usuarios obtienen acceso a ella.`,
      usersLosingAccess: (n) =>
        n === 1 ? '1 usuario pierde el acceso a ella.' : `${n} usuarios pierden el acceso a ella.`,
      sessionsThatEnd: (n) =>
        n === 1 ? 'Termina 1 sesión abierta ahora.' : `Terminan ${n} sesiones abiertas ahora.`,
      linkedUsers: (n) =>
        n === 1
          ? '1 usuario está vinculado a una cuenta del inquilino actual. El vínculo queda registrado, pero no abre nada.'
          : `${n} usuarios están vinculados a cuentas del inquilino actual. Los vínculos quedan registrados, pero no abren nada.`,
      usersWithoutPassword: (n) =>
        n === 1
          ? '1 usuario no tiene contraseña y no podría iniciar sesión.'
          : `${n} usuarios no tienen contraseña y no podrían iniciar sesión.`,
      usersWithMicrosoftOnly: (n) =>
        n === 1
          ? 'Nadie de esta cadena ha iniciado sesión con Microsoft todavía. 1 usuario no tendría otra entrada.'
          : `Nadie de esta cadena ha iniciado sesión con Microsoft todavía. ${n} usuarios no tendrían otra entrada.`,
      users: (n) => (n === 1 ? '1 usuario tiene un rol aquí.' : `${n} usuarios tienen un rol aquí.`),
    },
    passwordLinks: {
      withoutPassword: 'Los usuarios sin contraseña siguen solo con Microsoft, hasta que definan una.',
      nobody: 'Aquí todos tienen contraseña: no se envió ningún enlace.',
      send: 'Enviarles el enlace para definir una contraseña',
      sent: (n) =>
        n === 1 ? 'Un enlace está en camino a 1 usuario.' : `Los enlaces están en camino a ${n} usuarios.`,
      hint: 'Los enlaces funcionan durante 7 días, en cuanto se permitan las contraseñas.',
      failed: 'No se pudieron enviar los enlaces. Inténtelo de nuevo.',
    },
    problems: {
      forbidden: 'Su rol no lo permite aquí.',
      not_found: 'Esta ubicación ya no existe.',
      code_taken: 'Otra ubicación tiene este ID.',
      not_empty: 'Esta ubicación no está vacía. Mueva o elimine antes lo que contiene.',
      tenant_required:
        'La autenticación obligatoria necesita un ID de inquilino. Introduzca antes el Azure Tenant ID.',
      mandatory_authentication_is_on:
        'La autenticación obligatoria depende de este ID de inquilino. Desactívela antes.',
      invalid_request: 'Algo en este formulario no es correcto. Compruebe lo que ha escrito.',
      other: 'No se ha podido hacer. Inténtelo de nuevo.',
    },
    notATenant: {
      malformed:
        'Esto no es ni un ID de inquilino (un GUID como 3f0c9a52-6d1b-4e8e-9a57-0c1d2e3f4a5b) ni un nombre de dominio. Copie el ID de inquilino de la página de información general del centro de administración de Microsoft Entra.',
      personal:
        'Este es el inquilino de las cuentas personales de Microsoft. Tome el ID de inquilino de su propia organización.',
      application:
        'Este es un ID de aplicación (cliente): el de TMAS o el de un servicio de Microsoft. Tome el valor llamado «Id. de inquilino» en la página de información general del centro de administración de Microsoft Entra.',
      unknownId: (asked) =>
        `Microsoft no conoce ningún inquilino ${asked}. Un ID de aplicación (cliente) y un ID de objeto tienen la misma forma: tome el valor llamado «Id. de inquilino» en la página de información general del centro de administración de Microsoft Entra.`,
      unknownDomain: (asked) =>
        `Microsoft no conoce ningún inquilino con el dominio ${asked}. Compruebe cómo está escrito o pegue el ID de inquilino.`,
      unreachable:
        'No se puede contactar con Microsoft para buscar este dominio. Introduzca el propio ID de inquilino o inténtelo más tarde.',
    },
    settings: {
      azureTenantId: 'Azure Tenant ID',
      azureTenantIdHint:
        'El ID de inquilino (ID de directorio) de su Microsoft Entra ID, o uno de sus nombres de dominio.',
      lookingUp: 'Consultando a Microsoft…',
      found: (tenantId) => `Microsoft conoce este inquilino: ${tenantId}`,
      foundUnverified:
        'Microsoft no responde en este momento. Puede guardarlo; quedará como «no verificado».',
      mandatory: 'Autenticación obligatoria',
      mandatoryHint:
        'Todos los usuarios por debajo de los responsables de cadena y de usuarios inician sesión entonces solo con Microsoft.',
      status: {
        unset: 'Sin inquilino',
        not_verified: 'No verificado',
        verified: 'Verificado: Microsoft conoce este inquilino',
        confirmed: 'Confirmado',
      },
      confirmedAt: (when) => `Confirmado por el primer inicio de sesión, ${when}`,
      inheritedFrom: (name) => `De ${name}`,
      aboveYou: 'una cadena superior',
      setItsOwn: 'Definir los propios',
      address: 'Dirección de inicio de sesión de esta cadena',
      addressHint: 'Lleva directamente a su inquilino. Los invitados de su inquilino la necesitan.',
      copy: 'Copiar',
      copied: 'Copiado',
    },
    readiness: {
      title: 'A quién afectaría',
      summary: (linked, affected) =>
        affected === 1 || linked === 1
          ? `${linked} de ${affected} ${affected === 1 ? 'usuario' : 'usuarios'} ya ha iniciado sesión con Microsoft.`
          : `${linked} de ${affected} usuarios ya han iniciado sesión con Microsoft.`,
      nobody: 'Esta cadena no tiene todavía a nadie por debajo de los responsables.',
      states: {
        linked: 'Ha iniciado sesión',
        never_tried: 'Nunca lo ha intentado',
        refused: 'El último intento falló',
      },
      user: 'Usuario',
      state: 'Microsoft',
      more: (n) => `y ${n} más`,
      exempt: (n) =>
        n === 1 ? '1 responsable conserva su contraseña.' : `${n} responsables conservan su contraseña.`,
      exemptWithoutPassword: (n) =>
        n === 1
          ? '1 responsable todavía no tiene contraseña.'
          : `${n} responsables todavía no tienen contraseña.`,
    },
  },
  roles: {
    chain_and_user_manager: 'Responsable de cadena y de usuarios',
    chain_manager: 'Responsable de cadena',
    user_manager: 'Responsable de usuarios',
    location_manager: 'Responsable de ubicación',
    viewer: 'Lector',
  },
  locationTypes: { chain: 'Cadena', district: 'Distrito', region: 'Región', store: 'Tienda' },
  account: {
    title: 'Ajustes de la cuenta',
    language: 'Idioma',
    browsersLanguage: (language) => `El del navegador (ahora ${language})`,
    languageHint: 'Para las páginas y los mensajes de TMAS.',
    password: 'Contraseña',
    currentPassword: 'Contraseña actual',
    newPassword: 'Contraseña nueva',
    changePassword: 'Cambiar la contraseña',
    passwordChanged: 'Su contraseña ha cambiado. Se ha cerrado la sesión en sus otros dispositivos.',
    wrongPassword: 'La contraseña actual no es correcta.',
    tooManyTries: 'Hubo demasiados intentos. Espere un minuto e inténtelo de nuevo.',
    noPassword:
      'Todavía no tiene contraseña. «¿Ha olvidado la contraseña?», en la página de inicio de sesión, le envía un enlace para definir una.',
    passwordNotAllowed: 'Su cadena inicia sesión solo con Microsoft; por eso no necesita contraseña aquí.',
    devices: 'Dispositivos',
    devicesHint:
      'Dónde tiene la sesión iniciada ahora. Cierre la de los que no conozca y después cambie su contraseña.',
    device: 'Dispositivo',
    address: 'Dirección',
    signedInWith: 'Inició sesión con',
    lastUsed: 'Último uso',
    thisDevice: 'Este dispositivo',
    unknownDevice: 'Dispositivo desconocido',
    signOut: 'Cerrar sesión',
    signOutDevice: (device) => `Cerrar sesión: ${device}`,
    signOutOthers: 'Cerrar sesión en todos los demás dispositivos',
    notDone: 'No se pudo hacer. Inténtelo de nuevo.',
    saved: 'Guardado.',
  },
  apiKeys,
  audit,
  disturbance,
  consentKit,
  correctAddress,
  explain,
  explainPerson,
  help,
  setup,
  refusalWords,
  passwordDoor: {
    forgot: '¿Ha olvidado la contraseña?',
    forgotTitle: 'Contraseña olvidada',
    forgotHint:
      'Escriba su nombre de usuario o su dirección de correo. Le enviamos un enlace para definir una contraseña nueva.',
    name: 'Nombre de usuario o dirección de correo',
    sendLink: 'Enviar el enlace',
    microsoftHint: (button) => `Si su empresa usa «${button}», no necesita ninguna contraseña aquí.`,
    asked: 'Si existe una cuenta con ese nombre, un mensaje está en camino.',
    askedHint:
      'Puede tardar unos minutos. Si no llega nada, mire en el correo no deseado o pregunte a su responsable de TMAS.',
    backToSignIn: 'Ir a la página de inicio de sesión',
    setTitle: 'Configurar la contraseña',
    username: 'Nombre de usuario',
    newPassword: 'Contraseña nueva',
    repeat: 'Contraseña nueva, otra vez',
    save: 'Guardar la contraseña',
    notSet: 'La contraseña no se guardó',
    mistyped: 'Las dos contraseñas no son iguales.',
    rules: {
      too_short: 'Al menos 8 caracteres',
      no_capital: 'Una mayúscula',
      no_number: 'Un número',
      no_special: 'Un carácter especial',
      common: 'Que no sea una contraseña conocida',
    },
    kept: '(hecho)',
    faults: {
      too_short: 'Necesita al menos 8 caracteres.',
      too_long: 'Puede tener como máximo 200 caracteres.',
      no_capital: 'Necesita una mayúscula.',
      no_number: 'Necesita un número.',
      no_special: 'Necesita un carácter especial.',
      common: 'Es una contraseña conocida. Elija una que nadie adivinaría.',
    },
    isSet:
      'Su contraseña está definida. Para iniciar sesión, escriba abajo su nombre de usuario y esta contraseña.',
    deadTitle: 'Este enlace no funciona',
    deadHint:
      'Un enlace funciona una sola vez, durante un tiempo limitado y solo mientras pueda iniciar sesión con contraseña. Un enlace más nuevo anula el anterior.',
    askAgain: 'Pedir un enlace nuevo',
  },
  signIns,
  users,
  secondFactor,
  apiDocs: {
    title: 'La API HTTP',
    intro:
      'Cada ruta, con lo que toma y lo que responde. Para los programas, lo mismo como documento OpenAPI 3.1:',
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
