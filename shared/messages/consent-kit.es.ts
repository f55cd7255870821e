import type { consentKit as en } from './consent-kit.en.ts'
import { countsIn } from './counts.ts'

const { number, plural } = countsIn('es')

export const consentKit: typeof en = {
  page: {
    title: (chain) => `Microsoft Entra ID y TMAS: ${chain}`,
    lead: (chain) =>
      `${chain} usa TMAS para seguir la afluencia en sus tiendas. Su personal iniciará sesión con la cuenta de Microsoft que ya tiene. Esta página explica al administrador de Microsoft Entra ID qué hace falta. No necesita ninguna cuenta de TMAS.`,
    chain: 'Cadena',
    tenantId: 'ID de inquilino',
    noTenant: 'aún no introducido en TMAS',
    until: (when) => `Esta página está disponible hasta el ${when}, salvo que se revoque el enlace.`,
    deadTitle: 'Este enlace no funciona',
    deadHint:
      'Está incompleto, ha caducado o se ha revocado. Pida uno nuevo a quien se lo envió: un responsable de TMAS puede crearlo en Administración > Gestionar ubicaciones > Avanzado.',
    steps: {
      title: 'Estado de la configuración',
      live: 'Esta lista se actualiza sola.',
      checkAgain: 'Comprobar de nuevo',
      progress: (done, total) =>
        plural(done, {
          one: `1 de ${number(total)} pasos está hecho.`,
          other: `${number(done)} de ${number(total)} pasos están hechos.`,
        }),
      allDone: 'Todos los pasos están hechos.',
      states: { done: 'Hecho', next: 'Por hacer', waiting: 'Después' },
      names: {
        find_tenant: 'Encontrar el ID de inquilino',
        paste_tenant: 'Introducirlo en TMAS',
        sign_in: 'Iniciar sesión con Microsoft',
        accept: 'Aceptar la solicitud',
        confirm: 'Confirmar en Entra',
      },
      todo: {
        find_tenant:
          'Usted: en el centro de administración de Microsoft Entra, abra Información general, copie «Id. de inquilino» y envíelo a su responsable de TMAS.',
        paste_tenant:
          'Su responsable de TMAS: introducirlo en Administración > Gestionar ubicaciones > Avanzado y guardar.',
        sign_in:
          'Cualquier persona de la cadena: elegir «Iniciar sesión con Microsoft» en la página de inicio de sesión de TMAS. Usted puede aceptar antes la solicitud.',
        accept:
          'Usted: aceptar en nombre de su organización. O cada persona acepta por sí misma cuando Microsoft lo pida.',
        confirm:
          'Cualquier persona con una cuenta de TMAS: iniciar sesión con Microsoft. TMAS figura entonces entre sus aplicaciones empresariales, más abajo.',
      },
      notVerified: 'Aún no se ha podido preguntar a Microsoft por este ID de inquilino.',
      inherited: 'Tomado de la cadena superior.',
      stopped: (sentence) => `El último inicio de sesión se detuvo: «${sentence}»`,
      saidGranted: (when) =>
        `Según la respuesta de Microsoft del ${when}, un administrador ha aceptado. El próximo inicio de sesión lo demostrará.`,
    },
    asks: {
      title: 'Qué pide TMAS',
      intro: 'Tres permisos delegados de Microsoft Graph, los que necesita cualquier inicio de sesión:',
      permission: 'Permiso',
      atMicrosoft: 'Nombre en Microsoft',
      why: 'Qué hace TMAS con él',
      permissions: {
        openid: {
          name: 'Iniciar la sesión de los usuarios',
          why: 'Sabe que Microsoft ha iniciado la sesión de la persona, con el ID de inquilino y el ID de objeto de la cuenta.',
        },
        profile: {
          name: 'Ver el perfil básico de los usuarios',
          why: 'Lee el identificador de inicio de sesión y el nombre. El identificador se compara una sola vez, en el primer inicio de sesión, con la dirección de correo que TMAS tiene de la persona.',
        },
        email: {
          name: 'Ver la dirección de correo de los usuarios',
          why: 'Solo ayuda a explicar por qué falló un inicio de sesión. Una dirección de correo nunca da acceso.',
        },
      },
      none: 'TMAS guarda el ID de inquilino, el ID de objeto y el identificador de inicio de sesión de quienes han iniciado sesión. No conserva ningún token de Microsoft.',
    },
    never: {
      title: 'Qué no pide nunca TMAS',
      items: [
        'Su directorio: no se leen usuarios, grupos, dispositivos ni responsables, y nada se sincroniza.',
        'Correo, calendarios, archivos, Teams o SharePoint.',
        'Nada mientras nadie inicia sesión: ni permisos de aplicación ni acceso sin conexión.',
        'Una contraseña, un secreto de cliente, un certificado o una cuenta de administrador suya.',
        'Crear, cambiar o eliminar nada en su inquilino. Solo pueden iniciar sesión las personas que han añadido sus responsables de TMAS.',
      ],
    },
    who: {
      title: 'Quién lo pide',
      application: 'Aplicación',
      publisher: 'Editor',
      publisherText: (product, host) => `${product}, ${host}`,
      clientId: 'ID de aplicación (cliente)',
      microsoftHost: 'Inicio de sesión en',
      redirects: 'Las respuestas van a',
      tick: 'Antes de aceptar, compárelo con lo que muestra la página de Microsoft. Una marca azul allí significa que Microsoft ha verificado al editor.',
    },
    consent: {
      title: 'Aceptar en nombre de su organización',
      text: 'El botón abre la página de Microsoft para su inquilino. Inicie sesión allí como administrador de aplicaciones en la nube, administrador de aplicaciones o administrador global, y acepte. Después ya no se pregunta a nadie de su organización. Quién puede usar TMAS se sigue decidiendo en TMAS y en sus propias directivas.',
      button: 'Revisar la solicitud en Microsoft',
      address: 'O copie su dirección, para el navegador que usa como administrador:',
      noTenant:
        'En cuanto su responsable de TMAS haya introducido el ID de inquilino, aquí aparecerá el enlace a la página de Microsoft para su inquilino.',
    },
    obstacles: {
      title: 'Qué puede detener un inicio de sesión y cómo permitir TMAS',
      whereToLook:
        'Las páginas de Microsoft muestran un código de error (AADSTS…) y un ID de correlación. En el centro de administración, en Registros de inicio de sesión, ese ID permite encontrar el inicio de sesión, con la directiva que lo detuvo.',
      items: {
        userConsent: {
          title: '«Se necesita la aprobación del administrador» (AADSTS90094, 90095)',
          text: 'Su personal no puede aceptar aplicaciones por sí mismo, o solo las de editores verificados con permisos de bajo impacto. Acepte en nombre de su organización, más arriba; no hay que cambiar ningún ajuste.',
        },
        assignment: {
          title: '«¿Se requiere asignación?» (AADSTS50105)',
          text: 'En Aplicaciones empresariales > TMAS > Propiedades, «¿Se requiere asignación?» está en Sí, de modo que solo pueden iniciar sesión las personas asignadas. Asígnelas en Usuarios y grupos. Con Entra ID P1 o P2, puede asignar en su lugar el grupo de esas personas. O póngalo en No: el propio TMAS solo admite a quienes conoce. Mientras esté en Sí, un administrador debe aceptar en nombre de la organización.',
        },
        conditionalAccess: {
          title: 'Acceso condicional (AADSTS53000 a 53004)',
          text: 'Sus directivas valen para TMAS como para cualquier aplicación web. El segundo factor, los dispositivos conformes y las ubicaciones con nombre funcionan, porque cada persona inicia sesión en la página de Microsoft, en su navegador. Si los equipos compartidos de una tienda no pueden cumplirlas, cree una directiva aparte para TMAS o exclúyalo de la que nombra el registro de inicio de sesión.',
        },
        tenantRestrictions: {
          title: 'Invitados y restricciones de inquilino (AADSTS50020, 500021)',
          text: 'Los invitados de su inquilino deben usar la dirección de inicio de sesión propia de la cadena; su responsable de TMAS la tiene. Si uno de sus proxies restringe los inquilinos, el suyo debe estar en su lista.',
        },
        popups: {
          title: 'Ventanas emergentes bloqueadas',
          text: (origin) =>
            `TMAS abre la página de Microsoft en una ventana emergente. Si se bloquea, el mismo inicio de sesión sigue en la propia página. Para permitirla en navegadores gestionados, añada ${origin} a la directiva PopupsAllowedForUrls de Edge y Chrome, y mantenga permitidas sus cookies.`,
        },
      },
    },
    see: {
      title: 'Ver TMAS en Entra',
      text: (clientId) =>
        `Una vez aceptada la solicitud por primera vez, TMAS figura en el centro de administración de Microsoft Entra, en Aplicaciones empresariales > Todas las aplicaciones. Si la lista es larga, busque el ID de aplicación ${clientId}. Allí puede ver quién aceptó qué (Permisos), quién puede usarlo (Usuarios y grupos) y cada inicio de sesión (Registros de inicio de sesión).`,
    },
    undo: {
      title: 'Cómo deshacerlo',
      items: [
        'Para detener a todos de inmediato: en Aplicaciones empresariales > TMAS > Propiedades, ponga «¿Habilitado para que los usuarios inicien sesión?» en No.',
        'Para retirar el consentimiento: revóquelo en Aplicaciones empresariales > TMAS > Permisos. Microsoft vuelve entonces a preguntar.',
        'Para quitar TMAS de su inquilino: Aplicaciones empresariales > TMAS > Propiedades > Eliminar. El próximo inicio de sesión vuelve a pedir el consentimiento.',
        'Quien tenga una sesión abierta en TMAS en ese momento la conserva hasta que termine: tras una hora sin uso y, en todo caso, tras 12 horas. Su responsable de TMAS puede terminarla de inmediato desactivando el usuario.',
      ],
    },
    answer: {
      grantedTitle: 'Microsoft dice: aceptado para su organización',
      grantedText:
        'TMAS ha anotado que la respuesta de Microsoft lo dice; el próximo inicio de sesión lo demostrará. Ya se puede iniciar sesión y no se vuelve a preguntar a nadie.',
      otherTenantTitle: 'Microsoft dice: aceptado, pero para otro inquilino',
      otherTenantText: (theirs, ours) =>
        `La respuesta nombra el inquilino ${theirs}. TMAS tiene ${ours} para esta cadena, así que este consentimiento no sirve aquí. Inicie sesión en Microsoft como administrador del inquilino correcto o dé a su responsable de TMAS el ID de inquilino correcto.`,
      refusedTitle: 'Microsoft dice: no aceptado',
      refusedText: 'Nada ha cambiado en TMAS. Puede intentarlo de nuevo.',
      unreadableTitle: 'Esto no es una respuesta de Microsoft',
      unreadableText: 'TMAS no entiende lo que se ha recibido y no ha cambiado nada. Inténtelo de nuevo.',
      again: 'Intentarlo de nuevo en Microsoft',
      code: 'Código',
      correlationId: 'ID de correlación',
      timestamp: 'Hora',
      close: 'Puede cerrar esta página. El enlace que recibió sigue mostrando el estado de la configuración.',
    },
  },
  letter: {
    addressee: 'administrador de Microsoft Entra ID',
    subject: (chain) => `Permitir el inicio de sesión en TMAS con Microsoft: ${chain}`,
    text: (chain) =>
      `${chain} quiere que su personal inicie sesión en TMAS con la cuenta de Microsoft que ya tiene. La página de este enlace muestra exactamente qué pide TMAS a Microsoft y qué no pide nunca. Contiene el enlace para aceptar en nombre de su organización, las directivas que podrían detener un inicio de sesión y cómo deshacerlo todo.`,
    noAccount: 'No necesita ninguna cuenta de TMAS, y abrir la página no cambia nada.',
    open: 'Abrir la página para su equipo de TI',
    lasts: (until) => `El enlace funciona hasta el ${until}. No lo comparta con desconocidos.`,
    notExpected:
      'Si no esperaba este mensaje, pregunte a la persona nombrada arriba o ignórelo: no ocurrirá nada.',
  },
  panel: {
    title: 'Kit de consentimiento para su equipo de TI',
    intro:
      'Una página para el administrador de su Microsoft Entra ID, que se abre con un enlace y sin cuenta de TMAS. Muestra qué pide TMAS y por qué, el enlace para aceptar en nombre de su organización, qué podría bloquearlo, cómo deshacerlo y los cinco pasos a medida que se completan.',
    make: 'Crear un enlace',
    made: 'Copie el enlace ahora. No se volverá a mostrar.',
    link: 'Enlace al kit de consentimiento',
    ends: (when) => `Funciona hasta el ${when}.`,
    mail: 'Enviarlo por correo',
    mailTitle: 'Enviar el kit de consentimiento',
    email: 'Correo electrónico del administrador de TI',
    language: 'Idioma',
    message: 'Su mensaje (opcional)',
    messageHint: 'Como máximo 300 caracteres, sin enlaces ni direcciones.',
    send: 'Enviar',
    sent: (email) => `Se está enviando el enlace a ${email}.`,
    cancel: 'Cancelar',
    living: 'Enlaces activos',
    none: 'No hay enlaces activos.',
    madeBy: 'Creado',
    madeByAt: (name, when) => `${name}, ${when}`,
    gone: 'Un usuario eliminado',
    recipient: 'Enviado a',
    notMailed: 'Entregado directamente',
    until: 'Hasta',
    lastOpened: 'Última apertura',
    neverOpened: 'Todavía no',
    answer: 'Respuesta de Microsoft',
    answers: {
      granted: 'Aceptado',
      other_tenant: 'Aceptado para otro inquilino',
      refused: 'No aceptado',
    },
    noAnswer: 'Todavía no',
    revoke: 'Revocar',
    revokeThis: (recipient, when) => `Revocar el enlace del ${when}: ${recipient}`,
    revoked: 'Se ha revocado el enlace.',
    problems: {
      throttled:
        'Ha alcanzado el límite de enlaces y correos por hoy. Comparta un enlace que ya tenga o inténtelo mañana.',
      forbidden: 'Su tipo de permiso no lo permite aquí.',
      not_found: 'Este enlace ya no funciona.',
      invalid_request:
        'Compruebe la dirección y el mensaje: texto sin formato, como máximo 300 caracteres, sin enlaces ni direcciones.',
      other: 'Se produjo un error. Inténtelo de nuevo.',
    },
  },
}
