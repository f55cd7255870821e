import type { proof as en } from './proof.en.ts'

export const proof: typeof en = {
  title: 'Confirme que es usted',
  hint: 'Para un cambio como este, TMAS se asegura de que es usted. No se pierde nada de lo que ha introducido.',
  password: 'Su contraseña',
  code: 'Código de su aplicación de autenticación, o código de recuperación',
  passkeyOrCode: 'Déjelo vacío para usar su llave de acceso.',
  confirm: 'Confirmar',
  or: 'o',
  microsoft: 'Confirmar con Microsoft',
  microsoftHint: 'Microsoft le pide que inicie sesión de nuevo, en una ventana aparte.',
  cancel: 'Cancelar',
  noWay:
    'Aquí no tiene ningún medio para confirmarlo. Cierre la sesión, vuelva a iniciarla y repita el cambio.',
  noWayShared:
    'En este equipo compartido no tiene ningún medio para confirmarlo, porque aquí no funcionan las llaves de acceso. Haga el cambio en su propio equipo. Si allí configura una aplicación de autenticación, también podrá confirmar aquí con su código.',
  wrongPassword: 'La contraseña es incorrecta.',
  wrongCode: 'El código es incorrecto o ya se ha usado. Espere al siguiente.',
  codeNeeded: 'Introduzca el código que muestra ahora su aplicación.',
  passkeyFailed: 'No se ha usado la llave de acceso. Inténtelo de nuevo o introduzca un código.',
  tooManyTries: 'Demasiados intentos. Espere un minuto e inténtelo de nuevo.',
  notDone: 'Algo ha fallado. Inténtelo de nuevo.',
  otherAccount:
    'Ha iniciado sesión con una cuenta de Microsoft distinta de la vinculada a su cuenta de TMAS. Inténtelo de nuevo.',
  notFresh:
    'Microsoft no indicó que le haya pedido iniciar sesión ahora mismo. Inténtelo de nuevo o confirme con su contraseña.',
  microsoftStopped: 'El inicio de sesión con Microsoft no llegó a completarse. Inténtelo de nuevo.',
  notConfirmed: 'No se ha cambiado nada, porque no ha confirmado que es usted.',
  landing: {
    proved: {
      title: 'Gracias, es usted',
      hint: 'El cambio continúa en la ventana de TMAS. Puede cerrar esta.',
      link: 'Continuar a TMAS',
    },
    not_proved: {
      title: 'No ha confirmado que es usted',
      hint: 'El motivo se muestra en la ventana de TMAS. Puede cerrar esta.',
      link: 'Continuar a TMAS',
    },
  },
}
