import { countsIn } from './counts.ts'
import type { secondFactor as en } from './second-factor.en.ts'

const { number, plural } = countsIn('es')

export const secondFactor: typeof en = {
  title: 'Segundo factor',
  door: {
    title: 'Confirme que es usted',
    hint: 'Su contraseña es correcta. Su cuenta exige además un segundo factor.',
    code: 'Código de su aplicación de autenticación',
    submit: 'Iniciar sesión',
    passkey: 'Usar una llave de acceso',
    passkeyWaiting: 'Esperando su llave de acceso…',
    passkeyFailed: 'La llave de acceso no se usó. Inténtelo de nuevo o elija otra forma.',
    recovery: 'Usar un código de recuperación',
    recoveryCode: 'Código de recuperación',
    recoveryHint:
      'Uno de los diez códigos que se le mostraron al configurar el segundo factor. Cada uno funciona una sola vez.',
    lost: '¿No tiene ninguno de los dos a mano? Otro responsable de su empresa puede eliminar su segundo factor. Si es usted el único, pregunte al soporte de TMAS.',
    back: 'Iniciar sesión con otra cuenta',
    wrongTitle: 'No ha funcionado',
    wrong:
      'Un código cambia cada 30 segundos y funciona una sola vez. Espere al siguiente y compruebe que la hora de su teléfono se ajusta automáticamente.',
  },
  setUp: {
    title: 'Configure un segundo factor',
    why: (day) =>
      `Su contraseña es correcta. Desde el ${day}, su cadena exige además un segundo factor a sus responsables.`,
    hint: 'Configure uno ahora. Lleva dos minutos y, al terminar, habrá iniciado sesión. Podrá añadir el otro más tarde en su cuenta.',
    withPasskey: 'Una llave de acceso',
    makePasskey: 'Crear una llave de acceso',
    withApp: 'Una aplicación de autenticación',
    submit: 'Confirmar e iniciar sesión',
    wrongCode: 'Este código no es correcto. Escriba el que la aplicación muestra ahora.',
    ready: 'Su segundo factor está configurado',
    continue: 'Los he guardado. Continuar',
    unknownDevice: 'Confirme este dispositivo',
    unknownDeviceWhy:
      'Todavía no ha iniciado sesión en este dispositivo. Como cualquiera que averiguase su contraseña podría configurar un segundo factor en su lugar, TMAS le envía antes un enlace por correo.',
    send: 'Enviarme el enlace',
    sent: 'El enlace está en camino. Ábralo en el dispositivo en el que quiere iniciar sesión. Es válido durante 60 minutos.',
    noMail:
      '¿No llega nada? Inicie sesión en un dispositivo que ya haya usado, o pida un enlace de recuperación al soporte de TMAS.',
    notHere: 'No en un equipo compartido',
    notHereWhy:
      'Este equipo es compartido. Configure su segundo factor en un dispositivo propio: inicie sesión en TMAS allí con su contraseña. Después podrá iniciar sesión también aquí.',
    deviceTitle: '¿Es este su dispositivo?',
    deviceHint: (username) =>
      `Continúe solo si pidió usted este enlace al iniciar sesión en TMAS como ${username}. Después, este navegador podrá usarse para configurar el segundo factor de esta cuenta.`,
    deviceConfirm: 'Sí, es mi dispositivo',
    linkEnded: 'Este enlace ya no funciona',
    linkEndedHint: 'Ha caducado o ya se ha usado. Inicie sesión con su contraseña para obtener otro.',
    toSignIn: 'Ir al inicio de sesión',
    held: 'Su cadena exige ahora un segundo factor a sus responsables. Inicie sesión de nuevo con su contraseña: lo configurará de paso.',
  },
  problems: {
    second_factor_required:
      'Su contraseña es correcta. Su cuenta exige además un segundo factor: envíe un `code`.',
    second_factor_setup_required:
      'Su contraseña es correcta. Su cadena exige un segundo factor a sus responsables, y usted todavía no tiene ninguno. Inicie sesión en la página de inicio de sesión para configurarlo.',
    second_factor_failed: 'El código no es correcto, o ya se ha usado.',
  },
  account: {
    hint: 'Con un segundo factor, su contraseña sola no basta: al iniciar sesión con nombre de usuario y contraseña se pide también un código de su teléfono o una llave de acceso.',
    help: 'Cómo funciona el segundo factor',
    none: 'Todavía no tiene ninguno.',
    notWithoutPassword: 'Un segundo factor acompaña a una contraseña, y usted no tiene ninguna.',
    notAllowed:
      'Su cadena inicia sesión solo con Microsoft. Microsoft pide un segundo factor si su empresa lo exige.',
    app: 'Aplicación de autenticación',
    appHint:
      'Una aplicación en su teléfono, como Microsoft Authenticator o Google Authenticator, muestra un código que cambia cada 30 segundos.',
    appSince: (when) => `Configurada el ${when}.`,
    setUpApp: 'Configurar una aplicación de autenticación',
    setUpAppAnew: 'Configurarla en otro teléfono',
    removeApp: 'Eliminar la aplicación de autenticación',
    scan: '1. Escanee esta imagen con la aplicación.',
    picture: 'Código QR para la aplicación de autenticación',
    typeIt: '¿Sin cámara? Escriba esta clave en la aplicación:',
    enterCode: '2. Escriba el código que la aplicación muestra ahora.',
    code: 'Código',
    confirm: 'Confirmar',
    passkeys: 'Llaves de acceso',
    passkeysHint:
      'Su huella, su cara, un PIN o una llave de seguridad, en lugar de un código. Solo funciona en este sitio, así que ninguna página falsa puede pedirla.',
    addPasskey: 'Añadir una llave de acceso',
    passkeyName: 'Nombre de la llave de acceso',
    passkeyNameHint: 'Para reconocerla, por ejemplo «Portátil de la oficina».',
    added: (when) => `Añadida el ${when}`,
    lastUsed: (when) => `último uso el ${when}`,
    neverUsed: 'sin usar todavía',
    removePasskey: (name) => `Eliminar la llave de acceso ${name}`,
    remove: 'Eliminar',
    recoveryCodes: 'Códigos de recuperación',
    codesLeft: (n) =>
      plural(n, {
        none: 'No le queda ningún código de recuperación. Cree códigos nuevos.',
        one: 'Le queda 1 código de recuperación. Cree pronto códigos nuevos.',
        other: `Le quedan ${number(n)} códigos de recuperación, para el día en que no tenga a mano ni el teléfono ni la llave de acceso.`,
      }),
    newCodes: 'Crear códigos de recuperación nuevos',
    codesTitle: 'Sus códigos de recuperación',
    codesHint:
      'Cada uno funciona una sola vez, en lugar de su segundo factor. Imprímalos o anótelos y guárdelos aparte de su teléfono. No se volverán a mostrar.',
    codesKept: 'Los he guardado',
    copyCodes: 'Copiar',
    copied: 'Copiado',
    removeAppHint: 'Si no tiene una llave de acceso, bastará entonces su contraseña para abrir su cuenta.',
    removePasskeyHint: 'Ya no se podrá usar para iniciar sesión. Podrá añadirla de nuevo más adelante.',
    lastOne:
      'Su cadena exige un segundo factor a sus responsables. Configure antes otro; después podrá eliminar este.',
    newCodesHint: 'Los códigos de recuperación que tiene ahora dejarán de funcionar.',
    continue: 'Continuar',
    cancel: 'Cancelar',
    othersSignedOut: 'Se ha cerrado la sesión en sus otros dispositivos.',
    wrongCode: 'Este código no es correcto. Escriba el que la aplicación muestra ahora.',
    tooManyTries: 'Demasiados intentos. Espere un minuto e inténtelo de nuevo.',
    expired: 'Esto tardó demasiado. Empiece de nuevo.',
    passkeyFailed:
      'No se creó la llave de acceso. Puede que este dispositivo no las admita o que ya tenga esta.',
    notDone: 'Se produjo un error. Inténtelo de nuevo.',
  },
  console: {
    column: 'Segundo factor',
    none: 'Sin segundo factor',
    app: 'Aplicación',
    passkeys: (n) => plural(n, { one: '1 llave de acceso', other: `${number(n)} llaves de acceso` }),
    filterNone: 'Responsables sin segundo factor',
    filterSet: 'Con segundo factor',
    remove: 'Eliminar el segundo factor',
    removeTitle: (name) => `¿Eliminar el segundo factor de ${name}?`,
    removeHint:
      'Para quien ha perdido el teléfono. Hasta que configure otro segundo factor, la contraseña sola abre su cuenta. Sus sesiones terminan al instante, y se avisa por correo a esa persona y a todos los responsables. Asegúrese de que es realmente ella quien lo pide.',
    removed: (name) => `Se ha eliminado el segundo factor de ${name}.`,
    readiness: 'Quién tiene un segundo factor',
    allHaveOne: 'Todos los responsables con contraseña tienen uno.',
    exemptWithoutFactor: (n) =>
      plural(n, {
        one: '1 responsable no tiene segundo factor.',
        other: `${number(n)} responsables no tienen segundo factor.`,
      }),
  },
  recoveryLink:
    'Este es un enlace de recuperación: al definir la contraseña se elimina también su segundo factor. Configure uno nuevo después de iniciar sesión.',
  letters: {
    trace: 'Si no fue usted, cambie su contraseña de inmediato y avise a su responsable de TMAS.',
    added: {
      subject: 'TMAS: se añadió un segundo factor',
      app: 'Se configuró una aplicación de autenticación para su cuenta.',
      passkey: (name) => `Se añadió a su cuenta la llave de acceso «${name}».`,
    },
    device: {
      subject: 'TMAS: confirme su dispositivo',
      text: 'Alguien introdujo su contraseña de TMAS en un dispositivo que usted no había usado antes y ahora tiene que configurar un segundo factor. Si ha sido usted, abra este enlace en el dispositivo en el que quiere iniciar sesión. Es válido durante 60 minutos.',
      button: 'Confirmar este dispositivo',
    },
    removed: {
      subject: 'TMAS: se eliminó un segundo factor',
      app: 'Se eliminó de su cuenta la aplicación de autenticación.',
      passkey: (name) => `Se eliminó de su cuenta la llave de acceso «${name}».`,
      all: 'Se eliminó su segundo factor: aplicación de autenticación, llaves de acceso y códigos de recuperación. Hasta que configure otro, su contraseña sola abre su cuenta.',
    },
    codesMade: {
      subject: 'TMAS: códigos de recuperación nuevos',
      text: 'Se crearon códigos de recuperación nuevos para su cuenta. Los anteriores ya no funcionan.',
    },
    codeUsed: {
      subject: 'TMAS: se usó un código de recuperación',
      text: (left) =>
        plural(left, {
          one: 'Alguien usó su contraseña y uno de sus códigos de recuperación. Queda 1 código.',
          other: `Alguien usó su contraseña y uno de sus códigos de recuperación. Quedan ${number(left)} códigos.`,
        }),
    },
    guessed: {
      subject: 'TMAS: alguien conoce su contraseña',
      text: 'Alguien escribió su contraseña correcta y después, una y otra vez, códigos incorrectos. No consiguió iniciar sesión. Si no fue usted, cambie su contraseña ahora.',
    },
  },
  setUpNotice: (person) => ({
    subject: `TMAS: ${person} configuró un segundo factor`,
    text: `${person} configuró un segundo factor por primera vez. Si no lo esperaba, pregúntele: alguien que averiguase su contraseña podría haberlo hecho.`,
  }),
  requiredNotice: (chain, day, hasNone) => ({
    subject: `TMAS: los responsables de ${chain} necesitarán un segundo factor desde el ${day}`,
    text: [
      `A partir del ${day}, los responsables de ${chain} que inicien sesión con contraseña necesitarán además un segundo factor: una aplicación de autenticación o una llave de acceso. El inicio de sesión con Microsoft no cambia.`,
      ...(hasNone
        ? [
            'Usted todavía no tiene ninguno. Configúrelo ahora en su cuenta; si no, se le pedirá al iniciar sesión a partir de ese día.',
          ]
        : []),
    ].join(' '),
  }),
  notRequiredNotice: (chain) => ({
    subject: `TMAS: los responsables de ${chain} ya no necesitan un segundo factor`,
    text: `${chain} ya no exige un segundo factor a sus responsables. Quienes lo tienen lo siguen usando.`,
  }),
  notice: (person) => ({
    subject: `TMAS: se eliminó el segundo factor de ${person}`,
    text: `Se eliminó el segundo factor de ${person}. Hasta que configure otro, la contraseña sola abre su cuenta.`,
  }),
}
