import type { correctAddress as source } from './correct-address.en.ts'

export const correctAddress: typeof source = {
  title: 'Corregir la dirección',
  titleOf: (name) => `Corregir la dirección de ${name}`,
  hint: (loginId) =>
    `La dirección de correo del usuario será exactamente el identificador de inicio de sesión de su cuenta de Microsoft: ${loginId}.`,
  alike: {
    users: 'Usuarios a los que podría pertenecer esta cuenta',
    accounts: 'Cuentas de Microsoft que podrían ser de este usuario',
  },
  notTheSame: 'No es la misma persona',
  noted: (loginId, name) => `Anotado: ${loginId} no es ${name}. No se volverán a mostrar juntos.`,
  find: '¿De qué usuario se trata?',
  findElse: 'U otra persona',
  findHint: 'Principio de un nombre de usuario, nombre o correo',
  found: 'Usuarios encontrados',
  nobody: 'Ningún usuario coincide.',
  newAddress: 'Nuevo correo electrónico',
  newAddressHint: 'Exactamente la dirección con la que la persona inicia sesión en Microsoft',
  before: 'Dirección en TMAS',
  after: 'Dirección nueva',
  warning:
    'A partir de ese momento, la cuenta de Microsoft con la dirección nueva inicia sesión como este usuario. Llame antes a la persona, a un número que usted ya tenga, y asegúrese de que es ella. Cualquier vínculo con otra cuenta se elimina.',
  save: 'Corregir la dirección',
  saved: (name) => `Se ha corregido la dirección de ${name}. Ya puede iniciar sesión.`,
  taken: 'Otro usuario ya tiene esta dirección.',
  failed: 'Se produjo un error. Inténtelo de nuevo.',
  cancel: 'Cancelar',
  close: 'Cerrar',
}
