import type { history as en } from './history.en.ts'

export const history: typeof en = {
  doers: {
    api_key: (name) => `La clave de API ${name}`,
    operator: 'El operador de TMAS',
    stranger: 'Alguien sin sesión iniciada',
    gone: 'Un usuario eliminado',
  },
  signIn: {
    succeeded: {
      microsoft: 'Inició sesión con Microsoft.',
      password: 'Inició sesión con contraseña.',
    },
    refused: {
      microsoft: (cause) => `Se rechazó un inicio de sesión con Microsoft. Causa: ${cause}.`,
      password: (cause) => `Se rechazó un inicio de sesión con contraseña. Causa: ${cause}.`,
    },
    pending: {
      microsoft: 'Fue a Microsoft para iniciar sesión y aún no ha vuelto.',
      password: 'Hay un inicio de sesión con contraseña en curso.',
    },
    unproven: (sentence) =>
      `${sentence} Solo lo que se escribió apunta a esta persona: nada demuestra que fuera ella.`,
  },
  ended: {
    signed_out: 'Cerró sesión.',
    signed_out_at_microsoft: 'Cerró sesión en Microsoft y, con ella, en TMAS.',
    signed_out_elsewhere: 'Cerró la sesión de un dispositivo desde otro.',
    signed_out_by_manager: (who) => `${who} cerró la sesión de esta persona.`,
    refused_by_microsoft: 'Terminó una sesión porque Microsoft ya no permite que esta persona inicie sesión.',
    replaced: 'Terminó una sesión porque se abrió otra en el mismo navegador.',
    too_many: 'Terminó una sesión porque había demasiadas a la vez.',
    door_closed: 'Terminó una sesión porque esta persona ya no puede iniciar sesión de esa forma.',
    password_changed: 'Terminó una sesión porque se cambió la contraseña.',
    second_factor_changed: 'Terminó una sesión porque se cambió el segundo factor.',
    address_stopped: 'Terminó una sesión porque se detuvo un cambio de dirección.',
    moved: 'Terminó una sesión porque se asignaron otras ubicaciones a esta persona.',
    unlinked: 'Terminó una sesión porque se eliminó el vínculo con Microsoft.',
    user_removed: 'Terminó una sesión porque se eliminó la cuenta de esta persona.',
  },
  changes: {
    'sign-in.completed': () => 'Inició sesión.',
    'session.proved': () => 'Volvió a demostrar su identidad.',
    'session.unconfirmed': () =>
      'No se pudo preguntar a Microsoft si esta cuenta sigue activa. La sesión continuó.',
    'link.made': ({ loginId }) =>
      `La cuenta de Microsoft ${loginId} se vinculó con el primer inicio de sesión.`,
    'link.ended': ({ who, loginId }) => `${who} eliminó el vínculo con la cuenta de Microsoft ${loginId}.`,
    'person.exported': ({ who }) => `${who} exportó los datos de esta persona.`,
    'person.erased': ({ who }) => `${who} borró los datos de esta persona.`,
    'user.added': ({ who }) => `${who} añadió a esta persona.`,
    'user.changed': ({ who, self, fields }) =>
      self ? `Cambió sus propios datos: ${fields}.` : `${who} cambió los datos de esta persona: ${fields}.`,
    'user.enabled': ({ who }) => `${who} activó la cuenta de esta persona.`,
    'user.disabled': ({ who }) => `${who} desactivó la cuenta de esta persona.`,
    'user.removed': ({ who }) => `${who} eliminó la cuenta de esta persona.`,
    'role.given': ({ who, role, location }) =>
      `${who} dio a esta persona el tipo de permiso ${role} en ${location}.`,
    'role.taken': ({ who, role, location }) =>
      `${who} quitó a esta persona el tipo de permiso ${role} en ${location}.`,
    'password-link.made': ({ who, self }) =>
      self
        ? 'Pidió un enlace para definir una contraseña.'
        : `${who} pidió un enlace para definir la contraseña de esta persona.`,
    'password.set': () => 'Definió una contraseña nueva.',
    'manager.recovered': ({ who }) => `${who} creó un enlace de recuperación para esta persona.`,
    'welcome.mailed': ({ who }) => `${who} envió de nuevo el correo de bienvenida.`,
    'user.mailed': ({ who, subject }) => `${who} envió a esta persona el correo «${subject}».`,
    'language.chosen': ({ who, self }) =>
      self ? 'Eligió un idioma.' : `${who} eligió un idioma para esta persona.`,
    'help-mails.chosen': () => 'Eligió si recibe por correo las peticiones de ayuda.',
    'attempt.asked-about': ({ who, reference }) =>
      `${who} preguntó a esta persona si el inicio de sesión ${reference} era suyo.`,
    'attempt.confirmed': ({ reference }) => `Confirmó que el inicio de sesión ${reference} era suyo.`,
    'address.requested': ({ address }) => `Pidió la dirección nueva ${address}, pendiente de confirmar.`,
    'address.stopped': ({ address }) =>
      `El cambio a la dirección ${address} se detuvo desde el buzón anterior.`,
    'exception.made': ({ who, location }) =>
      `${who} permitió a esta persona conservar una contraseña en ${location} pese a la autenticación obligatoria.`,
    'exception.removed': ({ who, location }) =>
      `${who} quitó la excepción de esta persona a la autenticación obligatoria en ${location}.`,
    'near-miss.admitted': ({ who, loginId, reference }) =>
      `${who} añadió a esta persona tras el inicio de sesión rechazado ${reference} de la cuenta ${loginId}.`,
    'near-miss.dismissed': ({ who, loginId }) =>
      `${who} indicó que la cuenta de Microsoft ${loginId} no es de esta persona.`,
    'second-factor.added': ({ kind }) => `Añadió un segundo factor: ${kind}.`,
    'second-factor.removed': ({ who, self, kind }) =>
      self ? `Eliminó un segundo factor: ${kind}.` : `${who} eliminó el segundo factor de esta persona.`,
    'recovery-codes.made': () => 'Creó códigos de recuperación nuevos.',
    'passkey.suspected': () => 'Se rechazó una llave de acceso porque es posible que se haya copiado.',
  },
  factors: { app: 'aplicación de autenticación', passkey: 'llave de acceso', all: 'entero' },
  mail: {
    sent: (subject, recipient) => `El correo «${subject}» se envió a ${recipient}.`,
    waiting: (subject, recipient) => `El correo «${subject}» para ${recipient} está pendiente de envío.`,
    refused: (subject, recipient) => `El correo «${subject}» para ${recipient} fue rechazado.`,
    withdrawn: (subject, recipient) => `El correo «${subject}» para ${recipient} no se envió.`,
  },
  withdrawn: {
    account_closed: 'Entretanto, la cuenta se había desactivado o había finalizado.',
    address_changed: 'Entretanto, la persona tenía otra dirección.',
    already_linked: 'Entretanto, la persona había vinculado su cuenta de Microsoft.',
    customer_suspended: 'El cliente estaba suspendido.',
    link_over: 'Su enlace se había usado o sustituido, o había caducado.',
    no_longer_true: 'Entretanto, aquello de lo que trataba había cambiado.',
    role_lost: 'La persona ya no era responsable de aquello de lo que trataba.',
    way_changed: 'Entretanto, la forma de iniciar sesión de la persona había cambiado.',
  },
}
