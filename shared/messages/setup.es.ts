import { countsIn } from './counts.ts'
import type { OtherMessages } from './en.ts'

const { number, plural } = countsIn('es')

export const setup: OtherMessages['setup'] = {
  guide: {
    title: 'Guía de puesta en marcha',
    intro:
      'Cinco pasos conectan esta cadena con Microsoft Entra ID. Cada paso se marca en cuanto se completa.',
    people: 'A continuación: añada a las personas que podrán iniciar sesión.',
    addPerson: 'Añadir un usuario',
    importPeople: 'Importar varios',
    progress: (done) =>
      plural(done, { one: '1 de 5 pasos está hecho', other: `${number(done)} de 5 pasos están hechos` }),
    inheritedFrom: (name) => `Esta cadena toma los ajustes de ${name}. Estos son los pasos de ${name}.`,
    states: { done: 'Hecho', next: 'Siguiente', waiting: 'Después' },
    doneAt: (when) => `Hecho el ${when}`,
    showSteps: 'Mostrar los cinco pasos',
    hideSteps: 'Ocultar los pasos',
    who: 'Quién',
    drawing: 'Una ilustración, no su propia página',
    lastTime: 'Lo último que ocurrió',
    whoMustAct: 'Quién debe actuar',
    steps: {
      find_tenant: {
        who: 'Su administrador de TI, o usted, si tiene acceso al centro de administración de Microsoft Entra',
        todo: [
          'Abra el centro de administración de Microsoft Entra e inicie sesión con su cuenta de trabajo.',
          'En su menú, elija Entra ID (en versiones anteriores: Identidad) y después Información general.',
          'Copie el valor que está junto a «Id. de inquilino». Tiene 36 caracteres.',
        ],
        hint: '¿No tiene acceso? Pase al paso 2 y escriba en su lugar un nombre de dominio de su empresa, por ejemplo suempresa.es. TMAS busca el ID de inquilino.',
      },
      paste_tenant: {
        who: 'Un responsable de cadena: usted',
        todo: [
          'Péguelo en el campo «Azure Tenant ID» de abajo.',
          'Espere a que TMAS indique que Microsoft conoce este inquilino.',
          'Pulse «Guardar».',
        ],
        hint: 'No se pide nada más: ni ID de cliente, ni secreto, ni certificado.',
      },
      sign_in: {
        who: 'Cualquier usuario de esta cadena. Usted puede ser el primero',
        todo: [
          'Pulse el botón y elija su cuenta de trabajo en Microsoft.',
          'La dirección de inicio de sesión de la cuenta debe ser exactamente la dirección de correo del usuario en TMAS.',
        ],
        hint: '¿Prefiere probar antes sin cambiar nada? Use «Probar la conexión» más abajo.',
      },
      accept: {
        who: 'La primera persona que inicia sesión',
        todo: [
          'Microsoft pide permisos una sola vez. TMAS lee el nombre y la dirección de inicio de sesión, nada más.',
          'Pulse «Aceptar». No cierre la ventana.',
        ],
        hint: 'Si solo los administradores pueden aprobar aplicaciones, Microsoft dice «Se necesita la aprobación del administrador». Entonces su administrador de TI acepta una vez para todos.',
      },
      confirm: {
        who: 'El primer usuario que inicia sesión. Su administrador de TI puede comprobarlo',
        todo: [
          'En cuanto el primer usuario ha iniciado sesión con Microsoft, aquí aparece «Confirmado».',
          'En el centro de administración de Microsoft Entra, TMAS figura entonces entre las aplicaciones empresariales.',
        ],
        hint: 'Microsoft ha dejado pasar a alguien. Si nadie ha iniciado sesión en TMAS todavía, el motivo aparece arriba.',
      },
    },
    notes: {
      inherited: 'Viene de la cadena superior.',
      not_verified:
        'Todavía no se ha podido preguntar a Microsoft por este inquilino. TMAS volverá a preguntar automáticamente.',
    },
    openAdminCenter: 'Abrir el centro de administración de Microsoft Entra',
    toField: 'Ir al campo',
    yourEmail: (email) => `Su dirección de correo en TMAS es ${email}.`,
    signsInAs: 'Después tendrá abierta la sesión del usuario de TMAS de esa cuenta.',
    comesBack: 'No se inició su sesión',
    confirmed: 'Confirmado',
    confirmedBy: (name, when) =>
      `${name} fue la primera persona que inició sesión con Microsoft, el ${when}.`,
    confirmedAt: (when) => `El primer usuario inició sesión con Microsoft el ${when}.`,
    whereInEntra:
      'TMAS figura ahora en el centro de administración de Microsoft Entra, en Entra ID > Aplicaciones empresariales (en versiones anteriores: Identidad > Aplicaciones > Aplicaciones empresariales).',
    openEnterpriseApplications: 'Abrir las aplicaciones empresariales',
    overview: {
      alt: 'La información general del centro de administración de Microsoft Entra: el ID de inquilino está debajo del nombre de la organización.',
      menu: 'Información general',
      name: 'Nombre',
      tenantId: 'Id. de inquilino',
      domain: 'Dominio principal',
    },
    request: {
      alt: 'La solicitud de permisos de Microsoft, con el botón «Aceptar» a la derecha.',
      title: 'Permisos solicitados',
      cancel: 'Cancelar',
      accept: 'Aceptar',
    },
  },
  test: {
    title: 'Probar la conexión',
    intro:
      'Usted inicia sesión en Microsoft con una cuenta de su empresa y ve cada comprobación. No se cambia nada: no se vincula a nadie ni se inicia la sesión de nadie.',
    unsaved: 'Prueba lo que hay en el campo de arriba, antes de guardarlo.',
    start: 'Probar la conexión',
    again: 'Probar de nuevo',
    close: 'Cerrar el resultado',
    needsTenant: 'Introduzca primero el Azure Tenant ID.',
    throttled: 'Demasiadas pruebas en poco tiempo. Espere unos minutos.',
    failedToStart: 'No se pudo iniciar la prueba. Inténtelo de nuevo.',
    gone: 'Esta prueba ya no está disponible. Empiece otra.',
    passed: 'La conexión funciona',
    passedText: (loginId, username) =>
      `${loginId} podría iniciar sesión, como el usuario ${username}. No se ha cambiado nada.`,
    connected: 'La conexión funciona, pero esta cuenta no podría iniciar sesión',
    failed: 'La conexión todavía no funciona',
    change: 'Lo único que hay que cambiar',
    useTenant: 'Poner en el campo el ID de inquilino recibido',
    guest:
      '¿Es usted invitado allí? Los invitados inician sesión por la dirección de inicio de sesión de esta cadena, que esta prueba no usa.',
    checks: 'Todas las comprobaciones',
    check: 'Comprobación',
    result: 'Resultado',
    tested: 'ID de inquilino probado',
    reference: 'Referencia',
    correlationId: 'ID de correlación de Microsoft',
    landing: {
      title: 'La prueba ha terminado',
      hint: 'El resultado está en la ventana de TMAS. Puede cerrar esta.',
      link: 'Mostrar el resultado aquí',
    },
  },
  rehearsal: {
    begin: 'Empezar el ensayo',
    end: 'Terminar el ensayo',
    needsTenant: 'Un ensayo necesita un ID de inquilino. Guarde primero el Azure Tenant ID.',
    since: (when) => `Está en marcha desde el ${when}.`,
    nobody: 'Desde entonces nadie ha iniciado sesión con contraseña.',
    refused: (n) =>
      plural(n, {
        one: '1 usuario habría sido rechazado.',
        other: `${number(n)} usuarios habrían sido rechazados.`,
      }),
    ready: (ready, affected) =>
      plural(affected, {
        one: `${number(ready)} de 1 usuario ya ha iniciado sesión con Microsoft.`,
        other: plural(ready, {
          one: `1 de ${number(affected)} usuarios ya ha iniciado sesión con Microsoft.`,
          other: `${number(ready)} de ${number(affected)} usuarios ya han iniciado sesión con Microsoft.`,
        }),
      }),
    user: 'Usuario',
    microsoft: 'Microsoft',
    passwordSignIns: 'Con contraseña desde entonces',
    times: (n, last) =>
      plural(n, { one: `una vez, el ${last}`, other: `${number(n)} veces, la última el ${last}` }),
    none: 'no',
    more: (n) => `y ${number(n)} más`,
    onMail: 'Cada responsable de la cadena recibe un correo cuando empieza y cuando termina.',
  },
}
