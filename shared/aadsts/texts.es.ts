import type { AadstsTexts } from './texts.en.ts'

export const texts: AadstsTexts = {
  tenant_not_found: {
    person: 'Microsoft no conoce ninguna organización con el ID de inquilino que su cadena tiene en TMAS.',
    remedy: 'Pida a su responsable de TMAS que corrija el Azure Tenant ID.',
    it: 'El ID de inquilino introducido en TMAS no pertenece a ningún inquilino de esta nube. En el centro de administración de Microsoft Entra, abra Entra ID > Información general > Propiedades y copie el Id. de inquilino; el responsable de TMAS lo pega en Administración > Gestionar ubicaciones > la cadena > Avanzado > Azure Tenant ID. El error habitual es copiar un Id. de aplicación (cliente) o un Id. de objeto, que tienen la misma forma.',
  },
  code_of_other_tenant: {
    person: 'La respuesta a este inicio de sesión pertenece a otra organización.',
    remedy: 'Empiece de nuevo desde la página de inicio de sesión de TMAS.',
    it: 'El código de autorización se emitió en la ruta de un inquilino y se presentó en la de otro. No hay nada que cambiar en Entra. Si vuelve a ocurrir, dé al soporte de TMAS la referencia y el ID de correlación.',
  },
  assignment_required: {
    person: 'Su empresa no le ha asignado TMAS en Microsoft Entra.',
    remedy: 'Pida a su administrador de TI que asigne TMAS a usted o a su grupo.',
    it: 'La aplicación empresarial exige asignación, y esta cuenta no la tiene. En el centro de administración de Microsoft Entra, abra Aplicaciones empresariales > TMAS > Usuarios y grupos > Agregar usuario o grupo, y elija a la persona o un grupo del que sea miembro directo (los grupos anidados no cuentan). Para asignar un grupo hace falta Entra ID P1 o P2; con la versión gratuita, asigne a las personas una a una. O ponga Propiedades > ¿Se requiere asignación? en No: el propio TMAS solo admite a sus usuarios.',
  },
  consent_declined: {
    person: 'No se aceptó la solicitud de permisos de Microsoft.',
    remedy: 'Inicie sesión de nuevo y elija «Aceptar»; TMAS solo lee su nombre y su dirección.',
    it: 'La persona rechazó el consentimiento. TMAS pide los permisos delegados openid, profile y email, y nada más. Para ahorrar la pregunta a todos, un administrador puede consentir una vez para toda la organización: Aplicaciones empresariales > TMAS > Permisos > Conceder consentimiento de administrador.',
  },
  consent_missing: {
    person: 'Nadie ha permitido todavía que TMAS lea su nombre y su dirección.',
    remedy: 'Inicie sesión de nuevo y elija «Aceptar» cuando Microsoft lo pida.',
    it: 'Ni esta persona ni un administrador ha dado su consentimiento a TMAS. Un inicio de sesión interactivo lo pide. Donde las personas no pueden consentir por sí mismas, concédalo para todos: Aplicaciones empresariales > TMAS > Permisos > Conceder consentimiento de administrador. Los permisos son openid, profile y email (delegados).',
  },
  admin_consent_required: {
    person: 'En su empresa solo un administrador de TI puede aprobar una aplicación nueva.',
    remedy: 'Pida a su administrador de TI que apruebe TMAS.',
    it: 'Su configuración de consentimiento no deja que las personas aprueben una aplicación así. Conceda el consentimiento una vez para todos: Aplicaciones empresariales > TMAS > Permisos > Conceder consentimiento de administrador (como administrador de aplicaciones en la nube o superior). Si TMAS aún no aparece, use el enlace de consentimiento que TMAS da para su inquilino. La configuración está en Aplicaciones empresariales > Consentimiento y permisos.',
  },
  admin_consent_request: {
    person: 'En su empresa un administrador de TI debe aprobar una aplicación nueva.',
    remedy:
      'Escriba un motivo en la página de Microsoft y envíe la solicitud; después decide su administrador de TI.',
    it: 'El flujo de solicitudes de consentimiento está activo. La solicitud espera en Aplicaciones empresariales > Solicitudes de consentimiento del administrador > Mis pendientes: ábrala, revise los permisos (openid, profile, email; delegados) y elija Aprobar. Eso vale para todos.',
  },
  admin_consent_requested: {
    person: 'Su solicitud para usar TMAS se envió a su administrador de TI.',
    remedy: 'Espere su decisión y vuelva a iniciar sesión después.',
    it: 'El flujo de solicitudes de consentimiento está activo y hay una solicitud pendiente para TMAS: Aplicaciones empresariales > Solicitudes de consentimiento del administrador > Mis pendientes. Ábrala, revise los permisos (openid, profile, email; delegados) y elija Aprobar. El consentimiento vale entonces para todos.',
  },
  consent_collision: {
    person: 'Microsoft no pudo guardar la aprobación la primera vez.',
    remedy: 'Inténtelo de nuevo en un minuto; avise a su administrador de TI si vuelve a ocurrir.',
    it: 'Dos aprobaciones en el mismo momento, o una aplicación con el mismo nombre, entraron en conflicto. Por lo general, TMAS aparece igualmente en Aplicaciones empresariales. Si no aparece, o el error continúa, repita el consentimiento de administrador y busque una segunda entrada con el mismo nombre.',
  },
  consent_not_saved: {
    person: 'Microsoft tuvo un problema temporal al guardar su aprobación.',
    remedy: 'Inténtelo de nuevo en un minuto.',
    it: 'Un fallo temporal de Microsoft al guardar el consentimiento. Si dura, consulte el estado de los servicios en el centro de administración de Microsoft 365 y repita el consentimiento.',
  },
  application_absent: {
    person: 'TMAS no está aprobado en el Microsoft Entra de su empresa.',
    remedy: 'Pida a su administrador de TI que apruebe TMAS.',
    it: 'Su inquilino no tiene una aplicación empresarial para TMAS, o se eliminó; hay que dar el consentimiento de nuevo. Use el enlace de consentimiento de TMAS para su inquilino, o haga que inicie sesión alguien que pueda consentir; compruebe después Aplicaciones empresariales > TMAS. Una entrada eliminada también puede restaurarse durante 30 días.',
  },
  application_risky: {
    person: 'Microsoft quiere que un administrador de TI examine TMAS antes de que se use.',
    remedy: 'Pida a su administrador de TI que examine y apruebe TMAS.',
    it: 'El consentimiento reforzado por riesgo detuvo la solicitud: debe decidir un administrador. Revise el editor y los permisos (openid, profile, email; delegados) y conceda el consentimiento en Aplicaciones empresariales > TMAS > Permisos. El ajuste está en Aplicaciones empresariales > Consentimiento y permisos > Configuración de consentimiento del usuario.',
  },
  application_blocked: {
    person: 'TMAS está bloqueado en el Microsoft Entra de su empresa.',
    remedy: 'Pida a su administrador de TI que revise la aplicación TMAS.',
    it: 'Revise Aplicaciones empresariales > TMAS > Propiedades (¿Habilitado para que los usuarios inicien sesión? debe estar en Sí), sus Permisos y su Acceso condicional. Los registros de inicio de sesión dan el motivo con el ID de correlación. Si la propia Microsoft ha deshabilitado la aplicación, avise al soporte de TMAS.',
  },
  application_disabled: {
    person: 'TMAS está desactivado en el Microsoft Entra de su empresa.',
    remedy: 'Pida a su administrador de TI que habilite TMAS para el inicio de sesión.',
    it: 'En su inquilino, Aplicaciones empresariales > TMAS > Propiedades > ¿Habilitado para que los usuarios inicien sesión? debe estar en Sí. Si ya lo está, puede que el propio registro esté deshabilitado, por TMAS o por Microsoft: entonces todas las empresas ven el mismo error y debe actuar el soporte de TMAS.',
  },
  graph_disabled: {
    person: 'Un servicio de Microsoft necesario para todo inicio de sesión está deshabilitado en su empresa.',
    remedy: 'Pida a su administrador de TI que habilite Microsoft Graph.',
    it: 'TMAS pide openid, profile y email. Pertenecen a Microsoft Graph, que está deshabilitado o falta en su inquilino. En Aplicaciones empresariales, ponga el filtro Tipo de aplicación en Aplicaciones de Microsoft, abra Microsoft Graph > Propiedades y ponga ¿Habilitado para que los usuarios inicien sesión? en Sí. Una suscripción vencida puede tener el mismo efecto.',
  },
  single_sign_on_permission: {
    person: 'Microsoft necesita su permiso para iniciar sesión en TMAS con la cuenta de este dispositivo.',
    remedy: 'Inicie sesión de nuevo y acepte cuando se le pregunte.',
    it: 'En algunas regiones, Windows pide permiso a la persona antes de usar la cuenta del dispositivo en otra aplicación. Esta persona lo rechazó o no respondió. El próximo inicio de sesión interactivo vuelve a preguntar. No hay nada que cambiar en Entra.',
  },
  policy_blocked: {
    person: 'Una directiva de seguridad de su empresa no permite este inicio de sesión.',
    remedy:
      'Inténtelo desde un equipo o una red de la empresa. Si no funciona, acuda a su administrador de TI.',
    it: 'El acceso condicional bloqueó el inicio de sesión. En el centro de administración de Microsoft Entra, abra Supervisión y estado > Registros de inicio de sesión, busque el ID de correlación y abra la pestaña Acceso condicional: nombra la directiva y la condición que no se cumplió. Cambie la directiva, excluya de ella TMAS o a la persona, o pruebe un caso con la herramienta What If.',
  },
  policy_condition: {
    person:
      'Su empresa solo permite este inicio de sesión desde ciertos dispositivos, lugares o aplicaciones.',
    remedy:
      'Inténtelo desde un equipo o una red de la empresa. Si no funciona, acuda a su administrador de TI.',
    it: 'No se cumplió una condición del acceso condicional (dispositivo, lugar, riesgo o aplicación cliente). Registros de inicio de sesión > el ID de correlación > Acceso condicional muestra cuál. La red de una tienda se añade en Acceso condicional > Ubicaciones con nombre.',
  },
  security_defaults: {
    person:
      'La protección básica del Microsoft Entra de su empresa no permite este tipo de inicio de sesión.',
    remedy: 'Inténtelo con un navegador actual. Si no funciona, acuda a su administrador de TI.',
    it: 'Los valores predeterminados de seguridad bloquearon la solicitud como autenticación heredada. TMAS inicia sesión con OpenID Connect en un navegador: busque un navegador antiguo o incrustado. El ajuste está en Información general > Propiedades > Valores predeterminados de seguridad.',
  },
  device_not_compliant: {
    person: 'Su empresa solo permite este inicio de sesión desde un dispositivo que cumple sus normas.',
    remedy:
      'Use un dispositivo de la empresa, o haga que este cumpla las normas con la aplicación Portal de empresa.',
    it: 'El acceso condicional exige un dispositivo conforme. En el centro de administración de Microsoft Intune mire Dispositivos > el dispositivo > Cumplimiento del dispositivo, y la información del dispositivo en los registros de inicio de sesión: un identificador vacío significa que el navegador no lo identificó (ventana privada, o navegador sin la extensión de inicio de sesión único). Si no, excluya TMAS o estas tiendas de la directiva.',
  },
  device_not_registered: {
    person: 'Su empresa solo permite este inicio de sesión desde un dispositivo que ella administra.',
    remedy:
      'Use un dispositivo de la empresa, o añada este en Configuración > Cuentas > Obtener acceso a trabajo o escuela.',
    it: 'El acceso condicional exige un dispositivo registrado, unido o unido de forma híbrida; este no lo está, o el navegador no lo identificó. Compruebe Dispositivos > Todos los dispositivos, columna Tipo de unión, y la información del dispositivo en los registros de inicio de sesión. Si no, excluya TMAS o estas tiendas de la directiva.',
  },
  device_unknown: {
    person: 'Microsoft no conoce este dispositivo, o lo conoce con otra cuenta.',
    remedy: 'Use otro dispositivo de la empresa, o pida a su administrador de TI que registre este de nuevo.',
    it: 'El dispositivo que presentó el navegador no está en su inquilino (se eliminó o no llegó a registrarse del todo), o está registrado para otra cuenta. Mire en Dispositivos > Todos los dispositivos. En el dispositivo, compruebe dsregcmd /status, desconéctelo de la organización y vuelva a unirlo.',
  },
  device_authentication: {
    person: 'Microsoft no pudo reconocer este dispositivo.',
    remedy:
      'Inicie sesión en un dispositivo de la empresa, con un navegador conectado a su cuenta profesional.',
    it: 'Se pidió la autenticación del dispositivo y falló. Compruebe que el dispositivo está habilitado en Dispositivos > Todos los dispositivos, que su registro está completo (dsregcmd /status en Windows) y que el navegador puede presentarlo: Edge con el perfil profesional, o Chrome y Firefox con la extensión de inicio de sesión único de Microsoft; sin ventana privada.',
  },
  device_platform: {
    person: 'Su empresa no permite este tipo de dispositivo.',
    remedy: 'Use otro dispositivo. Si no funciona, acuda a su administrador de TI.',
    it: 'Una directiva de acceso condicional excluye esta plataforma o no la conoce. Registros de inicio de sesión > el ID de correlación > Acceso condicional nombra la directiva; vea su condición Plataformas de dispositivo.',
  },
  device_disabled: {
    person: 'Este dispositivo está desactivado en el Microsoft Entra de su empresa.',
    remedy: 'Pida a su administrador de TI que lo active, o use otro dispositivo.',
    it: 'Dispositivos > Todos los dispositivos > el dispositivo > Habilitar. Los dispositivos los deshabilita un administrador o una limpieza de los que llevan tiempo sin uso.',
  },
  guest_device: {
    person: 'La empresa que usted visita todavía no acepta su dispositivo.',
    remedy: 'Acuda al administrador de TI de la empresa con cuyas tiendas trabaja.',
    it: 'Un invitado debe tener un dispositivo conforme, y su inquilino no confía en el cumplimiento que declara el del invitado. Identidades externas > Configuración de acceso entre inquilinos > la organización > Acceso de entrada > Configuración de confianza: confíe en los dispositivos conformes (y unidos de forma híbrida); o excluya a los invitados de la directiva.',
  },
  client_app_not_approved: {
    person: 'Su empresa solo permite este inicio de sesión desde aplicaciones aprobadas.',
    remedy: 'Use el navegador que su empresa indica, por ejemplo Microsoft Edge.',
    it: 'El acceso condicional exige una aplicación cliente aprobada o una directiva de protección de aplicaciones. TMAS funciona en un navegador: en los teléfonos permita Microsoft Edge, o excluya TMAS de ese control de concesión.',
  },
  app_protection: {
    person: 'Su empresa solo permite este inicio de sesión en una aplicación que ella protege.',
    remedy:
      'En un teléfono, use Microsoft Edge con su cuenta profesional. Si no basta, acuda a su administrador de TI.',
    it: 'El acceso condicional exige una directiva de protección de aplicaciones (Microsoft Intune). TMAS funciona en un navegador: en teléfonos y tabletas, asigne la directiva a Microsoft Edge y permita usarlo, o excluya TMAS de ese control de concesión.',
  },
  browser_unsupported: {
    person: 'Las normas de su empresa sobre dispositivos no admiten este navegador.',
    remedy:
      'Use Microsoft Edge, u otro navegador que su empresa admita, con su perfil profesional y sin ventana privada.',
    it: 'La directiva tiene que ver el dispositivo, y este navegador no lo muestra. Sirven Edge con un perfil profesional, Chrome y Firefox con la extensión de inicio de sesión único de Microsoft, y Safari en dispositivos Apple administrados. También para registrar un dispositivo hace falta Edge o un navegador administrado. Si no, excluya TMAS o estas tiendas de la directiva.',
  },
  tenant_restrictions: {
    person: 'La red en la que está no permite esta organización o esta aplicación.',
    remedy: 'Inténtelo desde otra red. Si no funciona, acuda al administrador de esta red.',
    it: 'Lo bloquean las restricciones de inquilino del proxy o del dispositivo. Versión 1: añada el inquilino al encabezado Restrict-Access-To-Tenants del proxy. Versión 2: Identidades externas > Configuración de acceso entre inquilinos > Restricciones de inquilino, permita la organización y la aplicación TMAS.',
  },
  tenant_restrictions_conflict: {
    person: 'La red y el dispositivo no coinciden en qué organizaciones se pueden usar.',
    remedy: 'Acuda a su administrador de TI.',
    it: 'Las restricciones de inquilino llegan de dos lugares que se contradicen, por ejemplo del encabezado de un proxy y de una directiva de dispositivo. Deje que solo uno establezca la restricción, o dé a ambos el mismo valor.',
  },
  cross_tenant_access: {
    person: 'Su empresa y la que usted visita no permiten ambas este inicio de sesión.',
    remedy: 'Acuda al administrador de TI de su empresa; quizá la otra también deba actuar.',
    it: 'El acceso entre inquilinos bloquea a un invitado: de salida en su propio inquilino (500212), de entrada en el inquilino visitado (500213), o entre nubes (1000104). Identidades externas > Configuración de acceso entre inquilinos, en ambos inquilinos: permita la organización, sus personas y la aplicación TMAS; para otra nube, también la configuración de nube de Microsoft.',
  },
  guests_not_allowed: {
    person: 'La empresa que usted visita no admite invitados aquí.',
    remedy: 'Acuda al administrador de TI de esa empresa.',
    it: 'La solicitud se rechazó porque no se permiten cuentas de invitado. Compruebe Identidades externas > Configuración de colaboración externa y las directivas de acceso condicional para usuarios invitados o externos. Permita invitados en TMAS si esta persona debe tener acceso.',
  },
  mfa_setup_blocked: {
    person: 'Su empresa no le deja configurar desde aquí el segundo paso de inicio de sesión.',
    remedy: 'Configúrelo en la red de su empresa, o acuda a su administrador de TI.',
    it: 'El registro de la información de seguridad está bloqueado por riesgo o por lugar. Compruebe la directiva de acceso condicional para la acción «Registrar información de seguridad», el riesgo de la persona en Protección de identidad > Usuarios de riesgo, o dé un pase de acceso temporal en Usuarios > la persona > Métodos de autenticación.',
  },
  user_at_risk: {
    person: 'Microsoft considera que su cuenta está en peligro y la ha bloqueado.',
    remedy: 'Pida a su administrador de TI que revise su cuenta.',
    it: 'Protección de identidad > Usuarios de riesgo > la persona: examine las detecciones y confirme que es segura o descarte el riesgo, o haga restablecer la contraseña. Bloquea la directiva de riesgo de usuario.',
  },
  minor_blocked: {
    person: 'Su empresa no permite esta aplicación a su grupo de edad.',
    remedy: 'Acuda a su administrador de TI.',
    it: 'La cuenta figura como la de un menor sin consentimiento: Usuarios > la persona > Propiedades, grupo de edad y consentimiento proporcionado para menores. Corrija lo que no sea cierto.',
  },
  external_mfa: {
    person: 'El segundo paso de inicio de sesión de su empresa no dio a Microsoft lo que espera.',
    remedy: 'Acuda a su administrador de TI.',
    it: 'Un método de autenticación externo, un control personalizado o un control de sesión no devolvió lo que exige la directiva. Compruebe Métodos de autenticación > el método externo, y los controles de concesión y de sesión de la directiva; Registros de inicio de sesión > el ID de correlación > Detalles de autenticación muestra el paso.',
  },
  method_not_allowed: {
    person: 'Su empresa no acepta esta forma de iniciar sesión.',
    remedy: 'Elija otra forma en la página de Microsoft. Si no hay ninguna, acuda a su administrador de TI.',
    it: 'La directiva de métodos de autenticación no permite el método, o este no basta para lo que pide una directiva. Vea en Métodos de autenticación > Directivas qué tiene habilitado esta persona (inicio de sesión por teléfono, clave de acceso, pase de acceso temporal, código QR). Registros de inicio de sesión > el identificador de correlación > Detalles de la autenticación muestra el paso.',
  },
  certificate_not_allowed: {
    person: 'Las normas de su empresa no admiten este certificado.',
    remedy:
      'Elija otro certificado u otra forma de iniciar sesión. Si no hay ninguna, acuda a su administrador de TI.',
    it: 'Autenticación basada en certificados: las condiciones de la directiva excluyen este certificado (emisor, OID de directiva o seguridad). Compruebe Métodos de autenticación > Directivas > Autenticación basada en certificados > Configurar.',
  },
  personal_account: {
    person: 'Esta es una cuenta personal de Microsoft.',
    remedy: 'Inicie sesión con la cuenta profesional o educativa que le dio su empresa.',
    it: 'TMAS solo acepta cuentas profesionales y educativas. Si alguien tiene las dos con la misma dirección, elija «Cuenta profesional o educativa» en la página de Microsoft, o use una ventana privada.',
  },
  account_type: {
    person: 'Este tipo de cuenta no sirve para TMAS.',
    remedy: 'Inicie sesión con la cuenta profesional que tiene en su empresa.',
    it: 'TMAS acepta cuentas de una organización en Microsoft Entra, y la cuenta usada es de otro tipo, por ejemplo de un proveedor de identidades externo. Que la persona use su cuenta profesional, o invítela: los invitados inician sesión en la dirección propia de la cadena.',
  },
  guest_path: {
    person: 'Un invitado debe usar la dirección de inicio de sesión propia de la cadena.',
    remedy: 'Pida a su responsable de TMAS la dirección de inicio de sesión de su cadena y use esa.',
    it: 'La dirección general lleva al invitado a su inquilino de origen. La dirección propia de la cadena lleva a su inquilino; el responsable de TMAS la encuentra en Administración > Gestionar ubicaciones > la cadena > Avanzado.',
  },
  session_of_other_account: {
    person: 'Este navegador tiene abierta la sesión de otra cuenta de Microsoft.',
    remedy: 'Elija «Usar otra cuenta de Microsoft», o cierre la sesión de Microsoft e inténtelo de nuevo.',
    it: 'Las sesiones del navegador no corresponden a la cuenta o al inquilino pedidos. Basta cerrar la sesión de la otra cuenta o usar una ventana privada. Un invitado debe haber sido invitado a su inquilino (Usuarios > Todos los usuarios, tipo Invitado) y haber aceptado.',
  },
  no_session: {
    person: 'No ha iniciado sesión en Microsoft.',
    remedy: 'Pulse «Iniciar sesión con Microsoft».',
    it: 'Una solicitud silenciosa no encontró ninguna sesión. Es normal: una línea del registro, no un fallo. Sigue el inicio de sesión interactivo.',
  },
  sign_out_failed: {
    person: 'Microsoft no pudo terminar un cierre de sesión. No tiene que ver con el inicio de sesión.',
    remedy: 'Cierre todas las ventanas del navegador e inicie sesión de nuevo si lo necesita.',
    it: 'Una solicitud de cierre de sesión nombraba una sesión que ya no existe, o llegó tarde. No hay nada que cambiar.',
  },
  account_of_other_company: {
    person: 'La cuenta que eligió no pertenece a la organización de Microsoft de su empresa.',
    remedy: 'Inicie sesión con su cuenta profesional; si no tiene otra, acuda a su administrador de TI.',
    it: 'La cuenta es personal o de otra empresa, y su inquilino no la conoce. Casi siempre el navegador ofreció la cuenta equivocada: use otra, o una ventana privada. Si esta persona debe iniciar sesión como invitada: Usuarios > Nuevo usuario > Invitar a un usuario externo. Después usa la dirección de inicio de sesión propia de la cadena.',
  },
  account_not_added: {
    person: 'Su cuenta no se ha añadido al Microsoft Entra de su empresa.',
    remedy: 'Pida a su administrador de TI que la añada.',
    it: 'El inicio de sesión único no encontró la cuenta en ningún inquilino consultado por TMAS. Añádala en Usuarios > Nuevo usuario, o invítela como usuario externo. Si se requiere asignación, asígnele TMAS.',
  },
  account_unknown: {
    person: 'Microsoft no conoce esta dirección en su empresa.',
    remedy: 'Revise la ortografía e inicie sesión con la dirección de su cuenta profesional.',
    it: 'No existe esa cuenta en el directorio, o el dominio no corresponde a este tipo de cuenta. Búsquela en Usuarios > Todos los usuarios por Nombre principal de usuario; puede diferir de la dirección de correo. TMAS necesita la dirección de inicio de sesión: corrija la dirección en TMAS si difieren.',
  },
  account_domain_unsupported: {
    person: 'Microsoft no puede usar el dominio de esta dirección.',
    remedy: 'Inicie sesión con otra dirección de su empresa, o pida una a su administrador de TI.',
    it: 'El dominio tiene caracteres que este inicio de sesión no admite, por ejemplo en un nombre de dominio internacionalizado. Dé a la persona un nombre principal de usuario en otro dominio comprobado y ponga esa dirección en TMAS.',
  },
  account_disabled: {
    person: 'Su cuenta de Microsoft está desactivada.',
    remedy: 'Pida a su administrador de TI que la active.',
    it: 'Usuarios > Todos los usuarios > la persona > Propiedades > Cuenta habilitada. Con sincronización de directorios se habilita en el directorio local.',
  },
  account_deleted: {
    person: 'Su cuenta de Microsoft se eliminó del directorio de su empresa.',
    remedy: 'Pida a su administrador de TI que la restaure.',
    it: 'Usuarios > Usuarios eliminados: una cuenta se puede restaurar durante 30 días y después funciona como antes. Si crea una nueva, para TMAS es otra cuenta, aunque tenga la misma dirección: el responsable de TMAS debe quitar el vínculo antiguo de este usuario en la administración de cuentas de usuario.',
  },
  account_locked: {
    person: 'Su cuenta de Microsoft está bloqueada temporalmente, tras demasiados intentos fallidos.',
    remedy:
      'Espere unos minutos e inténtelo de nuevo, o restablezca su contraseña en la página de Microsoft.',
    it: 'Bloqueo inteligente, o una dirección IP que Microsoft considera maliciosa. El bloqueo se levanta solo; los umbrales están en Métodos de autenticación > Protección con contraseña. Los registros de inicio de sesión muestran si los intentos eran de la persona.',
  },
  tenant_inactive: {
    person: 'Microsoft ha bloqueado el Microsoft Entra de toda su empresa por llevar mucho tiempo sin uso.',
    remedy: 'Pida a su administrador de TI que haga que lo reactiven.',
    it: 'El inquilino está bloqueado por inactividad: nadie puede iniciar sesión en nada de él. Un administrador pide a Microsoft que lo reactive, véase https://aka.ms/TenantLifecycle. No tiene que ver con TMAS ni con cuánto tardó este inicio de sesión.',
  },
  tenant_unavailable: {
    person: 'Microsoft ha dejado fuera de servicio el Microsoft Entra de su empresa.',
    remedy: 'Pida a su administrador de TI que contacte con el soporte de Microsoft.',
    it: 'Microsoft ha bloqueado este inquilino. Solo el soporte de Microsoft puede decir por qué y levantar el bloqueo. No hay nada que cambiar en TMAS.',
  },
  invitation_open: {
    person: 'Todavía no ha aceptado su invitación como invitado.',
    remedy: 'Abra el correo de invitación de Microsoft y acéptela; después inicie sesión de nuevo.',
    it: 'Usuarios > el invitado > el estado de la invitación es «Pendiente de aceptación». Reenvíe allí la invitación (Administrar > Reenviar invitación).',
  },
  password_wrong: {
    person: 'Microsoft no aceptó la dirección o la contraseña.',
    remedy: 'Inténtelo de nuevo, o elija «He olvidado mi contraseña» en la página de Microsoft.',
    it: 'Nombre de usuario o contraseña incorrectos en Microsoft; TMAS no ve ninguno de los dos. Restablézcala en Usuarios > la persona > Restablecer contraseña, o permita el autoservicio. Con sincronización de hash, una contraseña nueva puede tardar unos minutos.',
  },
  password_expired: {
    person: 'Su contraseña de Microsoft ha caducado.',
    remedy: 'Cámbiela en la página de Microsoft o en su equipo, e inicie sesión de nuevo.',
    it: 'La contraseña ha caducado, en el directorio local o en Entra. Donde las personas no pueden cambiarla, restablézcala en Usuarios > la persona; para cuentas locales debe estar activa la escritura diferida de contraseñas.',
  },
  password_change_demanded: {
    person: 'Su empresa exige una contraseña nueva de Microsoft.',
    remedy: 'Cambie su contraseña en la página de Microsoft e inicie sesión de nuevo.',
    it: 'Una directiva de acceso condicional o un riesgo detectado exige cambiar la contraseña. Las personas pueden hacerlo durante el inicio de sesión si el autoservicio de restablecimiento está activo; si no, restablézcala en Usuarios > la persona. Las cuentas locales necesitan la escritura diferida de contraseñas.',
  },
  password_change: {
    person: 'Microsoft quiere que primero cambie o confirme su contraseña.',
    remedy: 'Siga la página de Microsoft hasta el final y después inicie sesión en TMAS.',
    it: 'El inicio de sesión se interrumpió por un cambio o restablecimiento de contraseña que falló o no ha terminado (contraseña anterior incorrecta, normas no cumplidas, directorio local inaccesible). Compruebe el restablecimiento de contraseña y, con escritura diferida, el estado de Entra Connect.',
  },
  password_refused: {
    person: 'Microsoft no aceptó la contraseña nueva.',
    remedy: 'Compruebe la anterior y elija una nueva que cumpla las reglas de la página de Microsoft.',
    it: 'La contraseña actual era incorrecta, o la nueva incumple una regla: longitud, el nombre de la persona, palabras prohibidas o las reglas del directorio local. Vea Métodos de autenticación > Protección con contraseña.',
  },
  password_change_failed: {
    person: 'Microsoft no pudo cambiar su contraseña.',
    remedy: 'Inténtelo de nuevo en unos minutos. Si vuelve a fallar, acuda a su administrador de TI.',
    it: 'El cambio no llegó a término: el directorio local no respondía o lo rechazó, o la cuenta está bloqueada o deshabilitada allí. Compruebe la escritura diferida de contraseñas, el estado de Entra Connect y la cuenta en Active Directory.',
  },
  email_code: {
    person: 'Microsoft no aceptó el código que le envió por correo.',
    remedy: 'Pida un código nuevo en la página de Microsoft e introdúzcalo pronto.',
    it: 'Un invitado inicia sesión con un código de un solo uso por correo: era incorrecto, caducó o no se pudo entregar. Compruebe que el buzón del invitado recibe los mensajes de Microsoft. Estos códigos se configuran en Identidades externas > Todos los proveedores de identidades.',
  },
  mfa_required: {
    person: 'Microsoft pide un segundo paso para confirmar que es usted.',
    remedy: 'Inicie sesión de nuevo y complete el paso, por ejemplo en la aplicación Authenticator.',
    it: 'La autenticación multifactor la exige una directiva, un lugar o la antigüedad de la última, y no se completó. Registros de inicio de sesión > el ID de correlación > Detalles de autenticación muestra el paso. Quien perdió su método recibe otro en Usuarios > la persona > Métodos de autenticación.',
  },
  mfa_failed: {
    person: 'El segundo paso del inicio de sesión se rechazó o no se completó.',
    remedy:
      'Inicie sesión de nuevo y complételo, por ejemplo en la aplicación Authenticator. Si usted no lo pidió, avise a su administrador de TI.',
    it: 'La persona rechazó la solicitud, no respondió a tiempo o el método falló. Registros de inicio de sesión > el identificador de correlación > Detalles de la autenticación muestra el paso y el motivo. Un método perdido se sustituye en Usuarios > la persona > Métodos de autenticación.',
  },
  mfa_enrolment: {
    person: 'No ha terminado de configurar el segundo paso de inicio de sesión de su empresa.',
    remedy:
      'Inicie sesión de nuevo y complete la configuración que muestra Microsoft; ayuda un teléfono con Microsoft Authenticator.',
    it: 'Se exige la autenticación multifactor, y esta persona no ha registrado ningún método. Puede hacerlo en https://aka.ms/mfasetup. Si una directiva se lo impide, dé un pase de acceso temporal en Usuarios > la persona > Métodos de autenticación.',
  },
  telephone_limit: {
    person: 'Microsoft ha enviado por ahora demasiados códigos o llamadas a su teléfono.',
    remedy: 'Espere unos minutos e inténtelo de nuevo, o use la aplicación Authenticator.',
    it: 'Se alcanzó el límite de mensajes o llamadas para el segundo paso. Se restablece por sí solo. Microsoft Authenticator y las claves de acceso no tienen ese límite.',
  },
  external_challenge: {
    person: 'Microsoft pide un paso más, como unos términos de uso o un segundo factor.',
    remedy: 'Inicie sesión de nuevo y complete ese paso.',
    it: 'No se cumplió un control personalizado, un método de autenticación externo o unos términos de uso. Registros de inicio de sesión > el ID de correlación > Acceso condicional nombra la directiva que lo exige.',
  },
  confirmation_page: {
    person: 'Microsoft solo le pide que confirme algo.',
    remedy: 'Responda a la pregunta de Microsoft y el inicio de sesión continúa.',
    it: '«¿Mantener la sesión iniciada?» o «¿Está intentando iniciar sesión en TMAS?» interrumpe el inicio de sesión. El registro lo anota como error, pero no lo es.',
  },
  sign_in_again: {
    person: 'Su inicio de sesión en Microsoft ya no es válido.',
    remedy: 'Inicie sesión de nuevo.',
    it: 'La sesión se revocó, o la terminó un cambio de contraseña o la frecuencia de inicio de sesión de una directiva. Basta un nuevo inicio de sesión interactivo. Si vuelve enseguida, mire los controles de sesión del acceso condicional y el reloj del dispositivo.',
  },
  broker_app: {
    person: 'Su teléfono necesita la aplicación de Microsoft para iniciar sesión.',
    remedy: 'Instale Microsoft Authenticator (o Portal de empresa) e inicie sesión de nuevo.',
    it: 'Una directiva exige en el teléfono un inicio de sesión ligado al dispositivo, y para ello hace falta la aplicación intermediaria. Excluya TMAS donde no se desee.',
  },
  windows_hello: {
    person: 'Windows Hello no está configurado en este dispositivo, o ya no lo está.',
    remedy: 'Inicie sesión con su contraseña u otro método, y después configure Windows Hello de nuevo.',
    it: 'Entra no conoce la clave del dispositivo, o su configuración no se terminó. Quite el método en Usuarios > la persona > Métodos de autenticación y registre el dispositivo de nuevo (dsregcmd /status muestra su estado).',
  },
  passkey_refused: {
    person: 'Microsoft no aceptó la clave de acceso.',
    remedy:
      'Inténtelo de nuevo o elija otra forma de iniciar sesión. Si vuelve a fallar, acuda a su administrador de TI.',
    it: 'La respuesta de la clave no correspondía a la pregunta de Microsoft, llegó tarde, o la clave no está registrada para esta cuenta. Si vuelve a ocurrir, elimine la clave en Usuarios > la persona > Métodos de autenticación y haga que la persona la registre de nuevo.',
  },
  temporary_pass: {
    person: 'Su pase de acceso temporal no es válido.',
    remedy: 'Pida uno nuevo a su administrador de TI.',
    it: 'El pase es incorrecto, caducó, ya se usó o debe usarse en otro lugar. Cree uno nuevo: Usuarios > la persona > Métodos de autenticación > Agregar método de autenticación > Pase de acceso temporal.',
  },
  browser_storage: {
    person: 'Su navegador no deja que la página de Microsoft guarde lo que necesita.',
    remedy:
      'Permita las cookies y los datos del sitio para la página de Microsoft, desactive para ella la protección estricta contra el seguimiento e inténtelo de nuevo.',
    it: 'El navegador bloquea las cookies o el almacenamiento de la página de inicio de sesión. Permita por directiva las cookies y los datos del sitio para login.microsoftonline.com, y busque una extensión o una protección estricta contra el seguimiento que los bloquee.',
  },
  browser_outdated: {
    person: 'Este navegador, o la aplicación que muestra la página, es demasiado antiguo para Microsoft.',
    remedy: 'Actualícelo, o abra TMAS en otro navegador.',
    it: 'El WebView de Android es más antiguo de lo que Microsoft admite. Actualice Android System WebView o Chrome en el dispositivo, o haga que las personas abran TMAS en el navegador y no dentro de otra aplicación.',
  },
  other_service: {
    person: 'La conexión de su cuenta con otro servicio no está completa.',
    remedy: 'Siga la página de Microsoft hasta el final e inicie sesión de nuevo.',
    it: 'La vinculación de la cuenta con un proveedor de identidad o servicio externo (como LinkedIn) no ha terminado. TMAS no necesita ninguna; mire en Identidades externas > Todos los proveedores de identidades.',
  },
  federation: {
    person: 'El servicio de inicio de sesión de su empresa no dio a Microsoft una respuesta válida.',
    remedy: 'Acuda a su administrador de TI.',
    it: 'El proveedor de identidad federado (AD FS u otro) envió un token que Entra rechaza, o la federación del dominio no está configurada. Compruebe la configuración de federación del dominio (Get-MgDomainFederationConfiguration), el reloj, el emisor y el certificado del proveedor, y Entra Connect.',
  },
  federation_busy: {
    person: 'El inicio de sesión propio de su empresa no ha respondido ahora a Microsoft.',
    remedy: 'Inténtelo de nuevo en un minuto. Si vuelve a fallar, acuda a su administrador de TI.',
    it: 'El proveedor de identidades federado no está disponible o tuvo un fallo pasajero. Si dura, compruebe que se puede alcanzar y sus registros: el identificador de correlación y la hora ayudan a encontrar la solicitud.',
  },
  federation_domain: {
    person: 'El inicio de sesión propio de su empresa no se puede usar con esta dirección.',
    remedy: 'Pida a su administrador de TI que revise la dirección.',
    it: 'El dominio de la dirección no es uno de los que el proveedor de identidades federado puede avalar. Añada el dominio a la federación en Entra (Identidades externas > Todos los proveedores de identidades, o la configuración de federación del dominio).',
  },
  federation_certificate: {
    person: 'Microsoft ya no acepta el certificado del servicio de inicio de sesión de su empresa.',
    remedy: 'Acuda a su administrador de TI.',
    it: 'El proveedor de identidad federado firma con una clave que Entra no conoce: su certificado se renovó. Actualice el certificado de firma del dominio federado (Update-MgDomainFederationConfiguration, o Update-AdfsCertificate con actualización de metadatos).',
  },
  federation_claims: {
    person: 'El servicio de inicio de sesión de su empresa no le dice a Microsoft lo suficiente sobre usted.',
    remedy: 'Acuda a su administrador de TI.',
    it: 'A la aserción del proveedor le falta una notificación o tiene una incorrecta: el identificador inmutable (ancla de origen), o un correo o NameID que no es del dominio federado. Corrija sus reglas de notificación.',
  },
  federation_method: {
    person: 'En su empresa inició sesión de un modo distinto del que ahora se exige.',
    remedy: 'Cierre la sesión de Microsoft, cierre el navegador e inicie sesión de nuevo.',
    it: 'La sesión en el proveedor de identidad se abrió con otro método que el que nombra la solicitud (RequestedAuthnContext). TMAS no pide ninguno; mire la configuración de federación y haga que la persona inicie sesión de nuevo.',
  },
  claims_transformation: {
    person: 'La configuración de su empresa para TMAS en Microsoft provoca un error.',
    remedy: 'Pida a su administrador de TI que revise las notificaciones de la aplicación TMAS.',
    it: 'Falla una asignación o transformación de notificaciones de esta aplicación. Corríjala o quítela: Aplicaciones empresariales > TMAS > Inicio de sesión único > Atributos y notificaciones, y las directivas de asignación de notificaciones asignadas a la aplicación. TMAS no necesita ninguna.',
  },
  certificate_sign_in: {
    person: 'Microsoft no pudo comprobar el certificado con el que inició sesión.',
    remedy: 'Inicie sesión de otro modo y avise a su administrador de TI.',
    it: 'Autenticación basada en certificados: la cadena no está completa, o no se puede descargar la lista de revocación (CRL). Compruebe las autoridades de certificación (Infraestructura de clave pública) en el centro de administración de Entra, y que la dirección de la CRL sea pública, accesible y no demasiado grande.',
  },
  certificate_list_pending: {
    person: 'Microsoft aún está obteniendo la lista con la que comprueba su certificado.',
    remedy: 'Espere unos minutos e inténtelo de nuevo.',
    it: 'Autenticación basada en certificados: se está descargando la lista de revocación (CRL). Si dura, compruebe en Infraestructura de clave pública que su dirección es pública, se puede alcanzar y la lista no es demasiado grande.',
  },
  certificate_revoked: {
    person: 'El certificado con el que inició sesión no es válido.',
    remedy: 'Inicie sesión de otra forma y pida un certificado nuevo a su administrador de TI.',
    it: 'El certificado se revocó, o la prueba no se firmó con su clave. Emita uno nuevo, o compruebe la infraestructura de clave pública y su lista de revocación.',
  },
  certificate_choice: {
    person: 'Microsoft no recibió ningún certificado que pueda usar.',
    remedy:
      'Inténtelo de nuevo y elija el certificado correcto cuando el navegador lo pida. Si no hay ninguno, acuda a su administrador de TI.',
    it: 'No llegó ningún certificado, o el elegido no corresponde a esta cuenta. Un proxy que inspecciona TLS lo quita: excluya certauth.login.microsoftonline.com de la inspección. Compruebe el enlace de nombre de usuario de la autenticación basada en certificados.',
  },
  pass_through_agents: {
    person: 'Microsoft no puede llegar al directorio de su empresa en este momento.',
    remedy: 'Inténtelo de nuevo en unos minutos. Si sigue fallando, avise a su administrador de TI.',
    it: 'Autenticación de paso a través: ningún agente responde, o no llega a Active Directory. Vea Entra Connect > Connect Sync > Autenticación de paso a través para el estado de los agentes, y el registro del agente en su servidor.',
  },
  logon_hours: {
    person: 'Su empresa no le permite iniciar sesión a esta hora.',
    remedy: 'Inténtelo durante las horas permitidas, o acuda a su administrador de TI.',
    it: 'Active Directory limita las horas de inicio de sesión de esta cuenta, y la autenticación de paso las respeta. Usuarios y equipos de Active Directory > la persona > Cuenta > Horas de inicio de sesión.',
  },
  windows_sign_in: {
    person: 'No funcionó el inicio de sesión con su cuenta de Windows.',
    remedy: 'Escriba su dirección y su contraseña en la página de Microsoft.',
    it: 'Falló el inicio de sesión único de conexión directa o la autenticación integrada de Windows, y Entra vuelve a la contraseña. Si debe funcionar: compruebe la clave Kerberos de AZUREADSSOACC, la zona de intranet del navegador y el reloj del dispositivo.',
  },
  too_slow: {
    person: 'Este inicio de sesión tardó demasiado.',
    remedy: 'Empiece de nuevo desde la página de inicio de sesión de TMAS.',
    it: 'La página quedó abierta, o el código se presentó tarde. No hay nada que cambiar. Si les ocurre a todos, hay que comprobar el reloj del servidor de TMAS (soporte de TMAS).',
  },
  mixed_up_tabs: {
    person: 'La página de Microsoft ya no pertenece a este inicio de sesión.',
    remedy: 'Cierre las demás pestañas de Microsoft, permita las cookies y empiece de nuevo desde TMAS.',
    it: 'Varias pestañas, una página de Microsoft en favoritos, el botón Atrás o cookies bloqueadas. Permita las cookies de login.microsoftonline.com, y haga que se guarde en favoritos TMAS y no la página de Microsoft.',
  },
  used_twice: {
    person: 'Este inicio de sesión ya se utilizó.',
    remedy: 'Empiece de nuevo con «Iniciar sesión con Microsoft».',
    it: 'Un código de autorización vale una vez; una recarga, un segundo clic o un proxy de inspección lo envió dos veces. Si ocurre con regularidad, vea si un producto de seguridad abre las direcciones antes que la persona.',
  },
  page_reloaded: {
    person: 'Se abrió por sí sola una página de la mitad del inicio de sesión.',
    remedy: 'Empiece de nuevo desde la página de inicio de sesión de TMAS.',
    it: 'Una dirección que solo acepta formularios se abrió como página: por una recarga, un favorito o el historial. No hay nada que cambiar.',
  },
  answer_unusable: {
    person: 'Microsoft se negó a completar este inicio de sesión.',
    remedy: 'Empiece de nuevo en una sola ventana; si vuelve a ocurrir, dé la referencia al soporte de TMAS.',
    it: 'Se rechazó el código o su prueba (verificador PKCE), casi siempre tras dos inicios de sesión a la vez o una dirección cortada. No hay nada que cambiar en Entra; el soporte de TMAS lo encuentra por la referencia.',
  },
  microsoft_busy: {
    person: 'Microsoft tiene un problema temporal.',
    remedy: 'Espere un minuto e inténtelo de nuevo.',
    it: 'Un fallo temporal del lado de Microsoft. Si dura, consulte el estado de los servicios en el centro de administración de Microsoft 365, o https://status.cloud.microsoft.',
  },
  microsoft_fault: {
    person: 'Microsoft tiene un fallo que no se resuelve intentándolo de nuevo.',
    remedy: 'Envíe el texto de la página de Microsoft a su administrador de TI.',
    it: 'Microsoft informa de un fallo de su propio servicio que no se resuelve repitiendo. Abra una solicitud de soporte en Microsoft (centro de administración de Entra > Aprendizaje y soporte > Nueva solicitud de soporte) con el identificador de correlación, el identificador de solicitud y la hora.',
  },
  throttled: {
    person: 'Microsoft limita en este momento las solicitudes de su empresa.',
    remedy: 'Espere un minuto e inténtelo de nuevo.',
    it: 'El inquilino hizo demasiadas solicitudes en poco tiempo. Los registros de inicio de sesión muestran qué aplicación o script las causa.',
  },
  request_loop: {
    person: 'El inicio de sesión daba vueltas, y Microsoft lo detuvo.',
    remedy: 'Cierre todas las pestañas de TMAS, espere unos minutos e inicie sesión de nuevo.',
    it: 'Microsoft vio la misma solicitud una y otra vez del mismo navegador. Las cookies bloqueadas para TMAS son una causa habitual. Si les ocurre a muchas personas, avise al soporte de TMAS.',
  },
  application_unknown: {
    person: 'Microsoft no encuentra TMAS en su organización.',
    remedy:
      'Avise al soporte de TMAS, y pregunte a su responsable de TMAS si el Azure Tenant ID es correcto.',
    it: 'El directorio consultado no conoce la aplicación. Causas posibles: un ID de inquilino erróneo en TMAS (Avanzado > Azure Tenant ID), una aplicación empresarial eliminada, otra nube, o el propio Id. de cliente de TMAS. Compare el inquilino con Información general > Id. de inquilino y compruebe si Aplicaciones empresariales contiene TMAS; lo demás corresponde al soporte de TMAS.',
  },
  redirect_uri: {
    person: 'Microsoft no conoce la dirección a la que TMAS quiere volver.',
    remedy: 'El soporte de TMAS debe corregirlo. Envíele el texto de Microsoft.',
    it: 'Para el operador de TMAS: Registros de aplicaciones > TMAS > Autenticación debe contener la dirección de redirección letra por letra, de tipo Web: el origen de TMAS_URL seguido de /sign-in/microsoft/callback. No hay nada que cambiar en el inquilino del cliente.',
  },
  platform_type: {
    person: 'TMAS está registrado en Microsoft de un modo que no funciona.',
    remedy: 'El soporte de TMAS debe corregirlo.',
    it: 'Para el operador de TMAS: Registros de aplicaciones > TMAS > Autenticación: la dirección de redirección debe ser de tipo Web, no Aplicación de página única ni Móvil. Un proxy no debe añadir un encabezado Origin a las solicitudes de TMAS.',
  },
  secret_wrong: {
    person: 'Microsoft no acepta la contraseña propia de TMAS.',
    remedy: 'El soporte de TMAS debe corregirlo. Afecta a todos.',
    it: 'Para el operador de TMAS: ENTRA_CLIENT_SECRET debe ser el Valor del secreto, no su Id. (Registros de aplicaciones > TMAS > Certificados y secretos). Cree uno nuevo, o mejor un certificado, y reinicie.',
  },
  secret_expired: {
    person: 'La contraseña propia de TMAS en Microsoft ha caducado.',
    remedy: 'El soporte de TMAS debe corregirlo. Afecta a todos.',
    it: 'Para el operador de TMAS: todos los secretos de cliente configurados han caducado, y ningún cliente puede iniciar sesión. En Registros de aplicaciones > TMAS > Certificados y secretos, añada una credencial nueva (mejor un certificado), configúrela y reinicie. Puede configurar dos a la vez, para el próximo cambio.',
  },
  certificate_refused: {
    person: 'Microsoft no acepta el certificado propio de TMAS.',
    remedy: 'El soporte de TMAS debe corregirlo. Afecta a todos.',
    it: 'Para el operador de TMAS: cargue el certificado de ENTRA_CLIENT_CERTIFICATE_FILE en Registros de aplicaciones > TMAS > Certificados y secretos. Compruebe que es válido, que su clave es RSA de 2048 bits como mínimo y que el reloj del servidor es correcto: la solicitud firmada solo vale unos minutos.',
  },
  credential_refused: {
    person: 'Microsoft no acepta el modo en que TMAS se identifica.',
    remedy: 'El soporte de TMAS debe corregirlo. Afecta a todos.',
    it: 'Para el operador de TMAS: falta la credencial, o es de un tipo que el registro no admite. Registros de aplicaciones > TMAS > Autenticación: tipo Web, y ningún flujo de cliente público. Certificados y secretos: una credencial válida y configurada en TMAS.',
  },
  single_tenant: {
    person: 'TMAS está registrado en Microsoft para una sola organización.',
    remedy: 'El soporte de TMAS debe corregirlo.',
    it: 'Para el operador de TMAS: Registros de aplicaciones > TMAS > Autenticación > Tipos de cuenta admitidos debe ser «Cuentas en cualquier directorio organizativo» (signInAudience AzureADMultipleOrgs).',
  },
  registration_audience: {
    person: 'TMAS está registrado en Microsoft solo para cuentas personales.',
    remedy: 'Debe corregirlo el soporte de TMAS.',
    it: 'Para el operador de TMAS: signInAudience del registro debe ser AzureADMultipleOrgs, que aparece como «Cuentas en cualquier directorio organizativo» en Registros de aplicaciones > TMAS > Autenticación. No hay nada que cambiar en el inquilino del cliente.',
  },
  allowed_tenants: {
    person: 'El registro de TMAS en Microsoft aún no admite su organización.',
    remedy: 'Debe corregirlo el soporte de TMAS: envíele el texto de Microsoft.',
    it: 'Para el operador de TMAS: Registros de aplicaciones > TMAS > Autenticación > Cuentas admitidas está limitado a ciertos inquilinos, y este no está en la lista. Añádalo o, mejor, quite la restricción: la lista admite 20 inquilinos como máximo, y TMAS comprueba por sí mismo cuáles son de sus clientes.',
  },
  wrong_path: {
    person: 'TMAS preguntó a Microsoft en una dirección que no corresponde a esta cuenta.',
    remedy:
      'Use la página de inicio de sesión de TMAS; si vuelve a ocurrir, dé la referencia al soporte de TMAS.',
    it: 'La solicitud no nombra ningún inquilino, o usa una ruta (common, consumers) que no corresponde a una aplicación de cuentas profesionales y educativas. TMAS usa organizations o el ID de inquilino, así que es probable una dirección antigua o hecha a mano. Si no, le corresponde al operador de TMAS (ENTRA_AUTHORITY).',
  },
  other_cloud: {
    person: 'Su cuenta está en una nube de Microsoft distinta de la de TMAS.',
    remedy: 'Acuda a su administrador de TI y al soporte de TMAS.',
    it: 'El inquilino pertenece a una de las nubes de Microsoft (mundial, US Government, China, Bleu en Francia, Delos en Alemania, GovSG en Singapur), y el registro de TMAS a otra. Cada nube necesita su propio registro; pregunte al soporte de TMAS si TMAS se ofrece allí. Para el operador de TMAS: el registro y ENTRA_AUTHORITY deben ser de la misma nube.',
  },
  service_not_in_tenant: {
    person: 'TMAS pidió un servicio que la organización de Microsoft de su empresa no tiene.',
    remedy: 'El soporte de TMAS debe corregirlo.',
    it: 'Un permiso se refiere a un servicio sin entidad de servicio en el inquilino. TMAS solo necesita openid, profile y email de Microsoft Graph. Para el operador de TMAS: quite del registro cualquier otro permiso.',
  },
  permissions_misconfigured: {
    person: 'Los permisos que TMAS pide no están bien configurados.',
    remedy: 'El soporte de TMAS debe corregirlo.',
    it: 'Para el operador de TMAS: Registros de aplicaciones > TMAS > Permisos de API debe contener openid, profile y email de Microsoft Graph (delegados) y nada más; en el manifiesto, acceptMappedClaims es null o false. Después puede pedirse el consentimiento una vez más.',
  },
  grant_unsupported: {
    person: 'TMAS hizo una solicitud de un tipo que Microsoft no le permite.',
    remedy: 'Empiece de nuevo; si vuelve a ocurrir, dé la referencia al soporte de TMAS.',
    it: 'Para el operador de TMAS: el registro no permite este tipo de concesión o aserción. TMAS solo usa el código de autorización; busque otro programa que use el mismo Id. de cliente.',
  },
  request_malformed: {
    person: 'Microsoft no entendió la solicitud de TMAS.',
    remedy:
      'Empiece de nuevo desde la página de inicio de sesión; si vuelve a ocurrir, dé la referencia al soporte de TMAS.',
    it: 'Un parámetro falta, es incorrecto o demasiado largo. Las causas habituales son una página de Microsoft en favoritos, un proxy que reescribe o una dirección hecha a mano. Si viene del botón de TMAS, dé al soporte de TMAS la referencia y el ID de correlación.',
  },
  saml_application: {
    person: 'Este error pertenece a una forma de iniciar sesión distinta de la de TMAS.',
    remedy: 'Pida a su administrador de TI que mire la aplicación nombrada en la página de Microsoft.',
    it: 'El error es de SAML, pero TMAS inicia sesión con OpenID Connect. Lo más probable es que alguien haya creado una aplicación aparte para TMAS, o que la página sea de otra aplicación. En Aplicaciones empresariales, use la entrada que creó el consentimiento y elimine la hecha a mano.',
  },
  ws_federation: {
    person: 'Esta página pertenece a otra forma de iniciar sesión que la de TMAS.',
    remedy: 'Empiece de nuevo con «Iniciar sesión con Microsoft» en la página de inicio de sesión de TMAS.',
    it: 'El error pertenece a WS-Federation, o a un token que un servicio cambia por otro. TMAS inicia sesión con OpenID Connect: la causa probable es un marcador antiguo u otra aplicación. Si viene del botón de TMAS, el soporte de TMAS necesita la referencia y el identificador de correlación.',
  },
  device_code: {
    person: 'Este error pertenece al inicio de sesión con un código en otro dispositivo, que TMAS no usa.',
    remedy: 'Empiece desde la página de inicio de sesión de TMAS.',
    it: 'Un código de dispositivo era incorrecto, caducó o no se confirmó. TMAS no los usa: es otro programa. Si nada en su empresa debe usarlos, bloquee ese flujo en el acceso condicional (condición Flujos de autenticación).',
  },
  action_elsewhere: {
    person:
      'Su empresa exige algo que debe hacerse fuera de este inicio de sesión, por ejemplo registrar su dispositivo.',
    remedy: 'Pregunte a su administrador de TI qué falta y después vuelva a iniciar sesión.',
    it: 'Una condición de su inquilino no se puede cumplir durante un inicio de sesión (el error de Microsoft lleva la marca «additional_action»), por ejemplo un dispositivo que primero debe inscribirse. Registros de inicio de sesión > el ID de correlación > Acceso condicional muestra la directiva que lo exige.',
  },
  message_shown: {
    person: 'Microsoft no le deja entrar por ahora y muestra el motivo en su propia página.',
    remedy: 'Vuelva a iniciar sesión, lea lo que dice la página de Microsoft y sígalo.',
    it: 'El error de Microsoft lleva la marca «message_only»: no se cumple una condición, y un nuevo inicio de sesión solo muestra el mensaje correspondiente. Registros de inicio de sesión > el ID de correlación > Acceso condicional nombra la directiva.',
  },
  no_reason_given: {
    person: 'Microsoft rechazó el inicio de sesión sin dar ningún número que indique el motivo.',
    remedy: 'Inténtelo de nuevo. Si vuelve a ocurrir, dé la referencia y la hora a su administrador de TI.',
    it: 'Microsoft envió un error sin número, lo que deja varias causas posibles. Los registros de inicio de sesión de su centro de administración de Microsoft Entra (Supervisión y estado) contienen el intento con el nombre de la persona y la hora, y el motivo.',
  },
  cancelled: {
    person: 'El inicio de sesión se canceló en la página de Microsoft.',
    remedy:
      'Inténtelo de nuevo. Si la página de Microsoft pedía un administrador, acuda a su administrador de TI.',
    it: 'La persona volvió sin iniciar sesión o sin dar su consentimiento; Microsoft no dice en qué paso. Si su página pedía la aprobación de un administrador, consienta una vez para todos: Aplicaciones empresariales > TMAS > Permisos > Conceder consentimiento de administrador.',
  },
  consent_question: {
    person: 'No es un error: Microsoft pregunta si TMAS puede leer su nombre y su dirección.',
    remedy: 'Elija «Aceptar» para continuar.',
    it: 'La pregunta de consentimiento habitual, para openid, profile y email (delegados). «No comprobado» solo significa que Microsoft no ha comprobado al editor. Para ahorrar la pregunta a todos, consienta para la organización: Aplicaciones empresariales > TMAS > Permisos > Conceder consentimiento de administrador.',
  },
  sign_in_address: {
    person:
      'En este texto no hay ningún error: es la dirección de la página de inicio de sesión de Microsoft.',
    remedy:
      'Copie el texto de la propia página, entero. Si ofrece «Detalles de la solución de problemas» o «Más detalles», ábralos antes.',
    it: 'La dirección contiene lo que TMAS pidió y nada de la respuesta de Microsoft. Los registros de inicio de sesión de su centro de administración de Microsoft Entra contienen el intento con su motivo.',
  },
  browser_page: {
    person: 'Esta página es de su navegador, no de Microsoft: no pudo abrir la dirección.',
    remedy: 'Compruebe la red o la wifi de este dispositivo e inténtelo de nuevo.',
    it: 'No se estableció ninguna conexión (red, resolución de nombres, proxy, certificado o cortafuegos). Los dispositivos deben alcanzar login.microsoftonline.com y la dirección de TMAS por https.',
  },
  personal_account_code: {
    person: 'Este número viene de la página de cuentas personales de Microsoft.',
    remedy: 'Inicie sesión con la cuenta profesional o educativa de su empresa.',
    it: 'Los códigos de ocho cifras que empiezan por 8004 son del servicio de cuentas personales de Microsoft (login.live.com) y no son números AADSTS. TMAS acepta cuentas profesionales o educativas. Si alguien tiene ambas con la misma dirección, elija «Cuenta profesional o educativa» en la página de Microsoft, o una ventana privada.',
  },
  windows_code: {
    person:
      'Este código viene de Windows o de una aplicación, no de la página de inicio de sesión en el navegador.',
    remedy: 'Inicie sesión en TMAS en un navegador. Si falla allí, copie la página que muestra Microsoft.',
    it: 'Los códigos que empiezan por CAA vienen del administrador de cuentas de Windows. El número AADSTS que está al lado da el motivo; si no hay ninguno, mire en el Visor de eventos en Registros de aplicaciones y servicios > Microsoft > Windows > AAD, o en los registros de inicio de sesión.',
  },
  office_code: {
    person:
      'Los números de este texto son de una aplicación de Office, no del inicio de sesión de Microsoft.',
    remedy: 'Inicie sesión en TMAS en un navegador. Si eso falla, copie desde allí la página de Microsoft.',
    it: 'Números como [1001] y 3399614467 vienen de aplicaciones de Office y no son números AADSTS. Si hay un identificador de correlación, los registros de inicio de sesión de su centro de administración de Microsoft Entra encuentran con él el intento y su motivo.',
  },
  unknown: {
    person: 'Microsoft rechazó el inicio de sesión por un motivo que TMAS no conoce.',
    remedy: 'Envíe el texto de Microsoft a su administrador de TI.',
    it: 'Este número no está en nuestro catálogo. Microsoft lo explica en la dirección de consulta. Los registros de inicio de sesión de su centro de administración de Microsoft Entra (Supervisión y estado) contienen el intento con su ID de correlación y el motivo.',
  },
}
