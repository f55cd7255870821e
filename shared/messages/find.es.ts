import { countsIn } from './counts.ts'
import type { OtherMessages } from './en.ts'

const { number, plural } = countsIn('es')

export const find: OtherMessages['find'] = {
  title: 'Buscar o ir a',
  hint: 'Una persona, una ubicación, una referencia, una página',
  found: (n) => plural(n, { one: '1 resultado.', other: `${number(n)} resultados.` }),
  enterOpens: (name) => `Intro abre ${name}.`,
  nothing: 'Sin resultados.',
  people: 'Usuarios',
  locations: 'Ubicaciones',
  references: 'Referencia',
  pages: 'Páginas',
  actions: 'Acciones',
  openReference: (reference) => `Abrir el inicio de sesión ${reference}`,
  addUser: 'Añadir un usuario',
  importUsers: 'Importar usuarios',
  advanced: (chain) => `Configuración avanzada de ${chain}: ID de inquilino, autenticación obligatoria`,
  refusals: 'Mostrar los inicios de sesión rechazados',
  explainError: 'Explicar un error de Microsoft',
}
