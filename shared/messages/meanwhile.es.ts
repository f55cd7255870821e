import type { meanwhile as source } from './meanwhile.en.ts'

export const meanwhile: typeof source = {
  title: 'Otra persona ha cambiado esto mientras tanto',
  intro:
    'Todavía no se ha guardado nada. Elija para cada campo qué cambio conservar. Todo lo demás que ha escrito se conserva.',
  nothingToChoose: 'No se ha cambiado nada de lo que hay en este formulario. Guarde de nuevo para continuar.',
  yours: 'Su cambio',
  untouched: 'Como estaba al abrir el formulario',
  theirs: 'El otro cambio',
  empty: '(vacío)',
  on: 'activado',
  off: 'desactivado',
  noRole: 'ningún tipo de permiso',
  roleAt: (location) => `Tipo de permiso en ${location}`,
  otherLocation: 'otra ubicación',
  inheritedFrom: 'Configuración heredada de',
  ownSettings: 'la configuración propia de la cadena',
  parent: 'Ubicación superior',
  choose: 'Elija una de las dos.',
  save: 'Guardar estas elecciones',
  back: 'Volver al formulario',
}
