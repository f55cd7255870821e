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
  bar: 'Usuarios seleccionados',
  clear: 'Anular la selección',
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
    move: 'Mover',
  },
  title: {
    disable: (n) =>
      plural(n, { one: `¿Desactivar ${number(n)} usuario?`, other: `¿Desactivar ${number(n)} usuarios?` }),
    enable: (n) =>
      plural(n, { one: `¿Activar ${number(n)} usuario?`, other: `¿Activar ${number(n)} usuarios?` }),
    sign_out: (n) =>
      plural(n, {
        one: `¿Cerrar las sesiones de ${number(n)} usuario?`,
        other: `¿Cerrar las sesiones de ${number(n)} usuarios?`,
      }),
    mail_welcome: (n) =>
      plural(n, {
        one: `¿Enviar a ${number(n)} usuario el correo de bienvenida?`,
        other: `¿Enviar a ${number(n)} usuarios el correo de bienvenida?`,
      }),
    unlink: (n) =>
      plural(n, {
        one: `¿Desvincular ${number(n)} usuario de Microsoft?`,
        other: `¿Desvincular ${number(n)} usuarios de Microsoft?`,
      }),
    give_role: (n, role, location) => {
      const people = plural(n, { one: `${number(n)} usuario`, other: `${number(n)} usuarios` })
      return location
        ? `¿Dar a ${people} el tipo «${role}» en ${location}?`
        : `¿Dar a ${people} el tipo «${role}»?`
    },
    move: (n, location) =>
      plural(n, {
        one: `¿Mover ${number(n)} usuario a ${location}?`,
        other: `¿Mover ${number(n)} usuarios a ${location}?`,
      }),
  },
  hint: {
    disable:
      'No podrán iniciar sesión hasta que los vuelva a activar. Podrá deshacerlo; las sesiones que terminan no vuelven.',
    enable: 'Podrán volver a iniciar sesión. Podrá deshacerlo.',
    sign_out:
      'También se revocan las claves de API que han creado. Pueden volver a iniciar sesión. El cierre de las sesiones no se puede deshacer.',
    mail_welcome:
      'El correo de bienvenida explica cómo iniciar sesión. Un correo enviado no se puede retirar.',
    unlink:
      'El próximo inicio de sesión con su dirección crea un vínculo nuevo: compruebe antes con el departamento de informática que las direcciones siguen siendo suyas. Esto no se puede deshacer.',
    give_role: 'Podrá deshacerlo; las sesiones que terminan no vuelven.',
    move: 'Conservan su tipo de permiso. Podrá deshacerlo; las sesiones que terminan no vuelven.',
  },
  chooseRole: 'Dar un tipo de permiso',
  chooseLocation: 'Mover a una ubicación',
  where: 'Dónde',
  whereTheyAre: 'Donde está cada uno ahora, en lugar de lo que tiene allí',
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
        one: `${number(n)} no necesita ningún correo.`,
        other: `${number(n)} no necesitan ningún correo.`,
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
    last_manager: (n) =>
      plural(n, {
        one: `${number(n)} es el último responsable del nivel superior que puede iniciar sesión con contraseña.`,
        other: `${number(n)} son los últimos responsables del nivel superior que pueden iniciar sesión con contraseña.`,
      }),
    several_locations: (n) =>
      plural(n, {
        one: `${number(n)} tiene varias ubicaciones: muévalo en su propia página.`,
        other: `${number(n)} tienen varias ubicaciones: mueva a cada uno en su propia página.`,
      }),
    invalid_request: (n) =>
      plural(n, {
        one: `${number(n)} tiene, o tendría, un tipo de permiso que solo existe en una cadena.`,
        other: `${number(n)} tienen, o tendrían, un tipo de permiso que solo existe en una cadena.`,
      }),
    account_disabled: (n) =>
      plural(n, {
        one: `${number(n)} está desactivado, o su cuenta ha finalizado.`,
        other: `${number(n)} están desactivados, o sus cuentas han finalizado.`,
      }),
    too_many_mails: (n) =>
      plural(n, {
        one: `${number(n)} ha recibido demasiados correos hoy, o la empresa ha enviado demasiados.`,
        other: `${number(n)} han recibido demasiados correos hoy, o la empresa ha enviado demasiados.`,
      }),
    changed_meanwhile: (n) =>
      plural(n, {
        one: `Otra persona ha modificado ${number(n)} entretanto.`,
        other: `Otra persona ha modificado ${number(n)} entretanto.`,
      }),
    not_found: (n) => plural(n, { one: `${number(n)} ya no existe.`, other: `${number(n)} ya no existen.` }),
    other: (n) =>
      plural(n, {
        one: `Con ${number(n)} se produjo un error.`,
        other: `Con ${number(n)} se produjo un error.`,
      }),
  },
  nothing: 'No cambiaría nada',
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
      one: `Falló la conexión. Con ${number(n)} usuario no se sabe si se hizo.`,
      other: `Falló la conexión. Con ${number(n)} usuarios no se sabe si se hizo.`,
    }),
  goOn: 'Continuar con ellos',
  notDone: (n) =>
    plural(n, {
      one: `${number(n)} usuario se ha dejado fuera`,
      other: `${number(n)} usuarios se han dejado fuera`,
    }),
  help: 'Cómo funciona',
  undo: 'Deshacer',
}
