import type { WasThisYouMessages } from './was-this-you.en.ts'

export const wasThisYou: WasThisYouMessages = {
  title: '¿Fue usted?',
  hint: 'Alguien intentó iniciar sesión en TMAS con Microsoft y no lo consiguió. TMAS no sabe quién fue. Su responsable quiere ayudarle si fue usted.',
  when: 'Cuándo',
  device: 'Dispositivo',
  yes: 'Sí, fui yo',
  no: 'Si no fue usted, simplemente cierre esta página.',
  doneTitle: 'Gracias',
  done: (reference) => `Su responsable de TMAS ya puede ver el intento ${reference} y ayudarle.`,
  deadTitle: 'Este enlace ya no funciona',
  dead: 'Ya se usó o ha caducado. Pida a su responsable de TMAS que se lo envíe de nuevo.',
  ask: {
    title: 'Preguntar a una persona si fue ella',
    hint: 'TMAS tiene un intento con esta referencia, pero no nombra a nadie, así que ningún cliente lo ve. Si alguien se la ha leído, pregúntele: en cuanto confirme que fue esa persona, podrá ver el intento aquí.',
    who: '¿Quién se la ha leído?',
    send: 'Enviar la pregunta',
    sent: (name, email) =>
      `${name} recibirá un correo en ${email} con un enlace. Funciona una vez, durante 24 horas. Cuando lo confirme, esta página mostrará el intento.`,
    failed: 'La pregunta no se envió. Compruebe que la persona es uno de sus usuarios e inténtelo de nuevo.',
    unknown:
      'TMAS no le muestra ningún inicio de sesión con esta referencia. Revise los ocho caracteres: entre ellos no hay O, 0, I, 1 ni L.',
  },
}
