import type { explainPerson as source } from './explain-person.en.ts'

export const explainPerson: typeof source = {
  title: '¿Por qué esta persona no puede iniciar sesión?',
  reasons: {
    nobody: {
      cause: 'Nadie tiene aquí esta dirección.',
      remedy:
        'Si la persona debe tener acceso, añádala como usuario con exactamente la dirección de su cuenta de Microsoft.',
    },
    nobody_but_alike: {
      cause: 'Nadie tiene exactamente esta dirección, pero alguien tiene una que se le parece.',
      remedy:
        'Si es la misma persona, ponga como su dirección exactamente aquella con la que inicia sesión en Microsoft.',
    },
    disabled: {
      cause: 'El usuario está desactivado en TMAS.',
      remedy: 'Si la persona puede volver a entrar, active el usuario.',
    },
    no_role: {
      cause: 'El usuario no tiene ubicación ni tipo de permiso: no hay nada a lo que pueda entrar.',
      remedy: 'Dé al usuario una ubicación y un tipo de permiso.',
    },
    no_tenant: {
      cause:
        'La cadena del usuario no tiene identificador de inquilino, así que nadie puede entrar allí con Microsoft.',
      remedy:
        'Introduzca el Azure Tenant ID en Gestionar ubicaciones > Avanzado. Si esta cadena no usa Microsoft, envíe a la persona un enlace para establecer una contraseña.',
    },
    tenants_disagree: {
      cause:
        'El usuario tiene roles en varias cadenas cuyos identificadores de inquilino difieren, y no hay ninguno definido por encima.',
      remedy:
        'Introduzca el identificador de inquilino en la cadena que está por encima de todas, o quite los roles en las otras cadenas: un solo inquilino debe valer para todo lo que el usuario alcanza.',
    },
    tenant_unknown: {
      cause:
        'Microsoft no conoce ningún inquilino con el identificador que la cadena del usuario tiene en TMAS.',
      remedy:
        'Copie de nuevo el ID de inquilino de la página de información general del centro de administración de Microsoft Entra: basta un carácter equivocado.',
    },
    tenant_is_application: {
      cause: 'La cadena del usuario tiene como identificador de inquilino el ID de aplicación de TMAS.',
      remedy:
        'Sustitúyalo por su ID de inquilino, de la página de información general del centro de administración de Microsoft Entra.',
    },
    wrong_tenant: {
      cause:
        'La cadena tiene el identificador de otro inquilino que aquel en el que están las cuentas de su gente.',
      remedy:
        'Compare abajo los dos identificadores de inquilino y corrija el de la cadena. Nadie ha entrado todavía por él.',
    },
    foreign_account: {
      cause: 'La cuenta pertenece a otro inquilino de Microsoft que el de la cadena del usuario.',
      remedy:
        'Si la persona es invitada de su inquilino, debe entrar por la dirección de su cadena: envíesela. Si no, necesita una cuenta de su organización, o que sus informáticos la inviten.',
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
        'La dirección del usuario es la de una cuenta personal de Microsoft, y con ninguna de ellas se entra.',
      remedy:
        'Sustitúyala por la dirección de la cuenta profesional o educativa de la persona. Si no tiene ninguna, su administrador informático crea una en el inquilino de su cadena.',
    },
    login_differs: {
      cause:
        'La cuenta de Microsoft de la persona tiene otro identificador de inicio de sesión que la dirección en TMAS.',
      remedy:
        'Si es la misma persona, ponga en TMAS una dirección exactamente igual al identificador de inicio de sesión.',
    },
    linked_elsewhere: {
      cause:
        'El usuario está vinculado con otra cuenta de Microsoft; la que vino solo lleva la misma dirección.',
      remedy:
        'Pregunte a los informáticos de la persona si la cuenta se creó de nuevo. Si es así, elimine el vínculo: el próximo inicio de sesión crea otro. Si no, otra persona tiene ahora esta dirección.',
    },
    password_closed: {
      cause: 'La persona probó con contraseña, pero la autenticación obligatoria solo le deja Microsoft.',
      remedy: 'Diga a la persona que use el botón «Iniciar sesión con Microsoft».',
    },
    password_missing: {
      cause: 'El usuario nunca ha establecido una contraseña.',
      remedy: 'Envíe a la persona un enlace para establecerla.',
    },
    second_factor_failed: {
      cause: 'La contraseña era correcta, pero el segundo factor no lo era, o no se dio.',
      remedy:
        'La persona usa el código más reciente de su aplicación, una clave de acceso o un código de recuperación. Si ha perdido el teléfono, elimine el segundo factor en la lista de usuarios: la persona puede configurar otro.',
    },
    password_wrong: {
      cause: 'La última contraseña que se probó no es correcta.',
      remedy:
        'Envíe a la persona un enlace para establecer otra, o haga que use «Iniciar sesión con Microsoft».',
    },
  },
  clear: {
    nothing: {
      cause: 'Nada en TMAS detiene a esta persona, y nunca lo ha intentado.',
      remedy: 'Pídale que lo intente y, si falla, que le lea la referencia.',
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
    switched_on: 'Activo',
    switched_off: 'Desactivado',
    not_linked: 'Sin vincular todavía: el primer inicio de sesión crea el vínculo',
    password: 'Sí',
    no_password: 'Ninguna',
    never_tried: 'Nunca lo ha intentado',
    door_open: 'Abierta',
    door_closed: 'Cerrada por la autenticación obligatoria: solo queda Microsoft',
    door_kept: 'Abierta: los responsables la conservan con la autenticación obligatoria',
    no_location: 'Ninguno',
    no_such_address: 'Nadie',
    holds: (role, place) => `${role}, ${place}`,
    tenant: (tenantId, chain, own) =>
      own ? `${tenantId}, definido en ${chain}` : `${tenantId}, heredado de ${chain}`,
    noTenant: (chain) => `${chain} no tiene`,
    domainOf: (domain, tenantId) => `${domain} pertenece al inquilino ${tenantId}`,
    domainOfNobody: (domain) => `Microsoft no conoce ninguna organización con ${domain}`,
    domainOfPersons: (domain) => `${domain} es de cuentas personales de Microsoft`,
    domainsSeen: (domains) => `Un dominio como ${domains}, por el que entran otros`,
    linked: (loginId, objectId) => `${loginId}, ID de objeto ${objectId}`,
    linkedBefore: (loginId, tenantId) =>
      `No en el inquilino actual. El vínculo con ${loginId} en el inquilino ${tenantId} no abre nada; el próximo inicio de sesión crea otro`,
    unreturned: (count, reference) =>
      `${count === 1 ? '1 intento' : `${count} intentos`} por la dirección de esta cadena en las últimas 24 horas volvieron sin nombre o no volvieron; el último es ${reference}. Típico de «Se necesita la aprobación del administrador», de una directiva que bloquea o de una cuenta sin asignar`,
    attempt: (time, door, outcome, reference) => `${time}, ${door}: ${outcome} Referencia ${reference}`,
    succeeded: 'con éxito.',
    pending: 'aún no ha vuelto.',
    typedOnly: 'Solo la dirección escrita dice que era esta persona.',
  },
  tenantStatus: {
    confirmed: 'Confirmado: ya ha entrado gente por él',
    verified: 'Verificado: Microsoft lo conoce',
    not_verified: 'Sin verificar: aún no se ha podido preguntar a Microsoft',
    no_such_tenant: 'Microsoft no conoce ese inquilino',
  },
  doors: { microsoft: 'Microsoft', password: 'contraseña' },
  mail: {
    subject: 'Cómo iniciar sesión en TMAS',
    microsoft: (email, address) =>
      `Abra ${address} y pulse «Iniciar sesión con Microsoft». Use su cuenta profesional o educativa ${email} y elija «Aceptar» si Microsoft lo pide.\n\nSi falla, la página muestra una referencia de ocho caracteres: envíemela, por favor.`,
    password: (username, address) =>
      `Abra ${address} e inicie sesión con su nombre de usuario ${username} y su contraseña. Si no la sabe, pulse «¿Olvidó la contraseña?».\n\nSi falla, la página muestra una referencia de ocho caracteres: envíemela, por favor.`,
  },
  panel: {
    nothingWrong: 'Nada se interpone',
    actor: {
      person: 'Debe actuar la persona.',
      manager: 'Debe actuar un responsable de TMAS.',
      it: 'Debe actuar su administrador de TI.',
      operator: 'Debe actuar TMAS.',
    },
    notWhatStops: 'No es lo que la detiene',
    checks: 'Todas las reglas, por orden',
    again: 'Comprobar de nuevo',
    whoMay: (roles) => `Usted no puede hacerlo. Pueden hacerlo: ${roles}.`,
    done: 'Hecho. Así están las cosas ahora.',
    failed: 'No se ha podido hacer. Inténtelo de nuevo.',
    openSignIn: 'Abrir el intento',
  },
  search: {
    label: '¿Alguien no puede iniciar sesión?',
    hint: 'Escriba su dirección, o la referencia que le haya leído.',
    button: 'Averiguar por qué',
    lookAlikes: 'Quién tiene una dirección parecida',
    forbidden: 'Este usuario está fuera de sus ubicaciones.',
    unreadable: 'Esto no es ni una dirección ni una referencia.',
  },
  nearMisses: {
    notice: (count) =>
      count === 1
        ? '1 cuenta de Microsoft de su propio inquilino intentó iniciar sesión, no es nadie aquí y se parece a uno de sus usuarios.'
        : `${count} cuentas de Microsoft de su propio inquilino intentaron iniciar sesión, no son nadie aquí y se parecen a uno de sus usuarios.`,
    show: 'Verlas',
    title: 'Cuentas que se parecen a un usuario',
    account: 'Cuenta de Microsoft',
    hint: 'Nada ocurre por sí solo, y quien lo intentó no se entera.',
    tried: (time, reference) => `Último intento ${time}, referencia ${reference}`,
    why: {
      mail_is_address: 'El buzón de la cuenta es la dirección de este usuario',
      same_but_accents: 'Las direcciones solo difieren en acentos o signos',
      same_name_other_domain: 'El mismo nombre en otro dominio',
      one_slip_away: 'Las direcciones difieren en un desliz',
      same_parts: 'Las direcciones se componen de los mismos nombres',
      same_person_name: 'La cuenta lleva el nombre de este usuario',
    },
    correct: 'Corregir la dirección',
    notTheSame: 'No es la misma persona',
    confirmNotTheSame: (loginId, name) => `¿${loginId} no es ${name}?`,
    notTheSameHint: 'No se volverán a mostrar juntas.',
    correctOf: (name, loginId) => `Corregir la dirección de ${name} a ${loginId}`,
    notTheSameOf: (name, loginId) => `${loginId} no es ${name}`,
  },
  differs: (loginId) =>
    `La cuenta de Microsoft vinculada se llama ahora ${loginId}. Decide el vínculo, así que la persona entra igualmente. Si cambia aquí la dirección, el vínculo termina.`,
}
