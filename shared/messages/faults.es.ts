import type { FaultWords } from './faults.en.ts'

export const faults: FaultWords = {
  words: {
    browser: {
      person: {
        sentence: 'No corresponde a ningún inicio de sesión comenzado en este navegador.',
        remedy: 'Empiece de nuevo en una sola ventana, con las cookies permitidas.',
      },
      manager: {
        cause:
          'La respuesta llegó a otro navegador que el que la pidió, sin su cookie, o cambió por el camino.',
        remedy: 'Pida a la persona que empiece de nuevo en una sola ventana, con las cookies permitidas.',
      },
    },
    callback: {
      person: {
        sentence: 'La dirección de vuelta desde Microsoft está incompleta o contiene una parte dos veces.',
        remedy:
          'Empiece de nuevo desde la página de inicio de sesión, sin copiar ni volver a cargar las direcciones de Microsoft.',
      },
      manager: {
        cause:
          'La dirección de vuelta a TMAS no tenía ni código ni error, o tenía una de sus partes dos veces. Algo la cambió por el camino: una extensión del navegador, un proxy o alguien a mano.',
        remedy:
          'Pida a la persona que empiece de nuevo. Si vuelve a ocurrir, que pruebe un navegador sin extensiones.',
      },
    },
    documents: {
      person: {
        sentence:
          'La descripción que Microsoft da de su servicio de inicio de sesión no se puede usar en este momento.',
        remedy: 'Espere unos minutos e inténtelo de nuevo.',
      },
      manager: {
        cause:
          'No se pudieron usar los metadatos o las claves de firma de Microsoft. Afecta a todos los clientes de TMAS.',
        remedy: 'Su configuración no es la causa. Pida a la persona que lo intente de nuevo en unos minutos.',
      },
    },
    answer: {
      person: {
        sentence: 'TMAS no pudo leer lo que respondió Microsoft.',
        remedy: 'Inténtelo de nuevo. Si vuelve a ocurrir, dé la referencia al soporte de TMAS.',
      },
      manager: {
        cause:
          'En lugar de un token o de un error, llegó otra cosa desde la dirección de Microsoft, por ejemplo la página de un proxy.',
        remedy: 'El soporte de TMAS comprueba la red del servidor. Dele la referencia.',
      },
    },
    signature: {
      person: {
        sentence: 'TMAS no pudo probar que viene de Microsoft.',
        remedy: 'Inténtelo de nuevo. Si vuelve a ocurrir, dé la referencia al soporte de TMAS.',
      },
      manager: {
        cause: 'El token no superó la comprobación de su forma, su firma, su clave o su emisor.',
        remedy: 'No se fíe de esta respuesta. Si vuelve a ocurrir, dé la referencia al soporte de TMAS.',
      },
    },
    audience: {
      person: {
        sentence: 'Estaba destinada a otra aplicación, no a TMAS.',
        remedy: 'Debe corregirlo el soporte de TMAS. Dele la referencia.',
      },
      manager: {
        cause: 'El token estaba destinado a otra aplicación, no a TMAS.',
        remedy:
          'El identificador de cliente en TMAS y el registro en Microsoft no coinciden. Dé la referencia al soporte de TMAS.',
      },
    },
    clock: {
      person: {
        sentence: 'El reloj de TMAS y el de Microsoft no coinciden.',
        remedy: 'El soporte de TMAS debe ajustar el reloj. Dele la referencia.',
      },
      manager: {
        cause:
          'El token estaba fuera de su plazo. O bien el reloj del servidor de TMAS se equivoca en varios minutos, o bien la respuesta se retuvo por el camino.',
        remedy: 'El soporte de TMAS comprueba el reloj del servidor. Dele la referencia.',
      },
    },
    claim: {
      person: {
        sentence: 'No contiene todo lo que TMAS necesita saber de su cuenta.',
        remedy: 'Dé la referencia a su administrador de TI.',
      },
      manager: {
        cause: 'Al token le falta una notificación que TMAS necesita, o su valor no se puede usar.',
        remedy:
          'Su administrador de TI comprueba la cuenta en Entra. Si allí todo está bien, dé la referencia al soporte de TMAS.',
      },
    },
  },
  claim: (name) => `La notificación es ${name}.`,
}
