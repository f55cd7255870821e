import { countsIn } from './counts.ts'
import type { manyUsers as source } from './many-users.en.ts'

const { number, plural } = countsIn('es')

export const manyUsers: typeof source = {
  select: (name) => `Seleccionar a ${name}`,
  selectPage: 'Seleccionar todos los de esta página',
  selected: (n) =>
    plural(n, {
      none: '',
      one: `${number(n)} usuario seleccionado`,
      other: `${number(n)} usuarios seleccionados`,
    }),
  selectAll: (n) => `Seleccionar los ${number(n)} que coinciden`,
  tooMany: (n) => `Se pueden seleccionar como máximo ${number(n)} usuarios a la vez. Filtre antes la lista.`,
  tooManyManagers: (n) =>
    `Se puede nombrar como máximo a ${number(n)} responsables a la vez. Seleccione menos usuarios.`,
  bar: 'Usuarios seleccionados',
  clear: 'Quitar la selección',
  more: 'Más',
  actions: 'Acciones',
  back: 'Atrás',
  close: 'Cerrar',
  action: {
    disable: 'Desactivar',
    enable: 'Activar',
    sign_out: 'Cerrar sesiones',
    mail_welcome: 'Enviar el correo de bienvenida',
    unlink: 'Desvincular de Microsoft',
    give_role: 'Dar un tipo de permiso',
    move: 'Mover a una ubicación',
  },
  title: {
    disable: (n) =>
      plural(n, {
        one: `¿Desactivar a ${number(n)} usuario?`,
        other: `¿Desactivar a ${number(n)} usuarios?`,
      }),
    enable: (n) =>
      plural(n, { one: `¿Activar a ${number(n)} usuario?`, other: `¿Activar a ${number(n)} usuarios?` }),
    sign_out: (n) =>
      plural(n, {
        one: `¿Cerrar las sesiones de ${number(n)} usuario?`,
        other: `¿Cerrar las sesiones de ${number(n)} usuarios?`,
      }),
    mail_welcome: (n) =>
      plural(n, {
        one: `¿Enviar el correo de bienvenida a ${number(n)} usuario?`,
        other: `¿Enviar el correo de bienvenida a ${number(n)} usuarios?`,
      }),
    unlink: (n) =>
      plural(n, {
        one: `¿Desvincular a ${number(n)} usuario de Microsoft?`,
        other: `¿Desvincular a ${number(n)} usuarios de Microsoft?`,
      }),
    give_role: (n, role, location) => {
      const people = plural(n, { one: `${number(n)} usuario`, other: `${number(n)} usuarios` })
      return location
        ? `¿Dar a ${people} el tipo «${role}» en ${location}?`
        : `¿Dar a ${people} el tipo «${role}»?`
    },
    move: (n, location) =>
      plural(n, {
        one: `¿Mover a ${number(n)} usuario a ${location}?`,
        other: `¿Mover a ${number(n)} usuarios a ${location}?`,
      }),
  },
  hint: {
    disable:
      'No podrán iniciar sesión hasta que los vuelva a activar. Podrá deshacerlo; las sesiones que se cierren no se recuperan.',
    enable: 'Podrán volver a iniciar sesión. Podrá deshacerlo.',
    sign_out:
      'También se revocan las claves de API que han creado. Pueden volver a iniciar sesión. El cierre de las sesiones no se puede deshacer.',
    mail_welcome:
      'El correo de bienvenida explica cómo iniciar sesión. Un correo enviado no se puede retirar.',
    unlink:
      'El próximo inicio de sesión con su dirección crea un vínculo nuevo: compruebe antes con el departamento de informática que las direcciones siguen siendo suyas. Esto no se puede deshacer.',
    give_role:
      'Al deshacerlo se devuelven los tipos de permiso; las sesiones cerradas, los vínculos eliminados, las excepciones y las contraseñas sustituidas no se recuperan.',
    move: 'Conservan su tipo de permiso. Al deshacerlo se devuelve la ubicación; las sesiones cerradas, los vínculos eliminados, las excepciones y las contraseñas sustituidas no se recuperan.',
  },
  chooseRole: 'Dar un tipo de permiso',
  chooseLocation: 'Mover a una ubicación',
  where: 'Dónde',
  whereTheyAre: 'En la ubicación actual de cada uno, en sustitución de lo que tiene allí',
  onLocation: 'En una sola ubicación, además de lo que tienen en otras',
  next: 'Continuar',
  checking: 'Comprobando las consecuencias',
  checkFailed: 'No se pudo comprobar. No se ha cambiado nada.',
  retry: 'Reintentar',
  andMore: (n) => `${number(n)} más`,
  sessions: (n) =>
    plural(n, {
      none: '',
      one: `${number(n)} sesión abierta termina de inmediato.`,
      other: `${number(n)} sesiones abiertas terminan de inmediato.`,
    }),
  apiKeys: (n) =>
    plural(n, {
      none: '',
      one: `Se revoca ${number(n)} clave de API.`,
      other: `Se revocan ${number(n)} claves de API.`,
    }),
  managers: (n) =>
    plural(n, {
      none: '',
      one: `${number(n)} de ellos tiene permisos de responsable.`,
      other: `${number(n)} de ellos tienen permisos de responsable.`,
    }),
  links: (n) =>
    plural(n, {
      none: '',
      one: `Se elimina ${number(n)} vínculo con Microsoft.`,
      other: `Se eliminan ${number(n)} vínculos con Microsoft.`,
    }),
  passwords: (n) =>
    plural(n, {
      none: '',
      one: `Se sustituye ${number(n)} contraseña: la persona recibe un enlace para establecer una nueva.`,
      other: `Se sustituyen ${number(n)} contraseñas: cada persona recibe un enlace para establecer una nueva.`,
    }),
  exceptions: (n) =>
    plural(n, {
      none: '',
      one: `Termina ${number(n)} excepción de contraseña.`,
      other: `Terminan ${number(n)} excepciones de contraseña.`,
    }),
  leftOut: 'Se quedan como están',
  unchanged: {
    disable: (n) =>
      plural(n, { one: `${number(n)} ya está desactivado.`, other: `${number(n)} ya están desactivados.` }),
    enable: (n) =>
      plural(n, { one: `${number(n)} ya está activado.`, other: `${number(n)} ya están activados.` }),
    sign_out: (n) =>
      plural(n, {
        one: `${number(n)} no tiene ninguna sesión abierta.`,
        other: `${number(n)} no tienen ninguna sesión abierta.`,
      }),
    mail_welcome: (n) =>
      plural(n, {
        one: `${number(n)} ya ha iniciado sesión antes.`,
        other: `${number(n)} ya han iniciado sesión antes.`,
      }),
    unlink: (n) =>
      plural(n, { one: `${number(n)} no está vinculado.`, other: `${number(n)} no están vinculados.` }),
    give_role: (n) =>
      plural(n, {
        one: `${number(n)} ya tiene este tipo de permiso.`,
        other: `${number(n)} ya tienen este tipo de permiso.`,
      }),
    move: (n) => plural(n, { one: `${number(n)} ya está allí.`, other: `${number(n)} ya están allí.` }),
  },
  refused: {
    self: () => 'Su propia cuenta: tiene que hacerlo otra persona.',
    forbidden: (n) =>
      plural(n, {
        one: `${number(n)} tiene un tipo de permiso superior al suyo o está fuera de sus ubicaciones.`,
        other: `${number(n)} tienen un tipo de permiso superior al suyo o están fuera de sus ubicaciones.`,
      }),
    role_too_high: (n) =>
      plural(n, {
        one: `No puede dar este tipo de permiso a ${number(n)} de ellos donde está.`,
        other: `No puede dar este tipo de permiso a ${number(n)} de ellos donde están.`,
      }),
    last_manager: (n) =>
      plural(n, {
        one: `No se puede modificar a ${number(n)} de ellos: no quedaría en el nivel superior ningún responsable que pueda iniciar sesión con contraseña.`,
        other: `No se puede modificar a ${number(n)} de ellos: no quedaría en el nivel superior ningún responsable que pueda iniciar sesión con contraseña.`,
      }),
    several_locations: (n) =>
      plural(n, {
        one: `${number(n)} tiene varias ubicaciones. Mueva a este usuario en su propia página.`,
        other: `${number(n)} tienen varias ubicaciones. Mueva a cada uno en su propia página.`,
      }),
    no_location: (n) =>
      plural(n, {
        one: `${number(n)} no tiene ninguna ubicación.`,
        other: `${number(n)} no tienen ninguna ubicación.`,
      }),
    invalid_request: (n) =>
      plural(n, {
        one: `${number(n)} tiene, o tendría, un tipo de permiso que solo existe en una cadena.`,
        other: `${number(n)} tienen, o tendrían, un tipo de permiso que solo existe en una cadena.`,
      }),
    account_disabled: (n) =>
      plural(n, {
        one: `${number(n)} está desactivado, o su cuenta ha caducado.`,
        other: `${number(n)} están desactivados, o sus cuentas han caducado.`,
      }),
    too_many_mails: (n) =>
      plural(n, {
        one: `${number(n)} ha recibido demasiados correos hoy, o su organización ha enviado demasiados.`,
        other: `${number(n)} han recibido demasiados correos hoy, o su organización ha enviado demasiados.`,
      }),
    changed_meanwhile: (n) =>
      plural(n, {
        one: `Otra persona ha modificado a ${number(n)} de ellos mientras tanto.`,
        other: `Otra persona ha modificado a ${number(n)} de ellos mientras tanto.`,
      }),
    not_found: (n) => plural(n, { one: `${number(n)} ya no existe.`, other: `${number(n)} ya no existen.` }),
    other: (n) =>
      plural(n, {
        one: `Se produjo un error con ${number(n)} de ellos.`,
        other: `Se produjo un error con ${number(n)} de ellos.`,
      }),
  },
  nothing: 'No habría ningún cambio',
  running: 'En curso',
  progress: (done, total) => `${number(done)} de ${number(total)}`,
  stop: 'Detener',
  stopping: 'Deteniendo',
  done: {
    disable: (n) =>
      plural(n, {
        one: `Se ha desactivado ${number(n)} usuario.`,
        other: `Se han desactivado ${number(n)} usuarios.`,
      }),
    enable: (n) =>
      plural(n, {
        one: `Se ha activado ${number(n)} usuario.`,
        other: `Se han activado ${number(n)} usuarios.`,
      }),
    sign_out: (n) =>
      plural(n, {
        one: `Se han cerrado las sesiones de ${number(n)} usuario.`,
        other: `Se han cerrado las sesiones de ${number(n)} usuarios.`,
      }),
    mail_welcome: (n) =>
      plural(n, {
        one: `${number(n)} correo está en camino.`,
        other: `${number(n)} correos están en camino.`,
      }),
    unlink: (n) =>
      plural(n, {
        one: `Se ha desvinculado ${number(n)} usuario de Microsoft.`,
        other: `Se han desvinculado ${number(n)} usuarios de Microsoft.`,
      }),
    give_role: (n) =>
      plural(n, {
        one: `${number(n)} usuario ha recibido el tipo de permiso.`,
        other: `${number(n)} usuarios han recibido el tipo de permiso.`,
      }),
    move: (n) =>
      plural(n, { one: `Se ha movido ${number(n)} usuario.`, other: `Se han movido ${number(n)} usuarios.` }),
    undo: (n) =>
      plural(n, {
        one: `Se ha deshecho para ${number(n)} usuario.`,
        other: `Se ha deshecho para ${number(n)} usuarios.`,
      }),
  },
  stopped: (n) =>
    plural(n, {
      one: `Detenido: ${number(n)} usuario se ha quedado como estaba.`,
      other: `Detenido: ${number(n)} usuarios se han quedado como estaban.`,
    }),
  brokenOff: (n) =>
    plural(n, {
      one: `Falló la conexión. No se sabe si se hizo para ${number(n)} usuario.`,
      other: `Falló la conexión. No se sabe si se hizo para ${number(n)} usuarios.`,
    }),
  notReached: (n) =>
    plural(n, {
      one: `TMAS no pudo hacerlo para ${number(n)} usuario, que no se ha modificado.`,
      other: `TMAS no pudo hacerlo para ${number(n)} usuarios, que no se han modificado.`,
    }),
  failed: {
    forbidden: 'Su tipo de permiso no lo permite.',
    not_found: 'La ubicación ya no existe.',
    throttled: 'Ha habido demasiadas solicitudes. Inténtelo más tarde.',
    other: 'La solicitud ha fallado.',
  },
  undoUnknown: (n) =>
    plural(n, {
      one: `Deshacer no incluye a ${number(n)} usuario del que no se sabía si se había hecho.`,
      other: `Deshacer no incluye a ${number(n)} usuarios de los que no se sabía si se había hecho.`,
    }),
  undoWithout: (n) =>
    plural(n, {
      one: `Deshacer no incluye a ${number(n)} usuario que no tenía ninguna ubicación:`,
      other: `Deshacer no incluye a ${number(n)} usuarios que no tenían ninguna ubicación:`,
    }),
  goOn: 'Continuar con los demás',
  notDone: (n) =>
    plural(n, {
      one: `${number(n)} usuario no se ha modificado`,
      other: `${number(n)} usuarios no se han modificado`,
    }),
  help: 'Cómo funciona',
  undo: 'Deshacer',
}
