import type { correctAddress as source } from './correct-address.en.ts'

export const correctAddress: typeof source = {
  title: 'Corregir la dirección',
  titleOf: (name) => `Corregir la dirección de ${name}`,
  hint: (loginId) =>
    `La dirección de correo electrónico del usuario pasa a ser exactamente el identificador de su cuenta de Microsoft: ${loginId}.`,
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
    'Desde entonces, la cuenta de Microsoft con la dirección nueva entra como este usuario. Asegúrese de que es la misma persona. Un vínculo con otra cuenta se termina.',
  save: 'Corregir la dirección',
  saved: (name) => `La dirección de ${name} está corregida. Ya puede iniciar sesión.`,
  taken: 'Otro usuario ya tiene esta dirección.',
  failed: 'No se pudo hacer. Inténtelo de nuevo.',
  cancel: 'Cancelar',
  close: 'Cerrar',
}
