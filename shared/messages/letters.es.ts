import { countsIn } from './counts.ts'
import type { letters as en } from './letters.en.ts'

const { number, plural } = countsIn('es')

export const letters: typeof en = {
  greeting: (name) => `Hola, ${name}:`,
  sentBy: 'TMAS ha enviado este mensaje. Las respuestas a esta dirección no se leen.',
  ifNoButton: 'Si el botón no funciona, copie esta dirección en su navegador:',
  setPassword: 'Definir la contraseña',
  goToSignIn: 'Ir a la página de inicio de sesión',
  signInAt: (address) => `Su página de inicio de sesión: ${address}`,
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
  rollOutNotice: {
    subject: (day) => `A partir del ${day}, inicie sesión en TMAS con Microsoft`,
    linked: (chain, day) =>
      `A partir del ${day}, iniciará sesión en ${chain} solo con Microsoft y su contraseña de TMAS dejará de funcionar. Ya ha iniciado sesión con Microsoft, así que no tiene que hacer nada: use «Iniciar sesión con Microsoft» como entonces.`,
    signIn: (chain, day, email) =>
      `A partir del ${day}, iniciará sesión en ${chain} solo con Microsoft y su contraseña de TMAS dejará de funcionar. Inicie sesión una vez con Microsoft antes de ese día, con su cuenta de trabajo ${email}. Tarda un minuto y quedará todo listo.`,
    noMatch: (chain, day, email) =>
      `A partir del ${day}, iniciará sesión en ${chain} solo con Microsoft y su contraseña de TMAS dejará de funcionar. En TMAS figura con la dirección ${email}, que no parece una cuenta de trabajo de Microsoft de su empresa. Su responsable de TMAS ya lo sabe. Indíquele la dirección con la que inicia sesión en Microsoft.`,
  },
  wayBack: {
    subject: 'Definir una contraseña de TMAS',
    text: (chain, username) =>
      `Es posible que ${chain} inicie sesión pronto en TMAS con nombre de usuario y contraseña. Usted aún no tiene contraseña. Su nombre de usuario es ${username}. El enlace funciona en cuanto se permitan las contraseñas.`,
  },
  helpRequests: {
    subject: (count) =>
      plural(count, {
        one: 'TMAS: alguien necesita ayuda para iniciar sesión',
        other: `TMAS: ${number(count)} personas necesitan ayuda para iniciar sesión`,
      }),
    text: (count) =>
      plural(count, {
        one: 'Alguien no pudo iniciar sesión con Microsoft y pidió a TMAS que le avisara:',
        other: 'Estas personas no pudieron iniciar sesión con Microsoft y pidieron a TMAS que le avisara:',
      }),
    line: (person, cause, reference) => `${person}: ${cause}, referencia ${reference}`,
    more: (count) => plural(count, { one: 'y 1 más', other: `y ${number(count)} más` }),
    open: 'Mostrarlas',
    unproven:
      'Nada prueba quiénes son: escribieron la dirección de uno de sus usuarios. Pregunte a la persona antes de cambiar nada.',
    turnOff: (address) => `Puede desactivar estos mensajes en la configuración de su cuenta: ${address}`,
  },
  endingAccounts: {
    subject: (count) =>
      plural(count, {
        one: 'TMAS: una cuenta finaliza pronto',
        other: `TMAS: ${number(count)} cuentas finalizan pronto`,
      }),
    text: (count) =>
      plural(count, {
        one: 'A partir del día indicado (UTC), esta persona ya no podrá iniciar sesión en TMAS y sus sesiones abiertas se cerrarán:',
        other:
          'A partir del día indicado (UTC), cada una de estas personas ya no podrá iniciar sesión en TMAS y sus sesiones abiertas se cerrarán:',
      }),
    line: (person, day) => `${person}: ${day}`,
    more: (count) => plural(count, { one: 'y 1 más', other: `y ${number(count)} más` }),
    whatToDo:
      'Si la fecha es correcta, no tiene que hacer nada. Si alguien se queda más tiempo, abra su cuenta en Gestionar cuentas de usuario y cambie o quite la fecha de finalización.',
    open: (count) => plural(count, { one: 'Abrir la cuenta', other: 'Abrir Gestionar cuentas de usuario' }),
  },
  wasThisYou: {
    subject: 'TMAS: ¿fue suyo este inicio de sesión?',
    text: (manager, reference) =>
      `${manager ?? 'Su responsable de TMAS'} ha recibido la referencia ${reference} de un inicio de sesión en TMAS que no se completó, y pregunta si fue suyo.`,
    why: 'TMAS no sabe de quién fue. Si lo confirma, sus responsables podrán ver por qué falló y ayudarle.',
    open: 'Verlo',
    lasts: 'El enlace funciona una vez y caduca a las 24 horas. No inicia la sesión de nadie.',
    notYou: 'Si no fue usted, puede ignorar este mensaje.',
  },
  managersSubject: (subject) => `Mensaje a través de TMAS: ${subject}`,
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
    confirmationOn: (chain) => ({
      subject: `TMAS: se activó la confirmación de las sesiones de ${chain}`,
      text: `En ${chain}, las sesiones abiertas con Microsoft se confirman ahora con Microsoft mientras se usan. La sesión de TMAS de quien haya sido bloqueado o eliminado en Microsoft Entra ID se cierra tras 15 minutos de uso como máximo.`,
    }),
    confirmationOff: (chain) => ({
      subject: `TMAS: se desactivó la confirmación de las sesiones de ${chain}`,
      text: `En ${chain}, las sesiones abiertas con Microsoft ya no se confirman con Microsoft. Quien haya sido bloqueado o eliminado en Microsoft Entra ID conserva su sesión de TMAS hasta que termine, a las 12 horas como máximo.`,
    }),
    rehearsalBegun: (chain) => ({
      subject: `TMAS: ha empezado un ensayo de la autenticación obligatoria en ${chain}`,
      text: `Hay un ensayo de la autenticación obligatoria en marcha en ${chain}. No se rechaza a nadie: TMAS anota a quién se habría rechazado, en Gestionar ubicaciones > Avanzado.`,
    }),
    rehearsalEnded: (chain) => ({
      subject: `TMAS: ha terminado el ensayo de la autenticación obligatoria en ${chain}`,
      text: `Se terminó el ensayo de la autenticación obligatoria en ${chain}. La autenticación obligatoria sigue desactivada.`,
    }),
    rollOutPlanned: (chain, waves) => ({
      subject: `TMAS: está prevista la autenticación obligatoria de ${chain}`,
      text: `La autenticación obligatoria de ${chain} se activará por fases. A partir del día indicado, los usuarios de estas ramas por debajo de los niveles de responsable iniciarán sesión solo con Microsoft:\n\n${waves}`,
    }),
    rollOutRemoved: (chain) => ({
      subject: `TMAS: se eliminó el despliegue de la autenticación obligatoria de ${chain}`,
      text: `Se eliminó el despliegue de la autenticación obligatoria de ${chain}. Donde ya había empezado, los usuarios pueden volver a iniciar sesión con nombre de usuario y contraseña.`,
    }),
    rollOutBegun: (chain, branches) => ({
      subject: `TMAS: la autenticación obligatoria ya está activada en una parte de ${chain}`,
      text: `Como estaba previsto, la autenticación obligatoria ya está activada en ${branches}. Los usuarios de allí que están por debajo de los niveles de responsable inician sesión ahora solo con Microsoft.`,
    }),
    rollOutPaused: (chain, branches) => ({
      subject: `TMAS: está en pausa el despliegue de la autenticación obligatoria de ${chain}`,
      text: `La autenticación obligatoria está en pausa en ${branches}. Los usuarios de allí pueden volver a iniciar sesión con nombre de usuario y contraseña, y ninguna otra fase empieza hasta que se reanude el despliegue en Gestionar ubicaciones > Avanzado.`,
    }),
    rollOutRefused: (count) =>
      plural(count, {
        one: 'TMAS puso la fase en pausa automáticamente, porque una persona no pudo iniciar sesión con Microsoft:',
        other: `TMAS puso la fase en pausa automáticamente, porque ${number(count)} personas no pudieron iniciar sesión con Microsoft:`,
      }),
    rollOutResumed: (chain) => ({
      subject: `TMAS: continúa el despliegue de la autenticación obligatoria de ${chain}`,
      text: `Se reanudó el despliegue de la autenticación obligatoria de ${chain}. En las ramas cuyo día ha llegado, los usuarios por debajo de los niveles de responsable inician sesión solo con Microsoft.`,
    }),
    rollOutUnmatched: (chain, day, names) => ({
      subject: `TMAS: direcciones de ${chain} por revisar antes del ${day}`,
      text: `A partir del ${day} se aplica la autenticación obligatoria, y es posible que quien figure aquí no pueda iniciar sesión, porque su dirección en TMAS no parece una cuenta de trabajo de su empresa: ${names}. Antes de ese día, pregunte con qué dirección inicia sesión en Microsoft y corríjala en Gestionar cuentas de usuario.`,
    }),
    managerMade: (person, role) => ({
      subject: `TMAS: ${person} es ahora responsable`,
      text: `${person} ha recibido el tipo de permiso ${role}.`,
    }),
    managersMade: (count, names) => ({
      subject: plural(count, {
        one: 'TMAS: una persona es ahora responsable',
        other: `TMAS: ${number(count)} personas son ahora responsables`,
      }),
      text: `Estas personas han recibido un tipo de permiso de responsable: ${names}.`,
    }),
    managersImported: (count, names) => ({
      subject: plural(count, {
        one: 'TMAS: una importación ha añadido un responsable',
        other: `TMAS: una importación ha añadido ${number(count)} responsables`,
      }),
      text: `Se ha importado un archivo de usuarios. Estas personas han recibido un tipo de permiso de responsable: ${names}.`,
    }),
    passwordUsed: (person) => ({
      subject: `TMAS: ${person} inició sesión con una contraseña`,
      text: `${person} inició sesión con nombre de usuario y contraseña, aunque la autenticación obligatoria está activada. Los responsables conservan esta forma de iniciar sesión; por eso TMAS avisa a los demás. Si no fue ${person}, desactive la cuenta en Gestionar cuentas de usuario. Cuando ya no haya riesgo, vuelva a activarla y envíe un enlace para definir una contraseña nueva.`,
    }),
    exceptionMade: (person, chain, reason, day) => ({
      subject: `TMAS: ${person} puede conservar una contraseña`,
      text: `${person} puede conservar su nombre de usuario y su contraseña en ${chain} pese a la autenticación obligatoria. A partir del ${day} (UTC), esta persona iniciará sesión solo con Microsoft. Motivo indicado: ${reason}`,
    }),
    exceptionRemoved: (person, chain) => ({
      subject: `TMAS: ${person} ya no puede conservar una contraseña`,
      text: `Se quitó la excepción de ${person} en ${chain}. Donde la autenticación obligatoria está activada, esta persona inicia sesión solo con Microsoft.`,
    }),
    exceptionsElsewhere: (chain) => ({
      subject: `TMAS: las excepciones de ${chain} han cambiado`,
      text: `En ${chain} se añadió, modificó o quitó una excepción nominal a la autenticación obligatoria. Su tipo de permiso no abarca esa cadena; por eso este correo no dice a quién se refiere. Los responsables de esa cadena han recibido el aviso completo.`,
    }),
    exceptionEnds: (person, chain, reason, day) => ({
      subject: `TMAS: la excepción de ${person} termina el ${day}`,
      text: `El ${day} termina la excepción a la autenticación obligatoria de ${person} en ${chain}. Desde entonces, esta persona inicia sesión solo con Microsoft. Si la necesita más tiempo, cambie la fecha de finalización en Gestionar ubicaciones > Avanzado. Motivo indicado: ${reason}`,
    }),
    apiKeyMade: (name, role, until) => ({
      subject: `TMAS: se creó la clave de API ${name}`,
      text: `Se creó la clave de API ${name}, con el tipo de permiso ${role}. Un programa que la tenga puede usar estos derechos hasta ${until}, o hasta que se revoque la clave en Administración > Claves de API.`,
    }),
    managerRecovered: (person) => ({
      subject: `TMAS: se creó un enlace de recuperación para ${person}`,
      text: `Se creó un enlace de un solo uso con el que ${person} puede definir una contraseña nueva. Funciona durante 15 minutos.`,
    }),
    managerAddressChanged: (person, before, after) => ({
      subject: `TMAS: se cambió la dirección de correo de ${person}`,
      text: `La dirección de correo de ${person}, responsable, se cambió de ${before} a ${after}. Los enlaces para definir una contraseña se envían ahora allí, y la cuenta de Microsoft de ese nombre inicia sesión como ${person}.`,
    }),
    managersAddressesChanged: (count, changes) => ({
      subject: `TMAS: se cambiaron las direcciones de correo de ${number(count)} responsables`,
      text: `Se ha importado un archivo de usuarios. Ha cambiado las direcciones de correo de estos responsables:\n${changes}\nLos enlaces para definir una contraseña se envían ahora a las nuevas direcciones, y las cuentas de Microsoft de esos nombres inician sesión como ellos.`,
    }),
    trace: (who, when, where) => `Quién: ${who}\nCuándo: ${when}\nDesde: ${where}`,
    apiKey: (name) => `la clave de API «${name}»`,
    operator: 'el operador de TMAS',
    commandLine: 'la línea de comandos del servidor',
    notExpected: 'Si no lo esperaba, pregunte a la persona nombrada arriba o al soporte de TMAS.',
  },
}
