import type { explain as source } from './explain.en.ts'

export const explain: typeof source = {
  causes: {
    unknown_user: {
      cause:
        'Microsoft confirmó la cuenta, pero ningún usuario tiene su identificador como dirección de correo electrónico.',
      remedy:
        'Si la persona es un usuario, haga que su dirección en TMAS sea exactamente el identificador de inicio de sesión. Si no lo es, añádala como usuario.',
    },
    wrong_password: {
      cause: 'La contraseña no era correcta.',
      remedy:
        'Envíe a la persona un enlace para establecer una contraseña nueva, o indíquele que use «Iniciar sesión con Microsoft».',
    },
    account_disabled: {
      cause: 'El usuario está desactivado en TMAS.',
      remedy: 'Si la persona debe volver a entrar, active el usuario.',
    },
    microsoft_required: {
      cause:
        'La contraseña era correcta, pero la autenticación obligatoria solo deja a este usuario la puerta de Microsoft.',
      remedy: 'Diga a la persona que use el botón «Iniciar sesión con Microsoft».',
    },
    microsoft_not_enabled: {
      cause:
        'La cadena del usuario no tiene identificador de inquilino: nadie puede entrar allí con Microsoft.',
      remedy: 'Introduzca el Azure Tenant ID en Gestionar ubicaciones > Avanzado.',
    },
    tenant_mismatch: {
      cause: 'La cuenta pertenece a otro inquilino de Microsoft que el de la cadena del usuario.',
      remedy:
        'Compare abajo los dos identificadores de inquilino. Si el de TMAS es erróneo, corríjalo. Si es correcto, la persona usó una cuenta de otra organización.',
    },
    linked_to_other_account: {
      cause: 'El usuario está vinculado con otra cuenta de Microsoft; esta solo lleva la misma dirección.',
      remedy:
        'Pregunte a los informáticos si la cuenta se creó de nuevo. Si es así, elimine el vínculo: el próximo inicio de sesión crea uno nuevo. Si no, otra persona tiene ahora esta dirección.',
    },
    personal_account: {
      cause: 'Se usó una cuenta personal de Microsoft.',
      remedy: 'Diga a la persona que use su cuenta profesional o educativa.',
    },
    consent_declined: {
      cause: 'La solicitud de permisos se canceló o no se aceptó en Microsoft.',
      remedy:
        'Pida a la persona que lo intente de nuevo y elija «Aceptar». Si Microsoft pide un administrador, envíe el kit de consentimiento a sus informáticos.',
    },
    admin_consent_required: {
      cause: 'En su inquilino de Microsoft solo los administradores pueden aprobar aplicaciones nuevas.',
      remedy:
        'Envíe el kit de consentimiento a su administrador informático: aprueba TMAS una vez, para todos.',
    },
    not_assigned: {
      cause: 'En su inquilino de Microsoft, TMAS exige una asignación que esta cuenta no tiene.',
      remedy:
        'Su administrador informático asigna TMAS a la persona o a un grupo, en Aplicaciones empresariales > TMAS > Usuarios y grupos.',
    },
    blocked_by_policy: {
      cause: 'Una directiva de seguridad de su inquilino de Microsoft detuvo el inicio de sesión.',
      remedy:
        'Su administrador informático encuentra la directiva en los registros de inicio de sesión de Entra, con el ID de correlación de abajo, y decide si TMAS queda exceptuado.',
    },
    account_problem_at_microsoft: {
      cause:
        'Microsoft no pudo iniciar la sesión de la cuenta: la contraseña, el segundo factor o la propia cuenta.',
      remedy:
        'La persona sigue lo que dice la página de Microsoft. Si no basta, la ayudan los informáticos de su empresa.',
    },
    tenant_not_found: {
      cause: 'Microsoft no conoce ningún inquilino con el identificador que su cadena tiene en TMAS.',
      remedy: 'Corrija el Azure Tenant ID en Gestionar ubicaciones > Avanzado.',
    },
    popup_blocked: {
      cause: 'El navegador bloqueó la ventana de Microsoft.',
      remedy:
        'Diga a la persona que permita las ventanas emergentes para TMAS, o que continúe en la misma ventana.',
    },
    popup_closed: {
      cause:
        'La ventana de Microsoft se cerró, o el inicio de sesión se canceló en TMAS, antes de que Microsoft respondiera.',
      remedy:
        'Pregunte a la persona qué decía la página de Microsoft. Si pedía un administrador, nombraba una directiva o decía que no está asignada, envíe el kit de consentimiento a sus informáticos: Microsoft muestra esas respuestas solo en su propia página. Si la ventana se cerró por error, basta con intentarlo de nuevo.',
    },
    not_returned: {
      cause: 'La persona salió hacia Microsoft y no volvió en 15 minutos.',
      remedy:
        'Típico de «Se necesita la aprobación del administrador», de una directiva que bloquea o de una cuenta sin asignar: Microsoft los deja en su propia página. Pregunte qué decía, o envíe el kit de consentimiento a sus informáticos.',
    },
    expired: {
      cause: 'El inicio de sesión duró más de 15 minutos.',
      remedy: 'Pida a la persona que empiece de nuevo.',
    },
    replayed: {
      cause: 'La respuesta de Microsoft se usó por segunda vez, por ejemplo con el botón Atrás.',
      remedy: 'Pida a la persona que empiece de nuevo.',
    },
    invalid_response: {
      cause:
        'La respuesta no pasó una comprobación: no venía de Microsoft, no era para este navegador o estaba alterada.',
      remedy:
        'Pida a la persona que empiece de nuevo en una sola ventana, con las cookies permitidas. Si se repite, dé la referencia al soporte de TMAS.',
    },
    microsoft_unreachable: {
      cause: 'Microsoft no respondió.',
      remedy: 'Sus ajustes no tienen la culpa. Pida a la persona que lo intente de nuevo en unos minutos.',
    },
    throttled: {
      cause: 'Hubo demasiados intentos en poco tiempo.',
      remedy: 'Pida a la persona que espere un minuto. Nadie queda bloqueado para siempre.',
    },
    operator_configuration: {
      cause: 'Microsoft rechazó a TMAS, no a la persona.',
      remedy: 'Esto lo tiene que reparar TMAS. Dé la referencia al soporte de TMAS.',
    },
    internal: {
      cause: 'Algo falló en TMAS.',
      remedy: 'Pida a la persona que lo intente de nuevo. Si se repite, dé la referencia al soporte de TMAS.',
    },
  },
  actions: {
    create_user: 'Añadir el usuario',
    correct_address: 'Corregir la dirección',
    set_tenant_id: 'Introducir el identificador de inquilino',
    correct_tenant_id: 'Corregir el identificador de inquilino',
    switch_on: 'Activar el usuario',
    remove_link: 'Eliminar el vínculo',
    send_password_link: 'Enviar un enlace para establecer una contraseña',
    send_consent_kit: 'Enviar el kit de consentimiento',
    mail_instructions: 'Escribir a la persona cómo iniciar sesión',
  },
  checks: {
    metadata: 'Microsoft describe su servicio de inicio de sesión',
    redemption: 'Microsoft responde a TMAS con un token',
    format: 'El token está bien formado',
    algorithm: 'Está firmado como firma Microsoft',
    key: 'Está firmado con una clave de Microsoft',
    signature: 'Nadie lo ha alterado',
    key_issuer: 'La clave pertenece al inquilino que lo emitió',
    audience: 'Está destinado a TMAS',
    issuer: 'Su emisor es el inquilino que nombra',
    times: 'Es reciente',
    nonce: 'Responde a este mismo inicio de sesión',
    version: 'Es de la versión actual',
    personal_account: 'Es una cuenta profesional o educativa',
    tenant: 'Ha respondido el inquilino al que se preguntó',
    subject: 'Nombra a su sujeto',
    object_id: 'Nombra el ID de objeto de la cuenta',
    login_id: 'Nombra el identificador de inicio de sesión',
    user: 'Un usuario tiene esta dirección',
    tenant_set: 'La cadena del usuario tiene un identificador de inquilino',
    chain_tenant: 'La cuenta pertenece a ese inquilino',
    link: 'La cuenta es aquella con la que el usuario está vinculado',
    address: 'El identificador de inicio de sesión es exactamente la dirección del usuario',
    enabled: 'El usuario está activo',
    password_door: 'El usuario puede iniciar sesión con contraseña',
    password: 'La contraseña es correcta',
    second_factor: 'El segundo factor es correcto',
    exists: 'La persona es un usuario de TMAS',
    has_role: 'El usuario tiene una ubicación y un tipo de permiso',
    tenant_known: 'Microsoft conoce ese inquilino',
    address_plausible: 'El correo electrónico puede ser allí un identificador de inicio de sesión',
    account_name: 'La cuenta sigue llamándose como el correo electrónico del usuario',
    password_set: 'El usuario tiene una contraseña',
    returned: 'Quien sale hacia Microsoft vuelve',
    last_attempt: 'El último intento',
  },
  passed: 'Superada',
  failed: 'No superada',
  expected: 'Esperado',
  seen: 'Recibido',
}
