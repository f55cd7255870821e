import { countsIn } from './counts.ts'
import type { letters as en } from './letters.en.ts'

const { number, plural } = countsIn('es')

export const letters: typeof en = {
  greeting: (name) => `Hola, ${name}:`,
  sentBy: 'TMAS ha enviado este mensaje. Las respuestas a esta dirección no se leen.',
  ifNoButton: 'Si el botón no funciona, copie esta dirección en su navegador:',
  setPassword: 'Definir la contraseña',
  goToSignIn: 'Ir a la página de inicio de sesión',
  linkLasts: {
    reset: 'El enlace funciona una sola vez y caduca a los 60 minutos.',
    welcome: 'El enlace funciona una sola vez y caduca a los 7 días.',
  },
  welcome: {
    subject: 'Le damos la bienvenida a TMAS',
    withPassword: (username) =>
      `Ya tiene una cuenta de TMAS. Su nombre de usuario es ${username}. Defina su contraseña y después inicie sesión con ambos.`,
    alsoMicrosoft: (email) =>
      `También puede elegir «Iniciar sesión con Microsoft» y usar su cuenta de Microsoft ${email}. Entonces no necesita ninguna contraseña de TMAS.`,
    withMicrosoft: (email) =>
      `Ya tiene una cuenta de TMAS. Elija «Iniciar sesión con Microsoft» en la página de inicio de sesión y use su cuenta profesional o educativa ${email}. No necesita ninguna contraseña de TMAS.`,
  },
  reset: {
    subject: 'Definir una contraseña nueva de TMAS',
    text: (username) =>
      `Use este enlace para definir una contraseña nueva para el nombre de usuario ${username}.`,
    notAsked: 'Si no lo ha pedido usted, puede ignorar este mensaje: su contraseña no cambia.',
  },
  useMicrosoft: {
    subject: 'Cómo iniciar sesión en TMAS',
    text: (email) =>
      `Se solicitó una contraseña nueva, pero su cadena inicia sesión solo con Microsoft. Elija «Iniciar sesión con Microsoft» y use su cuenta profesional o educativa ${email}.`,
  },
  wayBack: {
    subject: 'Definir una contraseña de TMAS',
    text: (chain, username) =>
      `Es posible que ${chain} inicie sesión pronto en TMAS con nombre de usuario y contraseña. Usted aún no tiene contraseña. Su nombre de usuario es ${username}. El enlace funciona en cuanto se permitan las contraseñas.`,
  },
  fromManager: (sender) => `${sender} le ha enviado este mensaje a través de TMAS.`,
  notices: {
    tenantChanged: (chain, before, after) => ({
      subject: `TMAS: se cambió el ID de inquilino de ${chain}`,
      text: `El Azure Tenant ID de ${chain} pasó de ${before ?? 'ninguno'} a ${after ?? 'ninguno'}. Decide qué cuentas de Microsoft pueden iniciar sesión.`,
    }),
    mandatoryOn: (chain) => ({
      subject: `TMAS: se activó la autenticación obligatoria de ${chain}`,
      text: `Se activó la autenticación obligatoria de ${chain}. Los usuarios por debajo de los niveles de responsable inician sesión ahora solo con Microsoft.`,
    }),
    mandatoryOff: (chain) => ({
      subject: `TMAS: se desactivó la autenticación obligatoria de ${chain}`,
      text: `Se desactivó la autenticación obligatoria de ${chain}. Los usuarios pueden volver a iniciar sesión con nombre de usuario y contraseña.`,
    }),
    rehearsalBegun: (chain) => ({
      subject: `TMAS: ha empezado un ensayo de la autenticación obligatoria en ${chain}`,
      text: `Hay un ensayo de la autenticación obligatoria en marcha en ${chain}. No se rechaza a nadie: TMAS anota a quién se habría rechazado, en Gestionar ubicaciones > Avanzado.`,
    }),
    rehearsalEnded: (chain) => ({
      subject: `TMAS: ha terminado el ensayo de la autenticación obligatoria en ${chain}`,
      text: `Se terminó el ensayo de la autenticación obligatoria en ${chain}. La autenticación obligatoria sigue desactivada.`,
    }),
    managerMade: (person, role) => ({
      subject: `TMAS: ${person} es ahora responsable`,
      text: `${person} ha recibido el tipo de permiso ${role}.`,
    }),
    managersImported: (count, names) => ({
      subject: plural(count, {
        one: 'TMAS: una importación ha añadido un responsable',
        other: `TMAS: una importación ha añadido ${number(count)} responsables`,
      }),
      text: `Se ha importado un archivo de usuarios. Estas personas han recibido un tipo de permiso de responsable: ${names}.`,
    }),
    managerRecovered: (person) => ({
      subject: `TMAS: se creó un enlace de recuperación para ${person}`,
      text: `Se creó un enlace de un solo uso con el que ${person} puede definir una contraseña nueva. Funciona durante 15 minutos.`,
    }),
    managerAddressChanged: (person, before, after) => ({
      subject: `TMAS: se cambió la dirección de correo de ${person}`,
      text: `La dirección de correo de ${person}, responsable, se cambió de ${before} a ${after}. Los enlaces para definir una contraseña se envían ahora allí, y la cuenta de Microsoft de ese nombre inicia sesión como ${person}.`,
    }),
    trace: (who, when, where) => `Quién: ${who}\nCuándo: ${when}\nDesde: ${where}`,
    apiKey: (name) => `la clave de API «${name}»`,
    operator: 'el operador de TMAS',
    commandLine: 'la línea de comandos del servidor',
    notExpected: 'Si no lo esperaba, pregunte a la persona nombrada arriba o al soporte de TMAS.',
  },
}
