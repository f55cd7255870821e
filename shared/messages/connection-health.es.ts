import type { ConnectionHealthMessages } from './connection-health.en.ts'
import { countsIn } from './counts.ts'

const { number, plural } = countsIn('es')

export const connectionHealth: ConnectionHealthMessages = {
  title: 'Conexión con Microsoft en los últimos 30 días',
  unused: 'Nadie ha iniciado sesión con Microsoft en este periodo.',
  sound: 'Ningún inicio de sesión ha fallado a causa de la conexión.',
  failing: (n, since) =>
    plural(n, {
      one: `1 inicio de sesión falló a causa de la conexión el ${since}, y ninguno ha sido correcto desde entonces.`,
      other: `${number(n)} inicios de sesión han fallado a causa de la conexión desde el ${since}, y ninguno ha sido correcto.`,
    }),
  failed: (n, days) =>
    `${plural(n, { one: '1 inicio de sesión falló', other: `${number(n)} inicios de sesión fallaron` })} a causa de la conexión, en ${plural(days, { one: '1 día', other: `${number(days)} días` })}. Desde entonces ha habido inicios de sesión correctos.`,
  states: {
    unused: 'sin inicios de sesión',
    sound: 'funciona',
    partly: 'fallaron algunos inicios de sesión',
    failing: 'ningún inicio de sesión correcto',
  },
  day: (day, state) => `${day}: ${state}`,
  cause: (cause, n) => `${cause} (${number(n)})`,
  succeeded: (n) =>
    plural(n, { none: 'ninguno correcto', one: '1 correcto', other: `${number(n)} correctos` }),
  days: 'Días con fallos',
  showAll: 'Mostrar estos inicios de sesión',
}
