import { countsIn } from './counts.ts'
import type { FirstMessages } from './first.en.ts'
import { overview } from './overview.es.ts'
import { refusalNames } from './refusal-names.es.ts'

const { number, plural } = countsIn('es')

export const first: FirstMessages = {
  product: 'TMAS',
  colon: ':',
  signIn: {
    microsoft: 'Iniciar sesión con Microsoft',
    signOutOfMicrosoft: 'Cerrar también la sesión de Microsoft',
  },
  refused: {
    reference: 'Referencia',
  },
  home: {
    title: 'Inicio',
    welcome: (name) => `Le damos la bienvenida, ${name}`,
    youAre: 'Sus datos',
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
    noLocations: 'Todavía no tiene ninguna ubicación asignada. Pregunte a su responsable de TMAS.',
    signOut: 'Cerrar sesión',
    accountMenu: 'Menú de la cuenta',
    menu: 'Menú',
    skipToContent: 'Ir al contenido',
    loading: 'Cargando…',
    failed: 'No se pudo cargar.',
    retry: 'Intentar de nuevo',
    notFound: 'Esta página no existe.',
    colorScheme: 'Claro u oscuro',
  },
  locations: {
    title: 'Gestionar ubicaciones',
  },
  users: {
    title: 'Gestionar cuentas de usuario',
    mailing: {
      close: 'Cerrar',
    },
  },
  signIns: {
    title: 'Inicios de sesión',
    helpRequests: {
      title: (count) =>
        plural(count, {
          one: '1 persona pide ayuda para iniciar sesión',
          other: `${number(count)} personas piden ayuda para iniciar sesión`,
        }),
      showAll: 'Mostrarlas todas',
    },
    nobody: 'Desconocido',
    typed: (address) => `${address} (sin confirmar)`,
    unprovenName: (name) => `¿${name}? (sin confirmar)`,
  },
  audit: {
    title: 'Registro de auditoría',
  },
  apiKeys: {
    title: 'Claves de API',
  },
  sharedComputers: {
    list: {
      title: 'Equipos compartidos',
    },
  },
  account: {
    title: 'Ajustes de la cuenta',
  },
  help: {
    toHelp: 'Ayuda',
  },
  find: {
    open: 'Buscar',
  },
  roles: {
    chain_and_user_manager: 'Responsable de cadena y de usuarios',
    chain_manager: 'Responsable de cadena',
    user_manager: 'Responsable de usuarios',
    location_manager: 'Responsable de ubicación',
    viewer: 'Lector',
  },
  locationTypes: { chain: 'Cadena', district: 'Distrito', region: 'Región', store: 'Tienda' },
  overview,
  connect: {
    start: 'Conectar con Microsoft',
    lead: 'Inicie sesión en Microsoft con su cuenta de trabajo y confirme su organización.',
    failedToStart: 'No se pudo abrir la página de Microsoft. Inténtelo de nuevo.',
    throttled: 'Demasiados intentos en poco tiempo. Espere unos minutos.',
  },
  setup: {
    guide: {
      steps: {
        find_tenant: {
          title: 'Encuentre su ID de inquilino',
        },
        paste_tenant: {
          title: 'Péguelo en TMAS',
        },
        sign_in: {
          title: 'Inicie sesión con Microsoft',
        },
        accept: {
          title: 'Acepte la solicitud de Microsoft',
        },
        confirm: {
          title: 'Confírmelo en Entra',
        },
      },
    },
    home: {
      title: 'Conecte su cadena con Microsoft Entra ID: 5 pasos',
      begin: (chain) => `Conecte ${chain} con Microsoft`,
      progress: (chain, done) =>
        plural(done, {
          one: `${chain}: 1 de 5 pasos está hecho.`,
          other: `${chain}: ${number(done)} de 5 pasos están hechos.`,
        }),
      next: (step) => `Siguiente: ${step}`,
      open: 'Abrir la guía de puesta en marcha',
      soonTitle: 'Pronto iniciará sesión solo con Microsoft',
      soonGoOn: 'Continuar a TMAS',
      from: (day) => `A partir del ${day}, iniciará sesión solo con Microsoft.`,
      soon: (email) =>
        `Pruébelo ya, mientras su contraseña todavía funciona. Inicie sesión con su cuenta de trabajo ${email}.`,
    },
  },
  secondFactor: {
    offer: {
      title: 'Proteja su acceso con un segundo factor',
      text: 'Usted gestiona personas o ubicaciones, y basta una contraseña para abrir su cuenta. Configurar una aplicación de autenticación o una llave de acceso lleva dos minutos.',
      setUp: 'Configurarlo',
      later: 'Ahora no',
      requiredTitle: (day) => `A partir del ${day}, su cadena exige un segundo factor`,
      requiredText:
        'Desde ese día, la contraseña por sí sola ya no bastará para que los responsables inicien sesión. Configurar una aplicación de autenticación o una llave de acceso lleva dos minutos.',
      setUpNow: 'Configurarlo ahora',
      notYet: 'Más tarde',
    },
  },
  returned: {
    manager: {
      asSaid: (cause) => `${cause} (según la persona)`,
    },
  },
  refusalWords: refusalNames,
}
