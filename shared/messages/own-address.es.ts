import type { ownAddress as en } from './own-address.en.ts'

export const ownAddress: typeof en = {
  pending: (email) =>
    `Aún sin confirmar: ${email}. Sustituirá a la dirección de arriba cuando abra el enlace que se ha enviado allí.`,
  pendingOfOther: (email) => `El usuario aún no la ha confirmado: ${email}.`,
  asked: (email) => `Se ha enviado un enlace a ${email}. Su dirección no cambia hasta que lo abra.`,
  letters: {
    confirm: {
      subject: 'TMAS: confirme su nueva dirección de correo',
      text: (username, former) =>
        `Ha pedido a TMAS que use esta dirección para el nombre de usuario ${username}, en lugar de ${former}. Confírmela con este enlace.`,
      action: 'Confirmar esta dirección',
      after:
        'El enlace funciona una sola vez y caduca a las 24 horas. Si no ha pedido nada, ignore este mensaje: nada cambiará.',
    },
    stop: {
      subject: 'TMAS: su dirección de correo va a cambiar',
      text: (username, email) =>
        `Alguien con la sesión iniciada como ${username} ha pedido a TMAS que use ${email} en lugar de esta dirección. El cambio tendrá efecto cuando se confirme allí. Si fue usted, no tiene que hacer nada.`,
      action: 'No fui yo',
      after:
        'Durante 24 horas, este enlace conserva esta dirección, o la restablece, y cierra la sesión en todos los dispositivos de su cuenta.',
    },
  },
  confirm: {
    title: 'Confirme su nueva dirección',
    text: (username, email, former) =>
      `TMAS usará ${email} para el nombre de usuario ${username}, en lugar de ${former}. Si hay una cuenta de Microsoft vinculada, el vínculo se quita; su próximo inicio de sesión con Microsoft creará uno nuevo.`,
    action: 'Confirmar',
  },
  stop: {
    title: 'Conservar su dirección',
    text: (username, email, former) =>
      `TMAS conservará ${former} para el nombre de usuario ${username} y no usará ${email}. Se cierra la sesión en todos los dispositivos de esta cuenta.`,
    action: 'Conservar mi dirección',
  },
  ends: {
    confirmed: {
      title: 'Su nueva dirección está confirmada',
      text: 'A partir de ahora TMAS envía allí sus correos.',
    },
    stopped: {
      title: 'Su dirección sigue siendo la misma',
      text: 'Se ha cerrado la sesión en todos los dispositivos. Si alguien puede conocer su contraseña, establezca una nueva ahora.',
    },
    dead: {
      title: 'Este enlace no funciona',
      text: 'Está incompleto, ya se ha usado, tiene más de 24 horas o se ha cerrado la sesión en sus dispositivos desde entonces. Puede volver a solicitar la nueva dirección. Si su dirección no es la correcta, diríjase a su responsable de TMAS.',
    },
    taken: {
      title: 'Otro usuario tiene esta dirección',
      text: 'No se ha cambiado nada. Diríjase a su responsable de TMAS.',
    },
  },
  newPassword: 'Establecer una contraseña nueva',
}
