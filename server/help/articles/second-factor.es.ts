import { messages } from '#shared/messages/messages.ts'
import type { Article } from '../outline.ts'

const ui = messages.es

const { secondFactor: words, advancedSettings: settings } = ui
const { advanced, administration, title: locations } = ui.locations
const account = `**${ui.account.title} > ${words.title}**`

export const secondFactor: Article<'second-factor'> = {
  title: 'Un segundo factor para los responsables',
  summary:
    'Para los responsables, que conservan una contraseña: configurar una aplicación de autenticación o una llave de acceso, exigirlo desde un día determinado y qué hacer si se pierde el teléfono.',
  sections: {
    'set-up': {
      title: 'Configurar un segundo factor',
      body: [
        'Con un segundo factor, una contraseña robada no basta: TMAS pide además un código de su teléfono o una llave de acceso.',
        {
          steps: [
            `Abra ${account}.`,
            `Para una aplicación: elija **${words.account.setUpApp}**, escanee la imagen con Microsoft Authenticator, Google Authenticator u otra similar, y escriba el código que muestra.`,
            `Para una llave de acceso: elija **${words.account.addPasskey}** y confirme con su huella, su rostro, un PIN o una llave de seguridad.`,
            'Guarde los diez códigos de recuperación. Cada uno sirve una vez, cuando no tiene a mano ni el teléfono ni la llave de acceso. Solo se muestran una vez.',
          ],
        },
        'Si puede, configure los dos: si pierde uno, podrá iniciar sesión con el otro. Al iniciar sesión con Microsoft no se pide el segundo factor de TMAS, porque Microsoft tiene el suyo.',
      ],
    },
    require: {
      title: 'Exigir un segundo factor desde un día determinado',
      body: [
        {
          steps: [
            `Abra **${administration} > ${locations} > ${advanced}** de la cadena.`,
            `Indique una fecha en **${settings.secondFactorRequiredFrom.label}**. La página muestra qué responsables con contraseña aún no tienen segundo factor.`,
            `Pulse **${ui.locations.save}**.`,
          ],
        },
        'Todos los responsables de su organización reciben la fecha por correo. A los de esta cadena y de las que contiene que tienen contraseña pero no un segundo factor se les pide que configuren uno, en ese correo y en su página de inicio. La fecha cuenta en la zona horaria de la cadena.',
        'Para dejar de exigirlo, vacíe el campo. Los segundos factores ya configurados se siguen usando.',
      ],
    },
    'sign-in': {
      title: 'Qué ven los responsables desde ese día',
      body: [
        'Para un responsable que ya tiene un segundo factor, nada cambia. Quien no lo tiene lo configura al iniciar sesión: tras la contraseña correcta, TMAS muestra la imagen para la aplicación y el botón para una llave de acceso. Lleva dos minutos. Las sesiones abiertas solo con contraseña terminan ese día.',
        {
          list: [
            'En un dispositivo que nunca ha usado para TMAS, primero recibe un enlace por correo. Ábralo en ese dispositivo. Así, quien haya averiguado su contraseña no puede continuar.',
            'Si el correo no llega, inicie sesión en un dispositivo que ya haya usado.',
            'En un equipo compartido no se puede configurar un segundo factor. Use un dispositivo propio.',
            'Cuando un responsable configura un segundo factor por primera vez, los demás responsables reciben un correo.',
          ],
        },
      ],
    },
    last: {
      title: 'Su último segundo factor',
      body: [
        'Mientras su cadena exija un segundo factor, el último no se puede eliminar: sin él, ya no podría iniciar sesión con su contraseña. Para cambiar de teléfono, configure la aplicación en el nuevo o añada una llave de acceso. Entonces podrá eliminar el anterior.',
        'Los códigos de recuperación no cuentan como segundo factor. Cada uno sirve una sola vez.',
      ],
    },
    lost: {
      title: 'Teléfono o llave de acceso perdidos',
      body: [
        {
          steps: [
            'Inicie sesión con un código de recuperación y configure otro segundo factor.',
            `Si no tiene códigos, pídaselo a un responsable que pueda cambiar su cuenta: este elige **${words.console.remove}** en la fila de usted, en **${ui.users.title}**, tras asegurarse de que es usted quien lo pide.`,
            'Si es el único responsable, pida un enlace de recuperación al soporte de TMAS. Es válido durante 15 minutos.',
          ],
        },
        'Cuando se elimina su segundo factor, sus sesiones terminan, y usted y todos los responsables reciben un correo. Si su cadena exige uno, configurará otro la próxima vez que inicie sesión.',
      ],
    },
  },
}
