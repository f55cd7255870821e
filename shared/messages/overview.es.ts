import { countsIn } from './counts.ts'
import type { Messages } from './en.ts'

const { number, plural } = countsIn('es')

export const overview: Messages['overview'] = {
  attention: 'Requiere su atención',
  nothing: 'Nada requiere su atención.',
  refusedPeople: (n) =>
    plural(n, {
      one: '1 persona fue rechazada en su último inicio de sesión con Microsoft.',
      other: `${number(n)} personas fueron rechazadas en su último inicio de sesión con Microsoft.`,
    }),
  lookAlikes: (n) =>
    plural(n, {
      one: '1 cuenta de Microsoft sin acceso se parece a uno de sus usuarios.',
      other: `${number(n)} cuentas de Microsoft sin acceso se parecen a sus usuarios.`,
    }),
  withoutFactor: (n) =>
    plural(n, {
      one: '1 responsable no tiene segundo factor.',
      other: `${number(n)} responsables no tienen segundo factor.`,
    }),
  pattern: (cause, n, chain) =>
    plural(n, { one: `${cause}: una vez en ${chain}.`, other: `${cause}: ${number(n)} veces en ${chain}.` }),
  seeWho: 'Ver quién',
  compare: 'Comparar',
  show: 'Mostrar',
  signIns: 'Inicios de sesión de los últimos 30 días',
  summary: (succeeded, refused) =>
    `${plural(succeeded, { one: '1 inicio de sesión correcto', other: `${number(succeeded)} inicios de sesión correctos` })}, ${plural(refused, { one: '1 rechazado', other: `${number(refused)} rechazados` })}.`,
  none: 'Nadie ha iniciado sesión en los últimos 30 días.',
  outcomes: { succeeded: 'Correctos', refused: 'Rechazados', pending: 'Sin terminar' },
  asTable: 'Mostrar como tabla',
  day: 'Día',
  people: 'Sus usuarios y Microsoft',
  users: 'Usuarios activados',
  linked: 'Vinculados con Microsoft',
  neverTried: 'Nunca lo han intentado',
  refused: 'Rechazados la última vez',
  managersWithoutFactor: 'Responsables sin segundo factor',
  number,
}
