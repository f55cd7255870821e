import type { DisturbanceMessages } from './disturbance.en.ts'

export const disturbance: DisturbanceMessages = {
  onSignInPage:
    'El inicio de sesión con Microsoft presenta problemas en este momento. Ya lo sabemos. Si tiene nombre de usuario y contraseña, funcionan como siempre.',
  title: 'El inicio de sesión con Microsoft presenta problemas',
  kinds: {
    registration:
      'Microsoft no acepta a TMAS en este momento. Afecta a todos los clientes de TMAS y tenemos que corregirlo nosotros. Su configuración no es la causa: por favor, no la cambie.',
    microsoft:
      'TMAS no recibe de Microsoft una respuesta que pueda usar en este momento. Afecta a todos los clientes de TMAS. Su configuración no es la causa: por favor, no la cambie.',
  },
  since: (time) => `Desde: ${time}.`,
}
