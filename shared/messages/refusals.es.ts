import type { RefusalWords } from './refusals.en.ts'

export const refusalWords: RefusalWords = {
  unknown_user: {
    person: {
      sentence: 'Esta cuenta de Microsoft no tiene acceso a TMAS.',
      remedy:
        'Pida a su responsable de TMAS que compruebe tres cosas: que usted tiene una cuenta de TMAS, que su dirección de correo es exactamente la que usa para iniciar sesión en Microsoft y que el ID de inquilino de su cadena es correcto. Dele la referencia.',
    },
    manager: {
      cause:
        'Microsoft confirmó quién es la persona, pero ningún usuario de TMAS tiene ese identificador de inicio de sesión como dirección de correo.',
      remedy:
        'Si la persona es un usuario, cambie su dirección en TMAS para que sea exactamente el identificador de inicio de sesión. Si no lo es, añádala como usuario.',
    },
  },
  wrong_password: {
    person: {
      sentence: 'El nombre de usuario o la contraseña no son correctos.',
      remedy:
        'Revise ambos e inténtelo de nuevo, o use «Iniciar sesión con Microsoft» si su empresa lo utiliza.',
    },
    manager: {
      cause: 'La contraseña no era correcta.',
      remedy:
        'Envíe a la persona un enlace para definir una contraseña nueva, o indíquele que use «Iniciar sesión con Microsoft».',
    },
  },
  account_disabled: {
    person: {
      sentence: 'Su cuenta de TMAS está desactivada.',
      remedy: 'Pida a su responsable de TMAS que la active de nuevo y dele la referencia.',
    },
    manager: {
      cause: 'El usuario está desactivado en TMAS.',
      remedy: 'Si la persona debe volver a tener acceso, active el usuario.',
    },
  },
  account_ended: {
    manager: {
      cause: 'La cuenta de este usuario ha alcanzado su fecha de finalización.',
      remedy: 'Si la persona debe conservar el acceso, cambie o quite la fecha.',
    },
  },
  customer_suspended: {
    person: {
      sentence: 'El acceso de su empresa a TMAS está suspendido.',
      remedy:
        'Consulte a su responsable de TMAS. No se ha perdido nada, y todos podrán volver a iniciar sesión en cuanto termine la suspensión.',
    },
    manager: {
      cause: 'TMAS ha suspendido a este cliente.',
      remedy:
        'Nadie de su empresa puede iniciar sesión hasta que termine la suspensión. Póngase en contacto con el soporte de TMAS; no se ha perdido nada.',
    },
  },
  microsoft_required: {
    person: {
      sentence: 'Su cadena inicia sesión solo con Microsoft.',
      remedy: 'Use el botón «Iniciar sesión con Microsoft» y su cuenta profesional o educativa.',
    },
    manager: {
      cause:
        'La contraseña era correcta, pero la autenticación obligatoria solo permite a este usuario iniciar sesión con Microsoft.',
      remedy: 'Diga a la persona que use el botón «Iniciar sesión con Microsoft».',
    },
  },
  microsoft_not_enabled: {
    manager: {
      cause:
        'La cadena del usuario no tiene ID de inquilino, así que nadie puede iniciar sesión allí con Microsoft.',
      remedy: 'Introduzca el Azure Tenant ID en Gestionar ubicaciones > Avanzado.',
    },
  },
  tenant_mismatch: {
    manager: {
      cause: 'La cuenta pertenece a un inquilino de Microsoft distinto del de la cadena del usuario.',
      remedy:
        'Compare los dos ID de inquilino. Si el de TMAS es erróneo, corríjalo. Si es correcto, la persona usó una cuenta de otra organización.',
    },
  },
  linked_to_other_account: {
    person: {
      sentence: 'Su cuenta de TMAS está vinculada a otra cuenta de Microsoft.',
      remedy:
        'Si su cuenta de Microsoft se creó de nuevo, pida a su responsable de TMAS que elimine el vínculo antiguo. Dele la referencia.',
    },
    manager: {
      cause: 'El usuario está vinculado a otra cuenta de Microsoft; esta solo tiene la misma dirección.',
      remedy:
        'Pregunte al equipo de TI de la persona si la cuenta se creó de nuevo. Si es así, elimine el vínculo: el próximo inicio de sesión crea uno nuevo. Si no, otra persona tiene ahora esta dirección.',
    },
  },
  password_needed_first: {
    person: {
      sentence:
        'Antes del primer inicio de sesión de un responsable con Microsoft, TMAS necesita una vez su contraseña.',
      remedy:
        'Inicie sesión con su nombre de usuario y contraseña, abra los ajustes de su cuenta y vincule allí su cuenta de Microsoft. Si no tiene contraseña, use «¿Olvidó su contraseña?».',
    },
    manager: {
      cause:
        'Primer inicio de sesión de un responsable con Microsoft, a través de un ID de inquilino guardado por alguien que no puede modificar a este responsable.',
      remedy:
        'La persona inicia sesión con su contraseña y vincula después su cuenta de Microsoft en los ajustes de su cuenta. O un responsable de cadenas y usuarios que puede modificar a esta persona vuelve a guardar el ID de inquilino y así responde por él.',
    },
  },
  personal_account: {
    person: {
      sentence: 'Esta es una cuenta personal de Microsoft.',
      remedy: 'Inicie sesión con la cuenta profesional o educativa que le dio su empresa.',
    },
    manager: {
      cause: 'Se usó una cuenta personal de Microsoft.',
      remedy: 'Diga a la persona que use su cuenta profesional o educativa.',
    },
  },
  consent_declined: {
    person: {
      sentence: 'El inicio de sesión en Microsoft se canceló o no se aceptó la solicitud de permisos.',
      remedy:
        'Inténtelo de nuevo y elija «Aceptar» cuando Microsoft lo pida. TMAS solo lee su nombre y su dirección. Si Microsoft dice que un administrador debe dar su aprobación, acuda a su administrador de TI.',
    },
    manager: {
      cause: 'La solicitud de permisos se canceló o no se aceptó en Microsoft.',
      remedy:
        'Pida a la persona que lo intente de nuevo y elija «Aceptar». Si Microsoft pide un administrador, envíe el kit de consentimiento a su equipo de TI.',
    },
  },
  admin_consent_required: {
    person: {
      sentence: 'En su empresa solo los administradores de TI pueden aprobar aplicaciones nuevas.',
      remedy: 'Pida a su administrador de TI que apruebe TMAS en Microsoft Entra y dele la referencia.',
    },
    manager: {
      cause: 'En su inquilino de Microsoft solo los administradores pueden aprobar aplicaciones nuevas.',
      remedy: 'Envíe el kit de consentimiento a su administrador de TI. Él aprueba TMAS una vez, para todos.',
    },
  },
  not_assigned: {
    person: {
      sentence: 'Su empresa no le ha asignado TMAS en Microsoft Entra.',
      remedy: 'Pida a su administrador de TI que le asigne la aplicación TMAS, a usted o a su grupo.',
    },
    manager: {
      cause: 'En su inquilino de Microsoft, TMAS exige una asignación que esta cuenta no tiene.',
      remedy:
        'Su administrador de TI debe asignar TMAS a la persona, en Aplicaciones empresariales > TMAS > Usuarios y grupos. Con Entra ID P1 o P2, puede asignarlo en su lugar a un grupo al que pertenezca la persona.',
    },
  },
  blocked_by_policy: {
    person: {
      sentence: 'Una directiva de seguridad de su empresa bloqueó este inicio de sesión.',
      remedy:
        'Inténtelo desde un equipo o una red de la empresa. Si vuelve a ocurrir, dé la referencia a su administrador de TI.',
    },
    manager: {
      cause: 'Una directiva de seguridad de su inquilino de Microsoft bloqueó el inicio de sesión.',
      remedy:
        'Su administrador de TI puede encontrar la directiva en los registros de inicio de sesión de Entra, con el ID de correlación de abajo, y decidir si exime a TMAS.',
    },
  },
  account_problem_at_microsoft: {
    person: {
      sentence: 'Microsoft no pudo iniciar la sesión de esta cuenta.',
      remedy:
        'Siga lo que la página de Microsoft indica sobre su cuenta o contraseña, o elija otra cuenta. Después inténtelo de nuevo.',
    },
    manager: {
      cause:
        'Microsoft no pudo iniciar la sesión de la cuenta: el problema es la contraseña, el segundo factor o la propia cuenta.',
      remedy:
        'La persona debe seguir lo que dice la página de Microsoft. Si no basta, puede ayudarla el equipo de TI de su empresa.',
    },
  },
  refused_by_microsoft: {
    person: {
      sentence: 'Microsoft rechazó este inicio de sesión por un motivo que TMAS no conoce.',
      remedy:
        'Inténtelo de nuevo. Si vuelve a ocurrir, envíe a su administrador de TI el texto de la página de Microsoft, o el número de abajo, y la referencia.',
    },
    manager: {
      cause: 'Microsoft rechazó el inicio de sesión con un número que TMAS no conoce, o sin número.',
      remedy:
        'Su administrador de TI busca el número en Microsoft y encuentra el intento en los registros de inicio de sesión de Entra con el identificador de correlación de abajo.',
    },
  },
  tenant_not_found: {
    person: {
      sentence: 'Microsoft no conoce el ID de inquilino de su cadena.',
      remedy:
        'Pida a su responsable de TMAS que corrija el Azure Tenant ID en Administración > Gestionar ubicaciones > Avanzado.',
    },
    manager: {
      cause: 'Microsoft no conoce ningún inquilino con el ID que su cadena tiene en TMAS.',
      remedy: 'Corrija el Azure Tenant ID en Gestionar ubicaciones > Avanzado.',
    },
  },
  popup_blocked: {
    person: {
      sentence: 'Su navegador bloqueó la ventana de Microsoft.',
      remedy: 'Permita las ventanas emergentes de TMAS o continúe en esta ventana.',
    },
    manager: {
      cause: 'El navegador bloqueó la ventana de Microsoft.',
      remedy:
        'Diga a la persona que permita las ventanas emergentes para TMAS, o que continúe en la misma ventana.',
    },
  },
  popup_closed: {
    person: {
      sentence: 'El inicio de sesión se detuvo antes de completarse.',
      remedy:
        'Inténtelo de nuevo. Si la página de Microsoft mostraba un error o pedía un administrador, envíe su texto y la referencia a su administrador de TI.',
    },
    manager: {
      cause:
        'La ventana de Microsoft se cerró, o el inicio de sesión se canceló en TMAS, antes de que Microsoft respondiera.',
      remedy:
        'Pregunte a la persona qué decía la página de Microsoft. Si pedía un administrador, nombraba una directiva o decía que no está asignada, envíe el kit de consentimiento a su equipo de TI: Microsoft muestra esas respuestas solo en su propia página. Si la ventana se cerró por error, basta con intentarlo de nuevo.',
    },
  },
  not_returned: {
    person: {
      sentence: 'No se recibió respuesta de Microsoft.',
      remedy:
        'Inténtelo de nuevo. Si la página de Microsoft muestra un error, envíe su texto y la referencia a su administrador de TI.',
    },
    manager: {
      cause: 'La persona salió hacia Microsoft y no volvió en 15 minutos.',
      remedy:
        'Típico de «Se necesita la aprobación del administrador», de una directiva que bloquea o de una cuenta sin asignar: Microsoft lo muestra solo en su propia página. Pregunte qué decía, o envíe el kit de consentimiento a su equipo de TI.',
    },
  },
  expired: {
    person: {
      sentence: 'Este inicio de sesión tardó demasiado.',
      remedy: 'Empiece de nuevo. Un inicio de sesión puede durar 15 minutos como máximo.',
    },
    manager: {
      cause: 'El inicio de sesión duró más de 15 minutos.',
      remedy: 'Pida a la persona que empiece de nuevo.',
    },
  },
  replayed: {
    person: {
      sentence: 'Este inicio de sesión ya se utilizó.',
      remedy: 'Empiece de nuevo con «Iniciar sesión con Microsoft».',
    },
    manager: {
      cause: 'La respuesta de Microsoft se usó por segunda vez, por ejemplo con el botón Atrás.',
      remedy: 'Pida a la persona que empiece de nuevo.',
    },
  },
  invalid_response: {
    person: {
      sentence: 'La respuesta a este inicio de sesión no se pudo aceptar.',
      remedy: 'Empiece de nuevo. Si vuelve a ocurrir, dé la referencia al soporte de TMAS.',
    },
    manager: {
      cause: 'La respuesta de Microsoft no superó una comprobación.',
      remedy:
        'Abajo se ve la comprobación que falló. Si vuelve a ocurrir, dé la referencia al soporte de TMAS.',
    },
  },
  microsoft_unreachable: {
    person: {
      sentence: 'Microsoft no responde en este momento.',
      remedy: 'Espere un minuto e inténtelo de nuevo.',
    },
    manager: {
      cause: 'Microsoft no respondió.',
      remedy: 'Su configuración no es la causa. Pida a la persona que lo intente de nuevo en unos minutos.',
    },
  },
  throttled: {
    person: {
      sentence: 'Demasiados intentos en poco tiempo.',
      remedy: 'Espere un minuto e inténtelo de nuevo.',
    },
    manager: {
      cause: 'Demasiados intentos en poco tiempo.',
      remedy: 'Pida a la persona que espere un minuto. Nadie queda bloqueado para siempre.',
    },
  },
  operator_configuration: {
    person: {
      sentence: 'TMAS no puede completar los inicios de sesión con Microsoft en este momento.',
      remedy: 'El problema está de nuestro lado. Dé la referencia al soporte de TMAS.',
    },
    manager: {
      cause: 'Microsoft rechazó a TMAS, no a la persona.',
      remedy: 'Es TMAS quien debe corregirlo. Dé la referencia al soporte de TMAS.',
    },
  },
  internal: {
    person: {
      sentence: 'Se produjo un error en TMAS.',
      remedy: 'Inténtelo de nuevo. Si vuelve a ocurrir, dé la referencia al soporte de TMAS.',
    },
    manager: {
      cause: 'Se produjo un error en TMAS.',
      remedy: 'Pida a la persona que lo intente de nuevo. Si se repite, dé la referencia al soporte de TMAS.',
    },
  },
}
