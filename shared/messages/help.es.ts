import { countsIn } from './counts.ts'
import type { HelpMessages } from './help.en.ts'

const { number, plural } = countsIn('es')

export const help: HelpMessages = {
  title: 'Ayuda',
  intro:
    'Cómo conectar TMAS con Microsoft, cómo dar acceso a las personas y qué hacer cuando alguien no puede iniciar sesión.',
  search: 'Buscar en la ayuda',
  searchHint: 'Palabras, o un número de error de Microsoft como AADSTS50105.',
  submit: 'Buscar',
  found: (n) => plural(n, { one: '1 pasaje encontrado', other: `${number(n)} pasajes encontrados` }),
  nothing: 'Nada coincide con estas palabras. Pruebe con menos o con otras.',
  articles: 'Artículos',
  onThisPage: 'En esta página',
  backToHelp: 'Toda la ayuda',
  goToTmas: 'Ir a TMAS',
  pageSays: 'Lo que lee la persona',
  codes: 'Código en los registros',
  whoMustAct: 'Quién debe actuar',
  noOne: 'Nadie',
  check: 'Comprobarlo en mi cadena',
  checkHint: 'Para responsables: abre la página de administración que lo muestra.',
  play: 'Representar este caso',
  playHint: 'Solo en esta demostración: inicia sesión una persona que tiene este problema.',
  explainMore: 'Más información',
  microsoftError: {
    title: 'Explicar un error de Microsoft',
    intro:
      'Muchos inicios de sesión terminan en una página de Microsoft y nunca vuelven a TMAS. Copie todo el texto de esa página y péguelo aquí. Encontramos el número de error y explicamos qué significa, quién debe actuar y qué hacer.',
    label: 'Texto de la página de Microsoft',
    labelHint: 'En cualquier idioma, o solo el número. Lo que pegue se lee una vez y no se guarda.',
    submit: 'Explicar',
    again: 'Explicar otro texto',
    nothingFound: 'Este texto no contiene ningún número de error de Microsoft.',
    nothingFoundHint:
      'En la página de Microsoft, el número empieza por AADSTS o sigue a «Código de error». Si aparece «Detalles de solución de problemas» o «Más detalles», ábralo y copie todo.',
    whatToDo: 'Qué hacer',
    forIt: 'Para el administrador de TI',
    lookUp: 'La explicación de Microsoft',
    otherApplication:
      'Esta página trataba de una aplicación distinta de TMAS. El número significa lo mismo allí, pero no tiene nada que ver con TMAS.',
    copyTitle: 'Para enviar al administrador de TI',
    copyHint:
      'Con estos valores se puede encontrar el intento en los registros de inicio de sesión de Microsoft durante 7 a 30 días.',
    copy: 'Copiar',
    copied: 'Copiado',
    line: (label, value) => `${label}: ${value}`,
    number: 'Número',
    correlationId: 'ID de correlación',
    requestId: 'ID de solicitud',
    timestamp: 'Hora (UTC)',
    reference: 'Referencia de TMAS',
    several: 'El texto contiene varios números. El primero es probablemente el que importa.',
  },
}
