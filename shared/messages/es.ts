import type { Messages } from './en.ts'
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
    codes: {
      unknown_user: {
        sentence: 'Esta cuenta de Microsoft no tiene acceso a TMAS.',
        remedy:
          'Pida a su responsable de TMAS que compruebe tres cosas: que su cuenta de TMAS existe, que su dirección de correo es exactamente la que usa para entrar en Microsoft y que el identificador de inquilino de su cadena es correcto. Dele la referencia.',
      },
      wrong_password: {
        sentence: 'El nombre de usuario o la contraseña no son correctos.',
        remedy:
          'Revise ambos e inténtelo de nuevo, o use «Iniciar sesión con Microsoft» si su empresa lo utiliza.',
      },
      account_disabled: {
        sentence: 'Su cuenta de TMAS está desactivada.',
        remedy: 'Pida a su responsable de TMAS que la active de nuevo y dele la referencia.',
      },
      microsoft_required: {
        sentence: 'Su cadena inicia sesión solo con Microsoft.',
        remedy: 'Use el botón «Iniciar sesión con Microsoft» y su cuenta profesional o educativa.',
      },
      linked_to_other_account: {
        sentence: 'Su cuenta de TMAS está vinculada a otra cuenta de Microsoft.',
        remedy:
          'Si su cuenta de Microsoft se creó de nuevo, pida a su responsable de TMAS que quite el vínculo antiguo. Dele la referencia.',
      },
      personal_account: {
        sentence: 'Esta es una cuenta personal de Microsoft.',
        remedy: 'Inicie sesión con la cuenta profesional o educativa que le dio su empresa.',
      },
      consent_declined: {
        sentence: 'El inicio de sesión en Microsoft se canceló o no se aceptó la solicitud de permisos.',
        remedy:
          'Inténtelo de nuevo y elija «Aceptar» cuando Microsoft lo pida. TMAS solo lee su nombre y su dirección.',
      },
      admin_consent_required: {
        sentence: 'En su empresa solo los administradores de TI aprueban aplicaciones nuevas.',
        remedy: 'Pida a su administrador de TI que apruebe TMAS en Microsoft Entra y dele la referencia.',
      },
      not_assigned: {
        sentence: 'Su empresa no le ha asignado TMAS en Microsoft Entra.',
        remedy: 'Pida a su administrador de TI que le asigne la aplicación TMAS, a usted o a su grupo.',
      },
      blocked_by_policy: {
        sentence: 'Una directiva de seguridad de su empresa detuvo este inicio de sesión.',
        remedy:
          'Inténtelo desde un equipo o una red de la empresa. Si vuelve a ocurrir, dé la referencia a su administrador de TI.',
      },
      account_problem_at_microsoft: {
        sentence: 'Microsoft no pudo iniciar la sesión de esta cuenta.',
        remedy:
          'Siga lo que la página de Microsoft indica sobre su cuenta o contraseña, o elija otra cuenta. Después inténtelo de nuevo.',
      },
      tenant_not_found: {
        sentence: 'Microsoft no conoce el identificador de inquilino de su cadena.',
        remedy:
          'Pida a su responsable de TMAS que corrija el Azure Tenant ID en Administración > Gestionar ubicaciones > Avanzado.',
      },
      popup_blocked: {
        sentence: 'Su navegador bloqueó la ventana de Microsoft.',
        remedy: 'Permita las ventanas emergentes de TMAS o continúe en esta ventana.',
      },
      popup_closed: {
        sentence: 'La ventana de Microsoft se cerró antes de terminar el inicio de sesión.',
        remedy: 'Inténtelo de nuevo y deje la ventana abierta hasta que se cierre sola.',
      },
      not_returned: {
        sentence: 'El inicio de sesión no volvió de Microsoft.',
        remedy:
          'Inténtelo de nuevo. Si la página de Microsoft muestra un error, envíe su texto y la referencia a su administrador de TI.',
      },
      expired: {
        sentence: 'Este inicio de sesión tardó demasiado.',
        remedy: 'Empiece de nuevo: un inicio de sesión puede durar 15 minutos como máximo.',
      },
      replayed: {
        sentence: 'Este inicio de sesión ya se utilizó.',
        remedy: 'Empiece de nuevo con «Iniciar sesión con Microsoft».',
      },
      invalid_response: {
        sentence: 'La respuesta a este inicio de sesión no se pudo aceptar.',
        remedy:
          'Empiece de nuevo en esta ventana, con las cookies permitidas. Si vuelve a ocurrir, dé la referencia al soporte de TMAS.',
      },
      microsoft_unreachable: {
        sentence: 'Microsoft no responde en este momento.',
        remedy: 'Espere un minuto e inténtelo de nuevo.',
      },
      throttled: {
        sentence: 'Hubo demasiados intentos en poco tiempo.',
        remedy: 'Espere un minuto e inténtelo de nuevo.',
      },
      operator_configuration: {
        sentence: 'TMAS y Microsoft no se entienden en este momento.',
        remedy: 'Nos toca a nosotros repararlo. Dé la referencia al soporte de TMAS.',
      },
      internal: {
        sentence: 'Algo ha fallado en TMAS.',
        remedy: 'Inténtelo de nuevo. Si vuelve a ocurrir, dé la referencia al soporte de TMAS.',
      },
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
    colorScheme: 'Claro u oscuro',
  },
  roles: {
    chain_and_user_manager: 'Responsable de cadena y de usuarios',
    chain_manager: 'Responsable de cadena',
    user_manager: 'Responsable de usuarios',
    location_manager: 'Responsable de ubicación',
    viewer: 'Lector',
  },
  locationTypes: { chain: 'Cadena', district: 'Distrito', region: 'Región', store: 'Tienda' },
  users,
}
