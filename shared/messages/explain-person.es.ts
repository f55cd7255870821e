import { countsIn } from './counts.ts'
import type { explainPerson as source } from './explain-person.en.ts'

const { number, plural } = countsIn('es')

export const explainPerson: typeof source = {
  title: '¿Por qué esta persona no puede iniciar sesión?',
  reasons: {
    nobody: {
      cause: 'Ningún usuario tiene esta dirección.',
      remedy:
        'Si la persona debe tener acceso, añádala como usuario con exactamente la dirección de su cuenta de Microsoft.',
    },
    nobody_but_alike: {
      cause: 'Ningún usuario tiene exactamente esta dirección, pero uno tiene una que se le parece.',
      remedy:
        'Si es la misma persona, cambie su dirección por la que usa exactamente para iniciar sesión en Microsoft.',
    },
    suspended: {
      cause: 'TMAS ha suspendido a este cliente.',
      remedy:
        'Nadie de su empresa puede iniciar sesión hasta que termine la suspensión. Póngase en contacto con el soporte de TMAS; no se ha perdido nada.',
    },
    disabled: {
      cause: 'El usuario está desactivado en TMAS.',
      remedy: 'Si la persona debe volver a tener acceso, active el usuario.',
    },
    ended: {
      cause: 'La cuenta de este usuario ha alcanzado su fecha de finalización.',
      remedy: 'Si la persona debe conservar el acceso, cambie o quite la fecha.',
    },
    no_role: {
      cause: 'El usuario no tiene ubicación ni tipo de permiso, así que no hay nada que pueda abrir.',
      remedy: 'Dé al usuario una ubicación y un tipo de permiso.',
    },
    no_tenant: {
      cause:
        'La cadena del usuario no tiene ID de inquilino, así que nadie puede iniciar sesión allí con Microsoft.',
      remedy:
        'Introduzca el Azure Tenant ID en Gestionar ubicaciones > Avanzado. Si esta cadena no usa Microsoft, envíe a la persona un enlace para definir una contraseña.',
    },
    tenants_disagree: {
      cause:
        'El usuario tiene tipos de permiso en varias cadenas, y la cadena que está por encima de todas no tiene ID de inquilino.',
      remedy:
        'Introduzca el ID de inquilino en la cadena que está por encima de todas, o quite los tipos de permiso en las otras cadenas: un solo inquilino debe valer para todo lo que el usuario alcanza.',
    },
    tenant_unknown: {
      cause: 'Microsoft no conoce ningún inquilino con el ID que la cadena del usuario tiene en TMAS.',
      remedy:
        'Copie de nuevo el ID de inquilino de la página de información general del centro de administración de Microsoft Entra: basta un carácter equivocado.',
    },
    tenant_is_application: {
      cause: 'El ID de inquilino de la cadena es en realidad el ID de aplicación de TMAS.',
      remedy:
        'Sustitúyalo por su ID de inquilino, de la página de información general del centro de administración de Microsoft Entra.',
    },
    tenant_in_other_cloud: {
      cause:
        'El inquilino de la cadena está en otra nube de Microsoft, cuyas cuentas no pueden iniciar sesión en este TMAS.',
      remedy:
        'Introduzca el ID de un inquilino de la misma nube que este TMAS o, si su organización no tiene ninguno, póngase en contacto con el soporte de TMAS.',
    },
    wrong_tenant: {
      cause: 'El ID de inquilino de la cadena no es el del inquilino donde están las cuentas de su gente.',
      remedy:
        'Compare los dos ID de inquilino y corrija el de la cadena. Nadie ha iniciado sesión con él todavía.',
    },
    foreign_account: {
      cause: 'La cuenta pertenece a un inquilino de Microsoft distinto del de la cadena del usuario.',
      remedy:
        'Si la persona es invitada de su inquilino, debe usar la dirección de inicio de sesión de su cadena: envíesela. Si no, necesita una cuenta de su organización, o que su equipo de TI la invite.',
    },
    other_chain: {
      cause:
        'La cuenta pertenece al inquilino de otra de sus cadenas y no al de la cadena en la que está el usuario.',
      remedy:
        'Mueva al usuario a una ubicación de la cadena a cuyo inquilino pertenece la cuenta. Si el usuario está donde debe, pregunte a su administrador de TI qué ID de inquilino debe tener la cadena del usuario. Deje el ID como está si otras personas inician sesión con él.',
    },
    old_tenant: {
      cause: 'La persona entraba por un inquilino que ya no es el de su cadena.',
      remedy:
        'Diga a la persona que use su cuenta del nuevo inquilino: el primer inicio de sesión crea el vínculo.',
    },
    domain_unknown: {
      cause: 'Microsoft no conoce ninguna organización con el dominio del correo electrónico del usuario.',
      remedy:
        'Corrija la dirección: debe ser exactamente aquella con la que la persona inicia sesión en Microsoft, que puede ser distinta de su buzón.',
    },
    personal_address: {
      cause:
        'La dirección del usuario es la de una cuenta personal de Microsoft, y las cuentas personales no pueden iniciar sesión.',
      remedy:
        'Sustitúyala por la dirección de la cuenta profesional o educativa de la persona. Si no tiene ninguna, su administrador de TI debe crear una en el inquilino de su cadena.',
    },
    login_differs: {
      cause:
        'El identificador de inicio de sesión de la cuenta de Microsoft de la persona es distinto de su dirección en TMAS.',
      remedy:
        'Si es la misma persona, escriba exactamente el identificador de inicio de sesión como dirección en TMAS.',
    },
    linked_elsewhere: {
      cause:
        'El usuario está vinculado a otra cuenta de Microsoft; la que se usó solo tiene la misma dirección.',
      remedy:
        'Pregunte al equipo de TI de la persona si la cuenta se creó de nuevo. Si es así, elimine el vínculo: el próximo inicio de sesión crea otro. Si no, otra persona tiene ahora esta dirección.',
    },
    password_closed: {
      cause:
        'La persona probó con contraseña, pero la autenticación obligatoria solo le permite iniciar sesión con Microsoft.',
      remedy: 'Diga a la persona que use el botón «Iniciar sesión con Microsoft».',
    },
    password_missing: {
      cause: 'El usuario nunca ha definido una contraseña.',
      remedy: 'Envíe a la persona un enlace para definirla.',
    },
    second_factor_failed: {
      cause: 'La contraseña era correcta, pero el segundo factor era incorrecto o faltaba.',
      remedy:
        'La persona puede usar el código más reciente de su aplicación, una llave de acceso o un código de recuperación. Si ha perdido el teléfono, elimine el segundo factor en la lista de usuarios; después podrá configurar otro.',
    },
    second_factor_to_set_up: {
      cause:
        'La contraseña era correcta, pero la cadena exige ahora un segundo factor a sus responsables, y esta persona todavía no tiene ninguno.',
      remedy:
        'La persona inicia sesión con la contraseña en un dispositivo que ya haya usado y configura de paso una aplicación de autenticación o una llave de acceso. En otro dispositivo, TMAS le envía antes un enlace por correo. Si el correo no le llega, el soporte de TMAS puede crear un enlace de recuperación.',
    },
    password_wrong: {
      cause: 'La última contraseña que se probó era incorrecta.',
      remedy:
        'Envíe a la persona un enlace para definir otra, o haga que use «Iniciar sesión con Microsoft».',
    },
  },
  probably: {
    cause: (name, email) =>
      `Ningún usuario tiene exactamente esta dirección. Probablemente sea ${name}, que en TMAS tiene ${email}.`,
    remedy: (address) =>
      `Si es la misma persona, corrija su dirección a ${address}. Si es otra, añádala como usuario.`,
    others: 'O alguno de estos usuarios:',
  },
  atChain: (chain) => `La configuración que hay que cambiar es la de ${chain}.`,
  accountOfIt: {
    cause:
      'Microsoft no pudo iniciar la sesión de esta cuenta: el problema es la cuenta misma o la forma en que la organización inicia sesión en Microsoft.',
    remedy:
      'Solo el equipo de TI de la organización puede cambiarlo. Envíele la referencia y el número de Microsoft; la persona no puede hacer nada.',
  },
  clear: {
    nothing: {
      cause:
        'Nada en TMAS detiene a esta persona. TMAS no ha visto ningún intento que la nombre, pero un inicio de sesión que Microsoft detiene en su propia página no deja ningún nombre.',
      remedy:
        'Pregúntele qué decía la página de Microsoft y cuál es la referencia de la página de inicio de sesión, que puede escribir aquí. Si aún no lo ha intentado, pídale que lo haga.',
    },
    nothing_shown: {
      cause:
        'Nada de lo que TMAS puede mostrarle detiene a esta persona. Todavía no está demostrado que el inquilino de su cadena sea suyo, así que TMAS solo le muestra los intentos que empezaron en la dirección de inicio de sesión propia de su cadena.',
      remedy:
        'Envíe esa dirección a la persona por correo y pídale que lo intente desde ahí: si falla, el motivo aparece aquí. O pruebe la conexión en Gestionar ubicaciones > Avanzado, lo que demuestra el inquilino.',
    },
    settled: {
      cause: 'Lo que detuvo el último intento está resuelto: nada en TMAS detiene ya a esta persona.',
      remedy: 'Pídale que lo intente de nuevo y, si falla, que le lea la referencia.',
    },
    waiting: {
      cause: 'La persona está iniciando sesión ahora mismo, en Microsoft.',
      remedy:
        'Espere a que vuelva o a que pasen 15 minutos. Si está atascada, pregunte qué dice la página de Microsoft.',
    },
    works: {
      cause: 'Nada detiene a esta persona: el último intento tuvo éxito.',
      remedy: 'No hay nada que cambiar. Si le falla, pídale que le lea la referencia.',
    },
  },
  said: {
    switched_on: 'Activado',
    switched_off: 'Desactivado',
    ends: (day) => `Finaliza el ${day}`,
    ended: (day) => `Finalizó el ${day}`,
    not_linked: 'Sin vincular todavía: el primer inicio de sesión crea el vínculo',
    password: 'Sí',
    no_password: 'Ninguna',
    none_seen:
      'TMAS no ha visto ningún intento que nombre a esta persona. Un inicio de sesión que Microsoft detiene en su propia página no deja ningún nombre.',
    door_open: 'Permitido',
    door_closed: 'No permitido: la autenticación obligatoria solo deja Microsoft',
    door_kept: 'Permitido: los responsables lo conservan con la autenticación obligatoria',
    door_excepted: 'Permitido: este usuario tiene una excepción',
    no_location: 'Ninguno',
    no_such_address: 'Ningún usuario',
    holds: (role, place) => `${role}, ${place}`,
    tenant: (tenantId, chain, own) =>
      own ? `${tenantId}, definido en ${chain}` : `${tenantId}, heredado de ${chain}`,
    noTenant: (chain) => `${chain} no tiene`,
    domainOf: (domain, tenantId) => `${domain} pertenece al inquilino ${tenantId}`,
    domainOfNobody: (domain) => `Microsoft no conoce ninguna organización con ${domain}`,
    domainOfPersons: (domain) => `${domain} es de cuentas personales de Microsoft`,
    domainsSeen: (domains) => `Un dominio como ${domains}, con el que otros inician sesión`,
    linked: (loginId, objectId) => `${loginId}, ID de objeto ${objectId}`,
    linkedBefore: (loginId, tenantId) =>
      `No en el inquilino actual. El vínculo con ${loginId} en el inquilino ${tenantId} no da acceso; el próximo inicio de sesión crea otro`,
    unreturned: (count, reference) =>
      plural(count, {
        one: `1 intento por la dirección de esta cadena en las últimas 24 horas no nombra a nadie y puede ser de esta persona: ${reference}. Típico de «Se necesita la aprobación del administrador», de una directiva que bloquea o de una cuenta sin asignar`,
        other: `${number(count)} intentos por la dirección de esta cadena en las últimas 24 horas no nombran a nadie y pueden ser de esta persona; el último es ${reference}. Típico de «Se necesita la aprobación del administrador», de una directiva que bloquea o de una cuenta sin asignar`,
      }),
    attempt: (time, door, outcome, reference) => `${time}, ${door}: ${outcome} Referencia ${reference}`,
    succeeded: 'con éxito.',
    pending: 'aún no ha vuelto.',
    typedOnly: 'Solo lo que se escribió indica que era esta persona: pregúntele.',
  },
  perhaps: {
    microsoft: (time, ended, reference) =>
      `El ${time}, alguien escribió la dirección de esta persona y abrió la página de Microsoft. ${ended} No tiene por qué haber sido esta persona: pregúntele si fue ella y si su página muestra la referencia ${reference}.`,
    password: (time, ended, reference) =>
      `El ${time}, alguien escribió el nombre de usuario de esta persona y una contraseña. ${ended} No tiene por qué haber sido esta persona: pregúntele si fue ella y si su página muestra la referencia ${reference}.`,
    ifSo: (remedy) => `Si fue ella, esta es la solución. ${remedy}`,
    title: 'Quizá lo intentó otra persona',
  },
  tenantStatus: {
    confirmed: 'Confirmado: ya hay personas que han iniciado sesión con él',
    verified: 'Verificado: Microsoft lo conoce',
    not_verified: 'No verificado: aún no se ha podido contactar con Microsoft',
    no_such_tenant: 'Microsoft no conoce ese inquilino',
    other_cloud: 'En otra nube de Microsoft, cuyas cuentas no pueden iniciar sesión aquí',
  },
  doors: { microsoft: 'Microsoft', password: 'contraseña' },
  mail: {
    subject: 'Cómo iniciar sesión en TMAS',
    microsoft:
      'Abra su página de inicio de sesión, cuya dirección está al final de este correo, y pulse «Iniciar sesión con Microsoft». Use la cuenta profesional o educativa con la dirección a la que se envió este correo y elija «Aceptar» si Microsoft lo pide.\n\nSi falla, la página muestra una referencia de ocho caracteres: envíemela, por favor.',
    password:
      'Abra su página de inicio de sesión, cuya dirección está al final de este correo, e inicie sesión con su nombre de usuario y su contraseña. Si no los sabe, pulse «¿Ha olvidado la contraseña?».\n\nSi falla, la página muestra una referencia de ocho caracteres: envíemela, por favor.',
  },
  panel: {
    nothingWrong: 'No se ha encontrado ningún problema',
    actor: {
      person: 'Debe actuar la persona.',
      manager: 'Debe actuar un responsable de TMAS.',
      it: 'Debe actuar su administrador de TI.',
      operator: 'Debe actuar TMAS.',
    },
    notWhatStops: 'No es la causa',
    checks: 'Todas las reglas, por orden',
    again: 'Comprobar de nuevo',
    whoMay: (roles) => `No puede hacerlo usted mismo. Pueden hacerlo: ${roles}.`,
    done: 'Hecho. Esta es la situación ahora.',
    failed: 'Se produjo un error. Inténtelo de nuevo.',
    openSignIn: 'Abrir el intento',
  },
  search: {
    label: '¿Por qué alguien no puede iniciar sesión?',
    hint: 'Escriba su dirección, su nombre de usuario o su nombre, o la referencia que le haya leído.',
    button: 'Averiguar por qué',
    forbidden: 'Este usuario está fuera de sus ubicaciones.',
    unreadable: 'No es ni una dirección, ni una referencia, ni el nombre de un único usuario.',
  },
  /** One click for an account that is no user yet. */
  admit: {
    open: 'Añadir como usuario nuevo',
    openOf: (loginId) => `Añadir como usuario nuevo: ${loginId}`,
    title: (loginId) => `¿Añadir ${loginId} como usuario nuevo?`,
    hint: 'Su dirección será la que Microsoft confirmó, y un correo le explicará cómo iniciar sesión.',
    help: 'A quién añadir así',
    usernameHint: 'Puede dejar la dirección de trabajo como nombre de usuario. Cualquier otro no lleva @.',
    wholeForm: 'Introducir también los demás datos',
    add: 'Añadir',
    close: 'Cerrar',
    failed: {
      not_found:
        'Esta cuenta ya es de un usuario, o el inicio de sesión es demasiado antiguo. Actualice la página. Si la cuenta sigue libre, pida a la persona que vuelva a iniciar sesión.',
      invalid_request:
        'Esta cuenta no podría iniciar sesión allí, porque en esta ubicación se aplica otro inquilino, o ninguno. Elija otra ubicación.',
      forbidden: 'Su tipo de permiso no lo permite aquí.',
      email_taken: 'Otro usuario tiene esta dirección. Compruebe si es la misma persona.',
      other: 'No se pudo añadir el usuario. Inténtelo de nuevo.',
    },
  },
  nearMisses: {
    notice: (count) =>
      plural(count, {
        one: 'Una persona de su organización intentó iniciar sesión y se parece a uno de sus usuarios.',
        other: `${number(count)} personas de su organización intentaron iniciar sesión y se parecen a usuarios suyos.`,
      }),
    show: 'Revisar',
    title: 'Cuentas que se parecen a un usuario',
    account: 'Cuenta de Microsoft',
    hint: 'Nada ocurre automáticamente, y a la persona que lo intentó no se le avisa.',
    tried: (time, reference) => `Último intento ${time}, referencia ${reference}`,
    why: {
      mail_is_address: 'El buzón de la cuenta tiene la dirección de este usuario',
      same_but_accents: 'Las direcciones solo difieren en acentos o signos',
      same_name_other_domain: 'El mismo nombre en otro dominio',
      one_slip_away: 'Las direcciones difieren en un error de escritura',
      same_parts: 'Las direcciones se componen de los mismos nombres',
      same_person_name: 'La cuenta lleva el nombre de este usuario',
    },
    correct: 'Corregir la dirección',
    notTheSame: 'No es la misma persona',
    confirmNotTheSame: (loginId, name) => `¿${loginId} no es ${name}?`,
    notTheSameHint: 'No se volverán a mostrar juntos.',
    correctOf: (name, loginId) => `Corregir la dirección de ${name} a ${loginId}`,
    notTheSameOf: (name, loginId) => `${loginId} no es ${name}`,
  },
  differs: (loginId) =>
    `La cuenta de Microsoft vinculada se llama ahora ${loginId}. Lo que cuenta es el vínculo, así que la persona puede seguir iniciando sesión. Si cambia aquí la dirección, el vínculo se elimina.`,
}
