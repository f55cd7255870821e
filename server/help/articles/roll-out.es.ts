import { messages } from '#shared/messages/messages.ts'
import type { Article } from '../outline.ts'

const ui = messages.es

const { rollOut: words, advancedSettings: settings } = ui
const { exceptions, advanced, administration, title: locations } = ui.locations
const section = `**${administration} > ${locations} > ${advanced}**`
const button = `**${ui.signIn.microsoft}**`

export const rollOut: Article<'roll-out'> = {
  title: 'Desplegar la autenticación obligatoria por fases',
  summary:
    'Región a región en lugar de todos el mismo día: el plan, el aviso, el día señalado, las pausas y las excepciones. Para responsables de cadena.',
  sections: {
    plan: {
      title: 'Planificar las fases',
      body: [
        'Una fase es un grupo de ramas (cadenas, regiones, distritos o tiendas) con el día a partir del cual sus usuarios inician sesión solo con Microsoft. Empiece por una rama cuyo personal conozca y deje pasar unos días antes de la fase siguiente.',
        {
          steps: [
            `Abra ${section} de su cadena. La cadena necesita [un ID de inquilino](/help/connect-entra#tenant-id).`,
            `En **${words.title}**, elija **${words.plan}**.`,
            `Para cada fase, elija las ramas, el día y con cuántos días de antelación se avisa por correo. **${words.addWave}** añade otra fase.`,
            `Compruebe **${words.timeZone}**: cada fase empieza allí a medianoche. Después, pulse **${ui.locations.save}**.`,
          ],
        },
        'Una fase puede empezar mañana como muy pronto. Una rama pertenece a una sola fase, y dos fases no pueden empezar el mismo día. Puede cambiar el plan en cualquier momento. De una fase ya empezada puede quitar ramas, pero no puede añadir otras.',
        `La lista muestra, para cada fase, cuántos usuarios ya han iniciado sesión con Microsoft y quién no está preparado. Para ver qué pasaría sin rechazar a nadie, active antes **${settings.rehearsal.label}**.`,
      ],
    },
    notice: {
      title: 'Cómo se avisa a los usuarios antes de ese día',
      body: [
        'Cada usuario recibe un correo en su idioma, con tantos días de antelación como usted haya elegido. El contenido depende de lo que tenga que hacer:',
        {
          list: [
            'Quien ya ha iniciado sesión con Microsoft no tiene que preparar nada.',
            'A quien todavía no lo ha hecho se le pide que inicie sesión con Microsoft una vez antes de ese día. El correo incluye el botón e indica su dirección de trabajo.',
            'A quien tiene una dirección que no parece una cuenta de trabajo de su empresa se le pide que le indique a usted cuál usa. Los responsables de la cadena reciben la lista de estos usuarios.',
          ],
        },
        'Quien todavía no ha iniciado sesión con Microsoft ve además la fecha y su dirección de trabajo en su página de inicio y, desde el día del correo, justo después de la contraseña. Con 0 días de antelación no se envía ningún correo.',
        'Un correo que todavía no ha salido no se envía si usted elimina el plan, cambia el día o las ramas, o si el usuario ya ha iniciado sesión con Microsoft. Durante una pausa, espera.',
      ],
    },
    day: {
      title: 'El día señalado',
      body: [
        `Desde la medianoche, ${button} es la única forma de iniciar sesión para los usuarios de la fase. Las sesiones abiertas con contraseña terminan, y los enlaces para definirla dejan de funcionar. Usted no tiene que hacer nada.`,
        'Los responsables conservan su nombre de usuario y su contraseña, igual que los usuarios con [una excepción](#exceptions).',
        `Por la mañana, consulte [${ui.signIns.title}](/administration/sign-ins?outcome=refused): cada rechazo aparece con su motivo y, casi siempre, con un botón que lo resuelve.`,
      ],
    },
    pause: {
      title: 'Cuándo se pone en pausa una fase y cómo se reanuda',
      body: [
        'Si hay personas de una fase que no consiguen iniciar sesión con Microsoft, TMAS pone la fase en pausa automáticamente en cuanto se da uno de estos casos:',
        {
          list: [
            'Diez personas no consiguen iniciar sesión, o no lo conseguían hasta que usted las ayudó una por una.',
            'Tres personas no lo consiguen, y son al menos una quinta parte de las que lo han intentado, o un tercio de las que lo han intentado desde que se rechazó a la primera de ellas.',
            'En una fase pequeña, una sola persona ha sido rechazada durante tres minutos.',
          ],
        },
        'Mientras no se pueda acceder a Microsoft, basta con una persona rechazada durante tres minutos, salvo que otras de la fase consigan entrar. No cuentan las ventanas cerradas ni los permisos denegados, ni lo ocurrido antes de que usted corrigiera el ID de inquilino o la dirección de la persona, o eliminara su vínculo. Si todas las personas rechazadas tienen una excepción, nada se pone en pausa.',
        'Durante la pausa, las contraseñas vuelven a funcionar en esa fase y no empieza ninguna otra; TMAS tampoco recuerda la fecha prevista al iniciar sesión. Las fases que ya habían empezado siguen su curso. Todos los responsables reciben un correo. El de los responsables de la cadena indica los motivos y las personas afectadas.',
        {
          steps: [
            `Abra ${section}. En **${words.title}** verá los motivos y las personas.`,
            'Elimine la causa: [¿Por qué mis usuarios no pueden conectarse con Microsoft?](/help/cannot-sign-in) dedica un apartado a cada motivo.',
            `Pulse **${words.resume}**. Microsoft vuelve a ser la única forma de iniciar sesión, y la cuenta empieza de cero.`,
          ],
        },
        `También puede poner una fase en pausa usted mismo con **${words.pause}**. **${words.remove}** elimina todas las fases, y las contraseñas vuelven a funcionar en todas las ramas.`,
      ],
    },
    exceptions: {
      title: 'Excepciones por usuario',
      body: [
        'Hay personas que todavía no pueden tener una cuenta de Microsoft de su empresa: un consultor, un buzón compartido, alguien en su primera semana. Una excepción permite a un usuario conservar su nombre de usuario y su contraseña hasta el día que usted fije.',
        {
          steps: [
            `Abra ${section}. En **${exceptions.title}**, elija **${exceptions.add}**.`,
            'Elija la persona e indique el motivo y la fecha de finalización, dentro de un año como máximo.',
          ],
        },
        {
          list: [
            'Cada responsable de la cadena recibe un correo cuando se añade, se cambia o se quita una excepción, y otro una semana antes de que termine.',
            'Un usuario cuya contraseña ya no funciona recibe un enlace para definir una nueva.',
            `En la fecha de finalización, o en cuanto pulse **${exceptions.remove}**, Microsoft pasa a ser la única forma de iniciar sesión, y terminan las sesiones abiertas con la contraseña.`,
            'Si la autenticación obligatoria está activada en una cadena superior, la excepción se añade allí.',
          ],
        },
      ],
    },
  },
}
