import type { renewal as en } from './renewal.en.ts'

export const renewal: typeof en = {
  title: 'Su sesión ha terminado',
  hint: (name) =>
    `Vuelva a iniciar sesión como ${name} para continuar donde lo dejó. No se pierde nada de lo que ha introducido.`,
  confirmTitle: 'Confirme con Microsoft que es usted',
  confirmHint: (name) =>
    `TMAS tiene que comprobar con Microsoft que su cuenta sigue activa. Inicie sesión como ${name} para continuar donde lo dejó. No se pierde nada de lo que ha introducido.`,
  idleHint:
    'Esta página ha estado abierta un rato. TMAS tiene que comprobar con Microsoft que su cuenta sigue activa y después muestra la página de nuevo.',
  otherTitle: 'Ahora ha iniciado sesión otra persona',
  other: (now, before) =>
    `En este navegador ha iniciado sesión ${now}. No se ha enviado nada de esta página porque los datos los introdujo ${before}. Para enviarlos, vuelva a iniciar sesión como ${before}.`,
  password: 'Su contraseña',
  code: 'Código de su aplicación de autenticación, o código de recuperación',
  signIn: 'Iniciar sesión de nuevo',
  or: 'o',
  microsoft: 'Iniciar sesión con Microsoft',
  elsewhere: 'Iniciar sesión en otra pestaña, por ejemplo con una llave de acceso',
  leave: 'Salir sin guardar',
  notNow: 'Ahora no',
  problems: {
    wrong_password: 'La contraseña es incorrecta.',
    second_factor_required: 'Introduzca también el código.',
    second_factor_setup_required:
      'Su cadena exige ahora un segundo factor, y usted todavía no tiene ninguno. Configúrelo en otra pestaña y vuelva después a esta página.',
    second_factor_failed: 'El código es incorrecto o ya se ha usado.',
    throttled: 'Demasiados intentos. Espere un minuto e inténtelo de nuevo.',
    account_disabled: 'Esta cuenta está desactivada.',
    customer_suspended: 'El acceso de su empresa a TMAS está suspendido.',
    microsoft_required: 'Su cadena solo usa «Iniciar sesión con Microsoft».',
    other: 'Todavía no ha iniciado sesión. Inténtelo de nuevo.',
  },
}
