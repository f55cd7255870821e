import type { apiKeys as en } from './api-keys.en.ts'
import { countsIn } from './counts.ts'

const { number, plural } = countsIn('es')

export const apiKeys: typeof en = {
  hint: 'Con una clave, un programa suyo usa TMAS como lo hace un usuario: con un tipo de permiso, en una ubicación y todo lo que depende de ella, hasta que la clave caduque o se revoque.',
  docs: 'Cómo la usan los programas',
  none: 'Todavía no hay claves de API.',
  noneFound: 'Ninguna clave coincide.',
  count: (n) => plural(n, { one: '1 clave', other: `${number(n)} claves` }),
  search: 'Buscar por nombre',
  name: 'Nombre',
  nameHint: 'El nombre del programa que la usa. Aparece en el registro de auditoría.',
  location: 'Ubicación',
  role: 'Tipo de permiso',
  madeBy: 'Creada por',
  removedUser: 'un usuario eliminado',
  expires: 'Caduca',
  lastUsed: 'Último uso',
  never: 'Nunca',
  status: 'Estado',
  states: { open: 'Activa', expired: 'Caducada', asleep: 'Inactiva' },
  asleepHint: 'Quien la creó ya no puede crear claves aquí, así que no da acceso.',
  make: 'Crear una clave',
  makeTitle: 'Crear una clave de API',
  validFor: 'Validez',
  days: (n) => plural(n, { one: '1 día', other: `${number(n)} días` }),
  madeTitle: (name) => `Copie ahora la clave ${name}`,
  shownOnce:
    'Solo se muestra una vez y no se guarda. Quien la tenga puede usar sus derechos, así que póngala donde su programa guarda sus secretos.',
  key: 'La clave',
  copy: 'Copiar',
  copied: 'Copiada',
  done: 'Ya la he copiado',
  revoke: 'Revocar',
  revokeOne: (name) => `Revocar ${name}`,
  revokeTitle: (name) => `¿Revocar la clave ${name}?`,
  revokeHint:
    'La próxima petición del programa que la usa se rechazará. No se puede deshacer, pero puede crear otra clave.',
  revoked: (name) => `Se ha revocado la clave ${name}.`,
  more: 'Claves anteriores',
  first: 'Claves más recientes',
  own: {
    title: 'Mis claves de API',
    hint: 'Funcionan sin usted y sin su contraseña. Al cerrar sesión en todos los demás dispositivos se revocan, salvo que las conserve.',
    alsoRevoke: (n) =>
      plural(n, {
        one: 'Revocar también mi clave de API',
        other: `Revocar también mis ${number(n)} claves de API`,
      }),
  },
  faults: {
    name: 'Escriba un nombre de 1 a 100 caracteres visibles.',
    location: 'Elija una ubicación.',
    role: 'Este tipo de permiso solo se puede dar en una cadena.',
  },
  failed: {
    forbidden: 'No puede crear claves para esta ubicación, o no con este tipo de permiso.',
    other: 'Se produjo un error. Inténtelo de nuevo.',
  },
}
