import { mostMemberships } from '../permissions.ts'
import { countsIn } from './counts.ts'
import type { UserMessages } from './users.en.ts'

const { number, plural } = countsIn('es')

export const users: UserMessages = {
  count: (n) => plural(n, { one: '1 usuario', other: `${number(n)} usuarios` }),
  range: (from, to, total) => `${number(from)} a ${number(to)} de ${number(total)}`,
  alone:
    'Por ahora solo está usted. Añada a las personas una por una o importe un archivo. Cada una recibe un correo que explica cómo iniciar sesión.',
  none: 'Ningún usuario coincide.',
  columns: {
    username: 'Nombre de usuario',
    name: 'Nombre',
    email: 'Correo electrónico',
    role: 'Tipo de permiso',
    chain: 'Cadena',
    status: 'Estado',
    lastSignIn: 'Último acceso',
    link: 'Vínculo de Microsoft',
    actions: 'Acciones',
  },
  status: { enabled: 'Activado', disabled: 'Desactivado' },
  endsOn: (day) => `Finaliza el ${day}`,
  endedOn: (day) => `Finalizó el ${day}`,
  ends: { within_30_days: 'Finaliza en los próximos 30 días', ended: 'Ya ha finalizado' },
  never: 'Nunca',
  linked: 'Vinculado',
  neverTried: 'Sin vincular, nunca lo ha intentado',
  refusedLast: 'Sin vincular, rechazado la última vez',
  notLinked: 'Sin vincular',
  search: 'Buscar',
  searchHint: 'Principio de un nombre de usuario, nombre o correo',
  location: 'Con acceso a',
  includeBelow: 'Incluidas las de debajo',
  role: 'Tipo de permiso',
  perPage: 'Usuarios por página',
  first: 'Primera página',
  previous: 'Página anterior',
  next: 'Página siguiente',
  add: 'Añadir un usuario',
  import_: 'Importar',
  export_: 'Exportar',
  edit: 'Editar',
  editUser: (name) => `Editar ${name}`,
  actionsOn: (name) => `Acciones para ${name}`,
  enable: 'Activar',
  disable: 'Desactivar',
  remove: 'Eliminar',
  unlink: 'Desvincular de Microsoft',
  signOutEverywhere: 'Cerrar todas sus sesiones',
  cancel: 'Cancelar',
  save: 'Guardar',
  saved: (name) => `Se han guardado los datos de ${name}.`,
  added: (name) => `Se ha añadido la cuenta de ${name}. No se envió ningún correo de bienvenida.`,
  addedAndMailed: (name, address) =>
    `Se ha añadido la cuenta de ${name}. Se está enviando el correo de bienvenida a ${address}.`,
  done: {
    enable: (name) => `${name} puede volver a iniciar sesión.`,
    disable: (name, sessions) =>
      plural(sessions, {
        none: `Se ha desactivado la cuenta de ${name}.`,
        one: `Se ha desactivado la cuenta de ${name}. Se ha cerrado 1 sesión.`,
        other: `Se ha desactivado la cuenta de ${name}. Se han cerrado ${number(sessions)} sesiones.`,
      }),
    remove: (name) => `Se ha eliminado la cuenta de ${name}.`,
    unlink: (name) => `Se ha eliminado el vínculo de ${name} con Microsoft.`,
    signOut: (name, { sessions, apiKeys }) =>
      [
        plural(sessions, {
          none: `${name} no tenía ninguna sesión abierta.`,
          one: `Se ha cerrado 1 sesión de ${name}.`,
          other: `Se han cerrado ${number(sessions)} sesiones de ${name}.`,
        }),
        plural(apiKeys, {
          none: '',
          one: 'Se ha revocado 1 clave de API.',
          other: `Se han revocado ${number(apiKeys)} claves de API.`,
        }),
      ]
        .join(' ')
        .trim(),
  },
  confirm: {
    disable: (name) => `¿Desactivar a ${name}?`,
    disableHint:
      'Todas las sesiones de este usuario terminan al instante y no podrá iniciar sesión hasta que lo active de nuevo.',
    remove: (name) => `¿Eliminar a ${name}?`,
    removeHint:
      'Se elimina el usuario, con sus tipos de permiso y su vínculo de Microsoft. No se puede deshacer. Lo que hizo queda en los registros.',
    unlink: (name) => `¿Desvincular a ${name} de Microsoft?`,
    unlinkHint:
      'Las sesiones abiertas con Microsoft terminan al instante. El próximo inicio de sesión con la dirección de este usuario crea un vínculo nuevo: compruebe antes con el equipo de TI que la dirección sigue siendo suya.',
    signOut: (name) => `¿Cerrar todas las sesiones de ${name}?`,
    signOutHint:
      'Todas las sesiones de este usuario se cierran al instante y se revocan todas las claves de API que ha creado. Puede volver a iniciar sesión: para impedirlo, desactívelo.',
  },
  page: {
    canTheySignIn: '¿Puede esta persona iniciar sesión?',
    facts: 'Sobre esta persona',
    showForm: 'Ver el formulario',
    history: 'Historial',
    allSignIns: 'Todos los inicios de sesión de esta persona',
    kinds: {
      all: 'Todo',
      sign_in: 'Inicios de sesión',
      session: 'Sesiones',
      change: 'Cambios',
      mail: 'Correos',
    },
    nothing: 'Todavía no hay nada.',
    more: 'Ver más',
    openSignIn: (reference) => `Abrir el inicio de sesión ${reference}`,
    sessions: 'Sesiones abiertas',
    noSessions: 'No tiene ninguna sesión abierta.',
    signOutHint:
      'Cierra al instante todas las sesiones y revoca sus claves de API. La persona puede volver a iniciar sesión.',
    noMails: 'Todavía no hay correos.',
    pendingEmail: 'Correo nuevo, aún sin confirmar',
    linkedAt: 'Vinculada',
    lastUsedAt: 'Último uso',
  },
  personData: {
    title: 'Datos personales',
    hint: 'Si esta persona pide sus datos, o pide que se borren.',
    download: 'Descargar sus datos',
    erase: 'Borrar a esta persona',
    eraseTitle: (name: string) => `¿Borrar a ${name}?`,
    eraseHint:
      'Se eliminan el usuario, sus inicios de sesión y los correos dirigidos a él, y su nombre y sus direcciones desaparecen del registro de auditoría. Lo que ocurrió queda registrado, sin su nombre. No se puede deshacer.',
    typeUsername: (username: string) => `Para confirmar, escriba el nombre de usuario: ${username}`,
    otherUsername: 'Este no es el nombre de usuario.',
    failed: {
      last_manager:
        'Es la última persona que puede administrar su empresa aquí. Dé antes el mismo permiso a otra persona.',
      forbidden: 'Su tipo de permiso no lo permite.',
      not_found: 'Este usuario ya no existe.',
      other: 'No se ha borrado nada. Inténtelo de nuevo.',
    },
  },
  mailing: {
    resetPassword: 'Restablecer la contraseña',
    mail: 'Enviar un correo',
    resetPasswordTitle: (name) => `¿Enviar a ${name} un enlace para definir una contraseña nueva?`,
    resetPasswordHint:
      'El enlace funciona una vez, durante una hora. La contraseña actual sigue valiendo hasta que se defina una nueva.',
    mailTitle: (name) => `Correo a ${name}`,
    mailHint: 'Deje ambos campos vacíos para enviar de nuevo el correo de bienvenida.',
    subject: 'Asunto',
    message: 'Mensaje',
    send: 'Enviar',
    sent: (email) =>
      `Se está enviando un correo a ${email}. El historial de la página del usuario indica si ya ha salido.`,
    failed: {
      forbidden: 'Su tipo de permiso no lo permite.',
      not_found: 'Este usuario ya no existe.',
      account_disabled:
        'Este usuario está desactivado o su cuenta ha finalizado. Actívelo o cambie primero la fecha.',
      microsoft_required:
        'Este usuario inicia sesión solo con Microsoft, por lo que no tiene contraseña que definir.',
      too_many_mails:
        'Hoy se enviaron demasiados correos a este usuario o al conjunto de los usuarios. Inténtelo más tarde.',
      not_welcomed:
        'TMAS todavía no ha escrito a esta dirección. Envíe antes el correo de bienvenida: deje vacíos el asunto y el mensaje.',
      invalid_request:
        'No se puede enviar: contiene un enlace, una dirección de correo o caracteres no permitidos en un correo.',
      other: 'No se pudo enviar el correo. Inténtelo de nuevo.',
    },
  },
  form: {
    account: 'Información de la cuenta',
    person: 'Información del usuario',
    membership: 'Pertenencia',
    username: 'Nombre de usuario',
    email: 'Correo electrónico',
    emailHint: 'Exactamente la dirección con la que esta persona inicia sesión en Microsoft.',
    language: 'Idioma',
    browsersLanguage: 'El de su navegador',
    languageHint: (mails) =>
      `No se ha elegido ningún idioma. Las páginas siguen su navegador y los correos empiezan en ${mails}.`,
    description: 'Descripción',
    enabled: 'Activado',
    endsOn: 'Fecha de finalización',
    endsOnHint:
      'A partir de este día (UTC), esta persona ya no puede iniciar sesión. Déjelo vacío si la cuenta no tiene fecha de finalización.',
    endsOnHelp: 'Cómo funcionan las fechas de finalización',
    sendWelcome: 'Enviar correo de bienvenida',
    firstName: 'Nombre',
    lastName: 'Apellidos',
    title: 'Cargo',
    mobilePhone: 'Teléfono móvil',
    location: 'Ubicación',
    role: 'Tipo de permiso',
    addLocation: 'Añadir una ubicación',
    removeLocation: (name) => `Quitar ${name}`,
    noLocation: 'Elija una ubicación.',
    own: 'Su propio tipo de permiso, su ubicación y su estado solo puede cambiarlos otra persona.',
    notYours:
      'Este usuario tiene un tipo de permiso superior al suyo, o acceso fuera de su rama. No puede modificarlo.',
    emailEndsLink: 'Cambiar la dirección elimina el vínculo con la cuenta de Microsoft.',
    matrix: 'Quién puede hacer qué',
    allowed: 'Permitido',
    notAllowed: 'No permitido',
    right: 'Derecho',
  },
  rights: {
    'location.read': 'Ver ubicaciones',
    'location.change': 'Gestionar ubicaciones',
    'settings.change': 'Cambiar la configuración avanzada',
    'user.read': 'Ver usuarios',
    'user.change': 'Gestionar usuarios',
    'records.read': 'Ver inicios de sesión y el registro de auditoría',
    'api-key.change': 'Gestionar claves de API',
    'device.change': 'Marcar equipos compartidos',
    'user.erase': 'Exportar y borrar los datos de los usuarios',
    'consent-kit.send': 'Enviar el kit de consentimiento al departamento de TI',
  },
  address: {
    duplicate: 'Otro usuario de este cliente tiene esta dirección.',
    lookAlike: (email, username) => `¿Es una persona distinta de ${username}, cuya dirección es ${email}?`,
    newDomain: (domain) =>
      `Aquí ningún usuario tiene todavía una dirección en ${domain}. ¿Está bien escrita?`,
  },
  failed: {
    proof_required: 'No se ha cambiado nada, porque no ha confirmado que es usted.',
    forbidden: 'Su tipo de permiso no lo permite.',
    not_found: 'Este usuario ya no existe.',
    last_manager:
      'No quedaría nadie arriba que pueda gestionar la cadena y sus usuarios e iniciar sesión con contraseña. Dé antes ese tipo de permiso a otra persona y haga que defina una contraseña.',
    too_many_mails:
      'No se hizo nada, porque hoy se enviaron demasiados correos: como máximo 10 al día a una misma dirección, y 5000 a direcciones que no se han vinculado con Microsoft. Inténtelo más tarde, o sin correo.',
    too_many_taken_names:
      'Demasiados nombres de usuario ya estaban ocupados. TMAS solo lo dice un número limitado de veces al día, para que nadie pueda averiguar los nombres de usuario de otras empresas. Inténtelo más tarde; un nombre que empieza por el de su empresa rara vez está ocupado.',
    other: 'Se produjo un error y no se guardó nada. Inténtelo de nuevo.',
  },
  oddCharacter: {
    invisible_character: ({ code, place }) =>
      `El carácter ${number(place)} (${code}) no se ve. Bórrelo, o escriba el texto en lugar de pegarlo.`,
    mixed_scripts: ({ character, code, place }) =>
      `El carácter ${number(place)}, «${character}» (${code}), no es del mismo alfabeto que el resto de la palabra, o es de uno que ya no se usa. Escriba cada palabra en un solo alfabeto.`,
  },
  faults: {
    missing: 'Este campo es obligatorio.',
    too_long: 'Es demasiado largo.',
    invisible_character: 'Contiene un carácter que no se ve.',
    mixed_scripts:
      'Mezcla alfabetos en una palabra, por ejemplo el latino y el cirílico. Escriba cada palabra en un solo alfabeto.',
    not_own_address:
      'Un nombre de usuario no contiene @, salvo que sea exactamente la dirección de correo de este usuario.',
    not_an_address: 'No es una dirección de correo como ada@north.example.',
    not_a_language: 'Los idiomas son español, inglés y francés.',
    not_a_day: 'Esto no es una fecha como 2026-12-31.',
    not_a_role:
      'Esto no es un tipo de permiso: Responsable de cadena y de usuarios, Responsable de cadena, Responsable de usuarios, Responsable de ubicación o Lector.',
    link: 'Contiene un enlace. Escríbalo sin el enlace.',
    not_text: 'Contiene caracteres que no se pueden guardar.',
    no_such_location: 'Esa ubicación no existe.',
    needs_a_chain: 'Este tipo de permiso solo se puede dar en una cadena.',
    beyond_your_role: 'No puede dar este tipo de permiso ahí.',
    username_taken: 'Este nombre de usuario, o uno que se le parece, está ocupado. Elija otro.',
    email_taken: 'Otro usuario de este cliente tiene esta dirección.',
    not_checked:
      'No se comprobó, porque demasiados nombres de usuario estaban ocupados. Corrija los demás y vuelva a comprobar el archivo más tarde.',
    twice_in_file: 'Aparece dos veces en el archivo.',
    too_many_roles: `Un usuario tiene tipos de permiso en ${number(mostMemberships)} ubicaciones como máximo.`,
    twice_on_one_location: 'Un usuario tiene un solo tipo de permiso por ubicación.',
    formula: 'Empieza como una fórmula de hoja de cálculo.',
    scientific:
      'La hoja de cálculo ha abreviado este número. Dé formato de texto a la columna y escríbalo de nuevo.',
    damaged: 'Este texto se ha dañado en la hoja de cálculo. Escríbalo de nuevo.',
    several_locations:
      'Varias ubicaciones tienen este nombre. Escriba la ruta, como «Norte › Costa», o el ID de ubicación.',
    yourself:
      'Nadie cambia esto de su propia cuenta con una importación. Su dirección se cambia en su cuenta; lo demás, por medio de otro responsable.',
    beyond_your_reach:
      'No puede modificar a este usuario: tiene permisos por encima de su tipo de permiso o fuera de sus ubicaciones.',
    surplus_cells:
      'Esta fila tiene más celdas que columnas la primera línea. Ponga entre comillas rectas el texto que contenga el separador.',
    broken_quotes:
      'A partir de esta fila, las comillas no cuadran. Compruebe que cada celda que empieza con comillas también termina con ellas.',
  },
}
