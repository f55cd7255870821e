import type { HelpMessages } from './help.en.ts'

export const help: HelpMessages = {
  title: 'Ayuda',
  toHelp: 'Ayuda',
  intro:
    'Cómo conectar TMAS con Microsoft, cómo dar acceso a las personas y qué hacer cuando alguien no puede iniciar sesión.',
  search: 'Buscar en la ayuda',
  searchHint: 'Palabras, o un número de Microsoft como AADSTS50105.',
  submit: 'Buscar',
  found: (n) => (n === 1 ? '1 pasaje encontrado' : `${n} pasajes encontrados`),
  nothing: 'Nada de aquí corresponde a estas palabras. Pruebe con menos o con otras.',
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
  explainMore: 'Lo que dice la ayuda',
  microsoftError: {
    title: 'Explicar un error de Microsoft',
    intro:
      'Muchos inicios de sesión terminan en una página de Microsoft que nunca vuelve a TMAS. Copie todo su texto y péguelo aquí: encontramos el número y decimos qué significa, quién debe actuar y qué hacer.',
    label: 'Texto de la página de Microsoft',
    labelHint:
      'En cualquier idioma, o solo el número. Lo que pegue se lee una vez y no se guarda ni se registra.',
    submit: 'Explicar',
    again: 'Explicar otro texto',
    nothingFound: 'En este texto no hay ningún número de error de Microsoft.',
    nothingFoundHint:
      'En la página de Microsoft el número empieza por AADSTS, o está después de «Código de error». Si hay «Detalles de solución de problemas» o «Más detalles», ábralo y copie todo.',
    whatToDo: 'Qué hacer',
    forIt: 'Para el administrador de TI',
    lookUp: 'La explicación de Microsoft',
    otherApplication:
      'Esta página trataba de otra aplicación que TMAS. El número significa lo mismo allí, pero TMAS no tiene nada que ver.',
    copyTitle: 'Para enviar al administrador de TI',
    copyHint:
      'Los registros de inicio de sesión de Microsoft encuentran el intento por estos valores, durante 7 a 30 días.',
    copy: 'Copiar',
    copied: 'Copiado',
    line: (label, value) => `${label}: ${value}`,
    number: 'Número',
    correlationId: 'Identificador de correlación',
    requestId: 'Identificador de solicitud',
    timestamp: 'Hora (UTC)',
    reference: 'Referencia de TMAS',
    several: 'El texto tiene varios números. El primero es probablemente el que importa.',
  },
}
