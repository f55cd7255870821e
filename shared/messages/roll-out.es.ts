import { countsIn } from './counts.ts'
import type { rollOut as en } from './roll-out.en.ts'

const { number, plural } = countsIn('es')

export const rollOut: typeof en = {
  title: 'Despliegue',
  hint: 'Active la autenticación obligatoria por fases: elija para cada una las ramas y el día a partir del cual sus usuarios inician sesión solo con Microsoft. Los responsables conservan su contraseña. Si se rechaza a personas, TMAS pone la fase en pausa automáticamente y le avisa.',
  help: 'Cómo funciona un despliegue',
  needsTenant: 'Un despliegue necesita un ID de inquilino. Guarde primero el ID de inquilino de Azure.',
  plan: 'Planificar un despliegue',
  change: 'Cambiar el plan',
  remove: 'Eliminar el plan',
  removeTitle: '¿Eliminar el despliegue?',
  removeHint:
    'Los usuarios podrán volver a iniciar sesión con nombre de usuario y contraseña en todas las ramas donde ya había empezado.',
  pause: 'Poner esta fase en pausa',
  resume: 'Reanudar',
  changedSince: 'El despliegue ha cambiado desde que se cargó esta página, así que no se hizo nada.',
  readAgain: 'Mostrarlo como está ahora',
  resumeHint:
    'El despliegue está en pausa: las contraseñas vuelven a funcionar en las ramas afectadas y no empieza ninguna otra fase hasta que lo reanude.',
  pausedByItself: (count) =>
    plural(count, {
      one: 'TMAS puso la fase en pausa automáticamente, porque una persona no pudo iniciar sesión con Microsoft:',
      other: `TMAS puso la fase en pausa automáticamente, porque ${number(count)} personas no pudieron iniciar sesión con Microsoft:`,
    }),
  states: { planned: 'Prevista', running: 'Activa', paused: 'En pausa' },
  planStates: {
    planned: 'Previsto',
    running: 'Activo',
    paused: 'En pausa',
    done: 'Activo en todas las fases',
  },
  branches: 'Ramas',
  startsOn: 'Desde',
  state: 'Estado',
  people: 'Usuarios',
  ready: (linked, affected) => `Ya iniciaron sesión con Microsoft: ${number(linked)} de ${number(affected)}`,
  neverTried: (count) =>
    plural(count, { one: '1 nunca lo ha intentado', other: `${number(count)} nunca lo han intentado` }),
  refused: (count) =>
    plural(count, {
      one: '1 fue rechazado la última vez',
      other: `${number(count)} fueron rechazados la última vez`,
    }),
  excepted: (count) =>
    plural(count, {
      one: '1 conserva una contraseña gracias a una excepción',
      other: `${number(count)} conservan una contraseña gracias a una excepción`,
    }),
  rehearsed: (count) =>
    plural(count, {
      one: '1 habría sido rechazado en el ensayo',
      other: `${number(count)} habrían sido rechazados en el ensayo`,
    }),
  nobodyRehearsed: 'Hasta ahora, nadie habría sido rechazado en el ensayo',
  nobody: 'Ningún usuario por debajo de los niveles de responsable',
  notReady: (count) =>
    plural(count, {
      one: 'Mostrar a la persona que no está preparada',
      other: `Mostrar a las ${number(count)} personas que no están preparadas`,
    }),
  more: (count) => `y ${number(count)} más`,
  timeZone: 'Zona horaria',
  timeZoneHint: 'Cada fase empieza a medianoche en esta zona horaria.',
  wave: (position) => `Fase ${number(position)}`,
  noticeDays: 'Días de antelación del aviso por correo',
  addWave: 'Añadir una fase',
  removeWave: (position) => `Quitar la fase ${number(position)}`,
  waves: 'Fases',
  faults: {
    no_branch: () => 'Elija al menos una rama.',
    not_in_chain: (branch, chain) => (branch ? `${branch} no pertenece a ${chain}.` : 'Esta rama no existe.'),
    twice: (branch) => `${branch ?? 'Esta rama'} ya figura en el plan. Déjela en una sola fase.`,
    same_day: () => 'Dos fases empiezan el mismo día. Elija otro día o reúna sus ramas en una sola fase.',
    too_early: () =>
      'Elija mañana o un día posterior, para poder avisar a las personas. Una fase que ya ha empezado no admite más ramas: añádalas a una fase nueva.',
  },
}
