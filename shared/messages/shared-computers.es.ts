import { countsIn } from './counts.ts'
import type { sharedComputers as en } from './shared-computers.en.ts'

const { number, plural } = countsIn('es')

export const sharedComputers: typeof en = {
  page: {
    link: 'Este equipo es compartido',
    isShared: (name) =>
      `Equipo compartido: ${name}. Su sesión se cierra tras un breve tiempo sin actividad y aquí no se recuerda nada de usted.`,
    title: '¿Es este un equipo compartido?',
    lead: 'Un equipo que usan varias personas de una tienda puede marcarse como compartido. En él, la sesión se cierra tras un breve tiempo sin actividad, siempre se ve quién ha iniciado sesión y se cede el puesto con un clic.',
    who: 'Hace falta un responsable de TMAS, que introduce un código que se muestra aquí.',
    show: 'Mostrar un código',
    codeTitle: 'Dé este código a su responsable de TMAS',
    code: 'Código',
    codeHint:
      'Esa persona abre Administración > Equipos compartidos, elige «Marcar por código» y lo introduce. El código es válido durante 15 minutos.',
    waiting: 'Esperando a su responsable. Esta página continúa por sí sola.',
    entered: 'El código ya se ha introducido',
    notYet:
      'El código aún no se ha introducido o se ha escrito mal. Espere un momento y vuelva a intentarlo.',
    another: 'Mostrar otro código',
    linkTitle: (customer) => `¿Marcar este equipo como equipo compartido de ${customer}?`,
    linkHint: (name, location) => `Se llamará «${name}» y pertenecerá a ${location}.`,
    effects: 'A partir de entonces, en este navegador:',
    effectList: [
      'la sesión se cierra tras un breve tiempo sin actividad;',
      'siempre se muestra el nombre de quien ha iniciado sesión, con un botón para la siguiente persona;',
      'no se recuerda ningún nombre de usuario ni se ofrecen llaves de acceso.',
    ],
    mark: 'Marcar este equipo',
    endedTitle: 'Este enlace ya no funciona',
    endedHint:
      'Un enlace marca un solo equipo, en un plazo de 15 minutos. Pida otro a su responsable de TMAS.',
    alreadyTitle: 'Este equipo ya está marcado como compartido',
    alreadyHint:
      'Un responsable de TMAS puede cambiarle el nombre, moverlo a otra ubicación o quitarle la marca en Administración > Equipos compartidos.',
    toSignIn: 'Ir a la página de inicio de sesión',
    marked: 'Este equipo está marcado ahora como compartido.',
  },
  bar: {
    label: 'Equipo compartido',
    unnamed: 'Equipo compartido',
    named: (name) => `Equipo compartido: ${name}`,
    signedInAs: (name) => `Sesión iniciada como ${name}`,
    notMe: 'No soy yo',
    notMeHint: 'Cierra la sesión y deja que la siguiente persona elija su cuenta',
  },
  /** In the account, in the place of the button. */
  noPasskey: 'Este equipo es compartido. Añada una llave de acceso en un dispositivo propio.',
  countdown: {
    title: (time) => `Su sesión se cerrará en ${time}`,
    said: (seconds) =>
      `Su sesión se cerrará en ${plural(seconds, { one: `${number(seconds)} segundo`, other: `${number(seconds)} segundos` })}, porque este equipo compartido no se está usando.`,
    stay: 'Seguir con la sesión',
  },
  list: {
    hint: 'En un equipo marcado como compartido, la sesión se cierra tras un breve tiempo sin actividad, siempre se ve quién ha iniciado sesión y se cede el puesto con «No soy yo».',
    help: 'Cómo funcionan los equipos compartidos',
    none: 'Todavía no hay ningún equipo marcado como compartido.',
    noneFound: 'Ningún equipo compartido coincide.',
    count: (n) =>
      plural(n, { one: `${number(n)} equipo compartido`, other: `${number(n)} equipos compartidos` }),
    search: 'Buscar por nombre o ubicación',
    name: 'Nombre',
    nameHint: 'Como lo llama la gente, por ejemplo «Caja 2». Se muestra en el equipo.',
    location: 'Ubicación',
    markedBy: 'Marcado por',
    markedAt: 'Marcado el',
    lastUsed: 'Último uso',
    never: 'Todavía no',
    removedUser: 'un usuario eliminado',
    actions: 'Acciones',
    more: 'Más antiguos',
    first: 'Más recientes',
    byLink: 'Marcar por enlace',
    byCode: 'Marcar por código',
    linkTitle: 'Crear un enlace para el equipo',
    linkHint: 'Abra el enlace en el equipo en un plazo de 15 minutos. Funciona una sola vez.',
    makeLink: 'Crear el enlace',
    linkMade: (name) => `Abra este enlace en ${name}`,
    linkLabel: 'Enlace',
    waiting: 'Esperando a que se abra en el equipo…',
    codeTitle: 'Marcar el equipo que muestra un código',
    codeHint:
      'En el equipo, abra la página de inicio de sesión y elija «Este equipo es compartido». Después introduzca el código que muestra.',
    code: 'Código',
    markByCode: 'Marcar el equipo',
    codeSent: 'El código se ha aceptado',
    waitingForCode: 'Esperando al equipo… Tarda unos segundos. Si no ocurre nada, compare el código.',
    markedTitle: (name) => `${name} está marcado como compartido`,
    close: 'Cerrar',
    edit: 'Editar',
    editOne: (name) => `Editar ${name}`,
    editTitle: 'Editar el equipo compartido',
    save: 'Guardar',
    changed: (name) => `${name} se ha modificado.`,
    unmark: 'Quitar la marca',
    unmarkOne: (name) => `Quitar la marca de ${name}`,
    unmarkTitle: (name) => `¿Quitar la marca de ${name}?`,
    unmarkHint:
      'Será un equipo como cualquier otro: una sesión dura una hora sin actividad. Quien tenga la sesión iniciada la conserva.',
    unmarked: (name) => `${name} ya no está marcado como compartido.`,
    faults: {
      name: 'Introduzca un nombre de 1 a 100 caracteres visibles, sin enlaces.',
      location: 'Elija una ubicación.',
      code: 'Este código no puede ser correcto. Compárelo con el que muestra el equipo.',
    },
    failed: {
      forbidden: 'No puede marcar equipos de esta ubicación.',
      throttled: 'Hay demasiados enlaces y códigos abiertos. Espere un cuarto de hora.',
      changed: 'Otra persona lo ha modificado entretanto. Aquí se muestra como está ahora.',
      other: 'Se ha producido un error. Vuelva a intentarlo.',
    },
  },
}
