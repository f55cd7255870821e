import type { ReturnedMessages } from './returned.en.ts'

export const returned: ReturnedMessages = {
  title: 'El inicio de sesión con Microsoft no se completó',
  hint: 'Cuando Microsoft detiene un inicio de sesión en una página suya, no le dice a TMAS el motivo. Si esa página sigue abierta en otra ventana, puede continuar allí.',
  question: '¿Qué decía la página de Microsoft?',
  choices: {
    approval: 'Pide la aprobación de un administrador',
    blocked: 'Una norma de mi empresa o este dispositivo me bloquea',
    closed: 'Nada: usé la cuenta equivocada o la cerré',
  },
  text: 'O escriba su número o su texto',
  textHint: 'El número empieza por AADSTS. Puede pegar toda la página.',
  explain: 'Explicar',
  unread: 'TMAS no reconoce este texto.',
  unreadHint: 'Escriba el número que empieza por AADSTS o elija la línea de arriba que mejor encaje.',
  youSaid: (number) => `Ha escrito ${number}.`,
  closedTitle: 'Ha vuelto antes de completar el inicio de sesión.',
  closedHint: 'Inténtelo de nuevo. Si Microsoft inicia sesión con la cuenta equivocada, elija otra.',
  back: '¿La ventana de Microsoft mostraba un error?',
  sayIt: 'Saber qué significa',
  manager: {
    cause: (cause) => `Según la persona, esto mostraba la página de Microsoft: ${cause}`,
    causeWithNumber: (number, cause) =>
      `Según la persona, la página de Microsoft mostraba AADSTS${number}: ${cause}`,
    closed: 'La persona dice que cerró la ventana de Microsoft o que usó la cuenta equivocada.',
    closedRemedy:
      'Su configuración es correcta. Pida a la persona que lo intente de nuevo con su cuenta de trabajo.',
    unproven: 'TMAS no ha visto esa página de Microsoft. Nada prueba lo que dice la persona.',
    label: 'Lo que dice la persona',
  },
}
