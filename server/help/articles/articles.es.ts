import { messages } from '#shared/messages/messages.ts'
import type { Articles } from '../outline.ts'
import { rollOut } from './roll-out.es.ts'
import { secondFactor } from './second-factor.es.ts'

const ui = messages.es

const locations = `**${ui.locations.administration} > ${ui.locations.title}**`
const advanced = `**${ui.locations.administration} > ${ui.locations.title} > ${ui.locations.advanced}**`
const userAccounts = `**${ui.locations.administration} > ${ui.users.title}**`
const tenantField = `**${ui.advancedSettings.azureTenantId.label}**`
const mandatory = `**${ui.advancedSettings.mandatoryAuthentication.label}**`
const button = `**${ui.signIn.microsoft}**`

export const articles: Articles = {
  'connect-entra': {
    title: 'Conectar una cadena con Microsoft Entra ID',
    summary: 'Cinco pasos, un solo valor que pegar, unos cinco minutos. Para responsables de cadena.',
    sections: {
      'how-it-works': {
        title: 'Cómo funciona',
        body: [
          'Microsoft Entra ID (llamado Azure Active Directory hasta 2023) es donde su empresa guarda las cuentas con las que se inicia sesión en Microsoft. Una vez conectada su cadena, esas mismas cuentas sirven para TMAS.',
          {
            list: [
              `Las personas pulsan ${button} y no necesitan contraseña para TMAS.`,
              'TMAS no crea, cambia ni elimina usuarios según lo que haya en Entra. Quién tiene acceso lo deciden las [cuentas de usuario de TMAS](/help/create-users).',
              'En el primer inicio de sesión, al usuario se le reconoce por su dirección y, desde entonces, por la propia cuenta, se llame como se llame después.',
              'Las contraseñas, los segundos factores y las cuentas bloqueadas siguen donde su empresa los administra: en Microsoft.',
            ],
          },
        ],
      },
      before: {
        title: 'Qué se necesita',
        body: [
          {
            list: [
              'El tipo de permiso responsable de cadena, o responsable de cadena y de usuarios, en la cadena.',
              'Un inquilino de Microsoft Entra ID con su configuración habitual. No hay que crear en él ninguna aplicación, secreto ni certificado.',
              'Usuarios de TMAS cuya dirección sea [exactamente la que usan para iniciar sesión en Microsoft](/help/create-users#address).',
              'Si en su empresa solo los administradores pueden aprobar aplicaciones: [su administrador de TI](/help/for-it#consent), una vez, unos minutos.',
            ],
          },
          {
            note: `Más rápido: **${ui.connect.start}**, en su página de inicio o en ${advanced}. Inicia sesión en Microsoft, TMAS muestra qué organización ha respondido y usted confirma que es la suya. Con eso se hacen los cinco pasos; el resto de esta página es la vía manual.`,
          },
        ],
      },
      'tenant-id': {
        title: 'Paso 1: encontrar su ID de inquilino',
        body: [
          {
            steps: [
              'Inicie sesión en el centro de administración de Microsoft Entra, https://entra.microsoft.com. Cualquier cuenta de su empresa puede consultarlo, salvo que su empresa lo haya restringido; no hace falta ser administrador.',
              'Abra **Identidad > Información general** (en las versiones nuevas **Entra ID > Información general**).',
              'Copie el valor llamado **Id. de inquilino**, o Id. de directorio. Se parece a `3f0c9a52-6d1b-4e8e-9a57-0c1d2e3f4a5b`.',
            ],
          },
          'En el portal de Azure (https://portal.azure.com) está en **Microsoft Entra ID > Información general** o **Propiedades**.',
          {
            note: 'Un Id. de aplicación (cliente) y un Id. de objeto tienen la misma forma. Tome el que se llama Id. de inquilino. O escriba su nombre de dominio en TMAS, que busca el ID por usted.',
          },
        ],
      },
      paste: {
        title: 'Paso 2: pegarlo en TMAS',
        body: [
          {
            steps: [
              `Abra ${advanced} y elija su cadena.`,
              `Pegue el valor en el campo ${tenantField}. El campo conserva su nombre antiguo. Admite el ID de su inquilino de Entra, o uno de sus nombres de dominio.`,
              `TMAS pregunta a Microsoft si existe ese inquilino y se lo dice. Pulse **${ui.locations.save}**.`,
            ],
          },
          'Si no se puede contactar con Microsoft en ese momento, puede guardar igualmente. El ID queda marcado como no verificado y se verifica más tarde.',
          {
            picture: 'advanced',
            alt: 'La configuración avanzada de una cadena: la guía de configuración con sus cinco pasos y el ID de inquilino.',
          },
        ],
      },
      'sign-in': {
        title: 'Paso 3: iniciar sesión con Microsoft',
        body: [
          {
            steps: [
              `Abra la página de inicio de sesión de TMAS y pulse ${button}. Se abre una ventana de Microsoft.`,
              'Elija su cuenta profesional o educativa: aquella cuya dirección está en TMAS.',
            ],
          },
          'Haga que lo pruebe una persona antes de anunciarlo a todos. Puede ser usted: los responsables conservan su contraseña en todo caso.',
          {
            picture: 'sign-in',
            alt: 'La página de inicio de sesión de TMAS: el botón «Iniciar sesión con Microsoft» y, debajo, el nombre de usuario y la contraseña.',
          },
        ],
      },
      accept: {
        title: 'Paso 4: aceptar la solicitud de permisos',
        body: [
          'La primera vez, Microsoft pregunta si TMAS puede leer su nombre y su dirección de correo. Elija **Aceptar**. Eso crea el vínculo duradero entre su usuario de TMAS y su cuenta de Microsoft.',
          {
            note: 'La ventana no debe bloquearse, cerrarse ni ignorarse. Si ocurrió, [inténtelo de nuevo](/help/cannot-sign-in#pop-up). Si Microsoft dice que debe aprobar un administrador, consulte [la página para su equipo de TI](/help/for-it#consent).',
          },
        ],
      },
      confirm: {
        title: 'Paso 5: confirmado',
        body: [
          `Tras el primer inicio de sesión correcto, ${advanced} muestra **${ui.locations.settings.status.confirmed}**, con la hora.`,
          'En Microsoft, TMAS aparece ahora en la lista de sus aplicaciones: **Aplicaciones empresariales > TMAS**. Allí su equipo de TI decide quién puede usarlo y con qué directivas.',
        ],
      },
      mandatory: {
        title: 'Hacer de Microsoft la única forma de iniciar sesión',
        body: [
          `Con ${mandatory}, todos los usuarios por debajo de los niveles Responsable de cadena y Responsable de usuarios inician sesión solo con Microsoft. Las contraseñas, los enlaces para definirlas y las sesiones abiertas con contraseña dejan de funcionar en cuanto se guarda.`,
          {
            list: [
              'Los responsables de cadena y de usuarios, los responsables de cadena y los responsables de usuarios conservan su nombre de usuario y su contraseña, para que nadie quede bloqueado.',
              'Antes de guardar, la página muestra quién ha iniciado ya sesión con Microsoft, de quién TMAS no ha visto ningún intento y a quién le falló el último.',
              'Si la desactiva, las contraseñas existentes funcionan como antes.',
              'En lugar de activarla para todos el mismo día, puede [desplegarla por fases](/help/roll-out#plan).',
            ],
          },
        ],
      },
      undo: {
        title: 'Deshacerlo',
        body: [
          `Desactive primero ${mandatory} y vacíe después el campo ${tenantField}. TMAS dice a cuántos usuarios vinculados afecta y quién no tiene contraseña. Puede enviar a esos usuarios un enlace para definirla.`,
          'Los vínculos con cuentas del inquilino anterior quedan registrados, pero ya no dan acceso.',
        ],
      },
    },
  },

  'create-users': {
    title: 'Crear usuarios',
    summary:
      'Uno a uno o desde una hoja de cálculo, con la dirección y el tipo de permiso correctos. Para responsables de usuarios.',
    sections: {
      one: {
        title: 'Añadir un usuario',
        body: [
          {
            steps: [
              `Abra ${userAccounts} y pulse **${ui.users.add}**.`,
              'Escriba el nombre de usuario y el correo. Nombre, cargo, teléfono, idioma y descripción son opcionales.',
              `Elija una ubicación y un **${ui.users.form.role}**. El usuario alcanza esa ubicación y todo lo que hay debajo.`,
              `Deje marcado **${ui.users.form.sendWelcome}** y guarde.`,
            ],
          },
          'Un nombre de usuario es único en todo TMAS; una dirección de correo, dentro de su empresa. Un nombre de usuario que se parece a uno existente se considera ocupado. Un nombre de usuario no contiene @, salvo que sea la dirección de correo del propio usuario; en ese caso cambia con ella.',
        ],
      },
      address: {
        title: 'Cuál es la dirección correcta',
        body: [
          'Para iniciar sesión con Microsoft, la dirección de correo en TMAS debe ser exactamente la dirección con la que la persona inicia sesión en Microsoft. En Entra se llama **Nombre principal de usuario**.',
          {
            list: [
              'Puede diferir de la dirección del buzón: a.lind@… para el correo, ada.lind@… para iniciar sesión.',
              'Mayúsculas y minúsculas valen lo mismo, y los espacios alrededor de la dirección se ignoran. Todo lo demás cuenta: un punto, un guion, el dominio.',
              'Su equipo de TI la encuentra en **Usuarios > Todos los usuarios**, en la columna **Nombre principal de usuario**, o puede exportar la lista.',
            ],
          },
          {
            note: 'Si cambia la dirección de un usuario, el vínculo con la cuenta de Microsoft se elimina y el siguiente inicio de sesión crea uno nuevo.',
          },
        ],
      },
      roles: {
        title: 'Tipos de permiso',
        body: [
          {
            list: [
              `**${ui.roles.chain_and_user_manager}**: los dos siguientes a la vez.`,
              `**${ui.roles.chain_manager}**: gestiona las ubicaciones y su configuración avanzada.`,
              `**${ui.roles.user_manager}**: gestiona las cuentas de los responsables de usuarios y de todos los usuarios por debajo de los niveles de responsable.`,
              `**${ui.roles.location_manager}** y **${ui.roles.viewer}**: trabajan con TMAS y no administran nada.`,
            ],
          },
          'Los tres primeros solo pueden darse en una cadena. Nadie puede dar un tipo de permiso superior al suyo ni fuera de su rama.',
          'Siempre queda alguien que pueda intervenir: TMAS se niega a quitar a la última persona de arriba que es responsable y tiene contraseña.',
        ],
      },
      import: {
        title: 'Importar desde una hoja de cálculo',
        body: [
          {
            steps: [
              `Abra ${userAccounts} **> ${ui.users.import_}** y elija **${ui.userImport.template}** para empezar con un libro vacío, o **${ui.userImport.exportAll}** para modificar lo que tiene.`,
              `Rellene una fila por persona. **${ui.userImport.columns.username}** indica a quién se refiere la fila. Quien tiene varios tipos de permiso tiene una fila por cada uno.`,
              `Elija el archivo, suéltelo en la página o pegue las celdas. Verá cada celda que se guardará, junto a lo que había antes. Corrija lo que esté marcado y pulse **${ui.userImport.checkAgain}**.`,
              'Pulse **Importar**. Si cambian direcciones, tipos de permiso o fechas de finalización, antes leerá lo que termina con ellos: sesiones, vínculos con Microsoft, contraseñas. Se guardan todas las filas o ninguna.',
            ],
          },
          `Se leen libros de Excel (.xlsx) y archivos CSV, con encabezados en español, inglés o francés, como username, email, role, location. Solo hace falta **${ui.userImport.columns.username}**; para una persona nueva también **${ui.userImport.columns.email}**, **${ui.userImport.columns.role}** y **${ui.userImport.columns.location}**. Lo que contienen las columnas que el archivo no tiene no cambia, y una celda vacía borra lo que había.`,
          'Si se perdió la respuesta, importe de nuevo el mismo archivo: nada se guarda dos veces.',
          `Durante una hora, y mientras la página siga abierta, **${ui.userImport.undo}** deshace la importación: las cuentas añadidas que no se han usado desde entonces se eliminan, y se recuperan los valores que no se han modificado de otro modo. Los correos enviados, las contraseñas y los vínculos con Microsoft no se recuperan.`,
        ],
      },
      welcome: {
        title: 'El correo de bienvenida',
        body: [
          'Un usuario nuevo que puede iniciar sesión con contraseña recibe un enlace para definirla. El enlace funciona 7 días. A quien solo puede iniciar sesión con Microsoft, el correo le indica que use el botón y con qué dirección.',
          `Para enviarlo de nuevo, elija **${ui.users.mailing.mail}** en la fila del usuario y deje vacíos el asunto y el mensaje.`,
          `En la página del usuario, **${ui.users.page.history}** indica de cada correo si se envió, está pendiente, fue rechazado o al final no se envió, y por qué. TMAS vuelve a comprobar cada correo justo antes de enviarlo: si usted corrige la dirección antes de que se envíe el correo de bienvenida, este va a la nueva dirección; si desactiva al usuario, no se envía.`,
        ],
      },
      'end-date': {
        title: 'Cuentas con fecha de finalización',
        body: [
          `Para una persona de temporada o externa, indique una **${ui.users.form.endsOn}** en **${ui.users.form.account}**. A partir de ese día (UTC), la persona ya no puede iniciar sesión y sus sesiones terminan. No se elimina nada, y su estado indica que la cuenta ha finalizado. Una semana antes, los responsables que pueden cambiar la fecha reciben un correo.`,
          'Para prorrogarla, indique una fecha posterior o vacíe el campo. La persona podrá iniciar sesión como antes. También puede indicar la fecha en [una importación](#import).',
          'El último responsable del nivel superior no puede tener fecha de finalización: siempre debe quedar alguien que pueda resolver problemas.',
        ],
      },
      admit: {
        title: 'Añadir a quien ya ha intentado iniciar sesión',
        body: [
          `Si alguien de su organización inicia sesión con Microsoft y todavía no es usuario, TMAS rechaza el inicio de sesión y le muestra a usted el intento en [${ui.signIns.title}](/administration/sign-ins?code=unknown_user), o encima de la lista de usuarios si la cuenta se parece a la de uno de ellos. TMAS nunca añade a nadie por su cuenta.`,
          {
            steps: [
              'Pregunte primero a la persona si fue ella. Si ya es usuario, con otra dirección, [corrija la dirección](/help/cannot-sign-in#address) en su lugar.',
              `Pulse **${ui.explainPerson.admit.open}**.`,
              'Elija su ubicación y su tipo de permiso. Se propone un nombre de usuario: consérvelo o escriba otro. La dirección es la que Microsoft confirmó.',
            ],
          },
          'La persona recibe el correo de bienvenida, que explica cómo iniciar sesión. Si la ubicación pertenece a una cadena con otro ID de inquilino, TMAS no la añade, porque no podría iniciar sesión allí.',
        ],
      },
      many: {
        title: 'Cambiar muchos usuarios a la vez',
        body: [
          {
            steps: [
              `En ${userAccounts}, marque las casillas de los usuarios. Con la tecla Mayús, un clic selecciona a todos los que hay entre este y el último marcado. Para seleccionar más de una página, marque la casilla superior y pulse **${ui.manyUsers.selectAll(120)}**; un filtro limita la selección.`,
              'Elija qué hacer en la barra situada bajo la lista.',
              'Lea la confirmación: a cuántos usuarios afecta, cuántas sesiones terminan, y quién se queda como está y por qué. No se cambia nada hasta que usted lo confirma.',
            ],
          },
          `Cada usuario se cambia como si lo hiciera en su página: quien está por encima de su tipo de permiso o fuera de sus ubicaciones se queda fuera. Puede pulsar **${ui.manyUsers.stop}** en cualquier momento: los usuarios ya tratados quedan cambiados, y los demás se quedan como están.`,
          `Después, **${ui.manyUsers.undo}** revierte una activación, una desactivación, un traslado o un tipo de permiso dado, para todos los que no se hayan modificado desde entonces. Al deshacer se devuelven los tipos de permiso y las ubicaciones; las sesiones cerradas, los vínculos eliminados, las excepciones y las contraseñas sustituidas no se recuperan. Un cierre de sesiones, una desvinculación o un correo no se pueden deshacer.`,
        ],
      },
      leaving: {
        title: 'Cuando alguien se va',
        body: [
          `**${ui.users.disable}** termina al instante todas las sesiones del usuario, que no puede iniciar sesión hasta que se active de nuevo. **${ui.users.remove}** elimina al usuario definitivamente; lo que hizo queda en los registros.`,
          `**${ui.users.signOutEverywhere}** cierra al instante todas las sesiones del usuario y revoca las claves de API que ha creado. El usuario puede volver a iniciar sesión. Es útil cuando se pierde un teléfono o un ordenador se queda con la sesión abierta.`,
        ],
      },
      confirmation: {
        title: 'Cuentas bloqueadas en Microsoft',
        body: [
          `Mientras **${ui.advancedSettings.sessionConfirmation.label}** está activado, TMAS comprueba con Microsoft, cada 15 minutos de uso, que la cuenta sigue activa. La sesión de una cuenta bloqueada o eliminada en Microsoft se cierra entonces en TMAS en todos sus dispositivos. Una página que sigue abierta puede usarse 5 minutos más. No afecta a las sesiones abiertas con contraseña: para mayor seguridad, desactive también al usuario en TMAS.`,
          'Por lo general, no se nota nada. Si Microsoft necesita que la persona vuelva a iniciar sesión, por ejemplo tras un cambio de contraseña, aparece una página con un solo botón, y después la persona continúa donde estaba. Un formulario a medio rellenar no se interrumpe.',
          'Si no se puede contactar con Microsoft, la sesión continúa, y el registro de inicios de sesión lo indica.',
          `Para desactivar esta comprobación, abra ${advanced} de la cadena, desactive **${ui.advancedSettings.sessionConfirmation.label}** y guarde. Quien esté bloqueado en Microsoft seguirá entonces con la sesión abierta en TMAS hasta que esta termine: 12 horas como máximo.`,
        ],
      },
    },
  },

  'roll-out': rollOut,
  'second-factor': secondFactor,
  'manage-locations': {
    title: 'Gestionar ubicaciones y configuración avanzada',
    summary:
      'El árbol de su cadena, y cómo se conecta una cadena con Microsoft. Para responsables de cadena.',
    sections: {
      tree: {
        title: 'El árbol',
        body: [
          `${locations} muestra sus ubicaciones: una cadena arriba, distritos y regiones que agrupan otras, y tiendas, que no tienen nada debajo. Una cadena puede contener cadenas.`,
          {
            list: [
              `Para añadir una, elija la ubicación de la que depende y pulse **${ui.locations.add}**.`,
              `**${ui.locations.move}** se lleva todo lo que hay debajo. TMAS dice antes quién obtiene o pierde el acceso.`,
              'Con el ratón también puede arrastrar una ubicación a su nueva ubicación superior. Con el teclado, córtela en el árbol con Ctrl X, vaya a la nueva ubicación superior y péguela con Ctrl V. Los lugares a los que no puede ir se ven atenuados.',
              'Solo puede eliminarse una ubicación vacía.',
            ],
          },
          {
            picture: 'locations',
            alt: 'La gestión de ubicaciones: el árbol a la izquierda y, a la derecha, lo que se sabe de una tienda y lo que se puede hacer con ella.',
          },
        ],
      },
      import: {
        title: 'Importar ubicaciones desde una hoja de cálculo',
        body: [
          {
            steps: [
              `Abra ${locations} **> ${ui.locationImport.open}** y elija **${ui.locationImport.template}** para empezar con un libro vacío, o **${ui.locationImport.exportAll}** para modificar lo que tiene.`,
              `Rellene una fila por ubicación. **${ui.locationImport.columns.parent}** es un nombre, un ID de ubicación o una ruta como «Norte › Costa». También puede ser otra fila del archivo.`,
              'Elija el archivo o suéltelo en la página. Se lee al instante, y cada fila muestra lo que añade o modifica. Corrija en la página lo que está marcado, u omita la fila, y compruebe de nuevo.',
              'Importe. Se guardan todas las filas juntas, o ninguna. Si se mueven ubicaciones, TMAS dice antes quién obtiene o pierde el acceso.',
            ],
          },
          `Se leen libros de Excel (.xlsx) y archivos CSV. Una fila se refiere a la ubicación con su **${ui.locationImport.columns.id}**, si no, con su **${ui.locationImport.columns.code}**, y si no, con su nombre bajo la misma ubicación superior; de lo contrario, es una nueva. Lo que contienen las columnas que el archivo no tiene no cambia.`,
          `Durante una hora, y mientras la página siga abierta, **${ui.locationImport.undo}** deshace toda la importación, si ninguna de estas ubicaciones se ha modificado ni usado desde entonces.`,
        ],
      },
      advanced: {
        title: 'Configuración avanzada',
        body: [
          'Dos ajustes conectan una cadena con Microsoft. Para ello no hace falta nada más: ni Id. de cliente, ni secreto, ni certificado.',
          {
            list: [
              `${tenantField}: [dónde encontrarlo](/help/connect-entra#tenant-id).`,
              `${mandatory}: [qué hace](/help/connect-entra#mandatory).`,
            ],
          },
          'Los demás son opcionales: [la autenticación obligatoria por fases](/help/roll-out#plan), [un segundo factor para los responsables](/help/second-factor#require), [la confirmación de las sesiones](/help/create-users#confirmation) y el tiempo de inactividad de los [equipos compartidos](/help/shared-computers#manage).',
          `Junto al campo está lo que TMAS sabe del inquilino: **${ui.locations.settings.status.not_verified}**, **${ui.locations.settings.status.verified}** o, en cuanto alguien ha iniciado sesión con él, **${ui.locations.settings.status.confirmed}**.`,
        ],
      },
      inheritance: {
        title: 'Cadenas bajo cadenas',
        body: [
          'Una cadena bajo otra toma el ID de inquilino de la cadena superior más cercana hasta que tiene el suyo. La página dice de qué cadena viene.',
          `${mandatory} es más estricta: si está activada en una cadena, lo está en todas las inferiores. Una cadena inferior puede activarla para sí misma, pero no desactivar lo que se activó más arriba. Una cadena que tiene otras debajo muestra las que difieren.`,
          'Dos cadenas pueden tener el mismo ID de inquilino.',
        ],
      },
      guests: {
        title: 'La dirección de inicio de sesión propia de la cadena',
        body: [
          `Avanzado muestra la **${ui.locations.settings.address}**. Lleva directamente a su inquilino. Los empleados no la necesitan. Los invitados de su inquilino sí, porque el botón general los lleva al inquilino de su propia empresa.`,
        ],
      },
      'change-tenant': {
        title: 'Cambiar un ID de inquilino',
        body: [
          'TMAS pide confirmación y dice a cuántos usuarios vinculados afecta. Las sesiones que ya no corresponden al inquilino nuevo terminan al instante, y cada usuario se vincula de nuevo en su siguiente inicio de sesión.',
          'Cada responsable de su empresa recibe un correo que dice que se cambió, quién lo hizo y desde dónde. Si no esperaba ese correo, compruébelo enseguida: quien fija el ID de inquilino decide quién puede iniciar sesión.',
        ],
      },
    },
  },

  'cannot-sign-in': {
    title: '¿Por qué mis usuarios no pueden conectarse con Microsoft?',
    summary:
      'Cada problema, con lo que lee la persona, quién debe actuar y qué hacer. Los cuatro primeros son los más frecuentes.',
    sections: {
      address: {
        title: 'La dirección no coincide',
        body: [
          'La dirección en TMAS no es exactamente aquella con la que la persona inicia sesión en Microsoft. TMAS no toma nada de Entra, así que hay que igualarlas a mano.',
          {
            steps: [
              'Pregunte con qué dirección inició sesión la persona. La página se la muestra a ella, y el registro de inicios de sesión, a usted.',
              `Abra ${userAccounts}, busque a la persona y compare letra por letra. Las diferencias habituales: la dirección del buzón en vez de la de inicio de sesión, otro dominio, un apellido anterior, una errata.`,
              'Corríjala en TMAS y haga que la persona lo intente de nuevo.',
            ],
          },
          {
            picture: 'user',
            alt: 'La página de un usuario: por qué no puede iniciar sesión y qué hacer, junto a su cuenta y su historial.',
          },
        ],
      },
      'tenant-id': {
        title: 'El ID de inquilino no coincide',
        body: [
          'La cuenta pertenece a un inquilino distinto del introducido para la cadena, la cadena aún no tiene ninguno, o Microsoft no conoce ese inquilino. Basta un carácter equivocado.',
          {
            steps: [
              `Abra ${advanced} de la cadena en la que la persona tiene su tipo de permiso y compare ${tenantField} con el [Id. de inquilino en Microsoft](/help/connect-entra#tenant-id).`,
              'Si es correcto, la persona usó la cuenta de otra empresa, o un [invitado usó el botón general](#guest).',
            ],
          },
        ],
      },
      consent: {
        title: 'No se aceptó la solicitud de permisos',
        body: [
          'La primera vez, Microsoft pide permiso para comunicar el nombre y la dirección. La persona lo rechazó o volvió atrás.',
          {
            steps: [
              `Pulse otra vez ${button} y elija **Aceptar**.`,
              'Si no hay un botón «Aceptar» sino la petición de un administrador, consulte [aprobación de un administrador](#admin-consent).',
            ],
          },
        ],
      },
      'pop-up': {
        title: 'La ventana de Microsoft se bloqueó o se cerró',
        body: [
          {
            steps: [
              'Permita las ventanas emergentes de TMAS: la mayoría de los navegadores muestran un símbolo al final de la barra de direcciones.',
              `O elija **${ui.popup.continueHere}**: el mismo inicio de sesión sigue sin ventana emergente.`,
              'Deje la ventana abierta hasta que se cierre sola.',
            ],
          },
          'Para muchos equipos de tienda a la vez, su equipo de TI puede permitir las ventanas emergentes de TMAS con una directiva (en Edge y Chrome: PopupsAllowedForUrls).',
        ],
      },
      'not-in-tmas': {
        title: 'La persona no está en TMAS',
        body: [
          'Ningún usuario de TMAS tiene esta dirección. Una cuenta de Microsoft sola no da acceso, y TMAS no crea usuarios por sí mismo.',
          `[Cree el usuario](/help/create-users#one) en ${userAccounts}. Si ya existe, tiene [otra dirección](#address).`,
          {
            picture: 'sign-ins',
            alt: 'Los inicios de sesión: cada intento con la hora, la persona, el resultado y la causa.',
          },
        ],
      },
      'admin-consent': {
        title: '«Se necesita la aprobación del administrador»',
        body: [
          'En su empresa solo los administradores pueden aprobar aplicaciones nuevas. Microsoft lo muestra en su propia página; a menudo TMAS no recibe aviso.',
          'Envíe a su administrador de TI la página [Para administradores de TI](/help/for-it#consent). Basta una aprobación para todos.',
        ],
      },
      'not-assigned': {
        title: 'La persona no tiene asignado TMAS',
        body: [
          'La página de Microsoft muestra AADSTS50105. En su inquilino, la aplicación TMAS está en «Se requiere asignación», y esta persona no está asignada, ni directamente ni por un grupo.',
          'Su administrador de TI debe asignarla: [vea cómo](/help/for-it#assignment).',
        ],
      },
      policy: {
        title: 'Una directiva de seguridad bloquea el inicio de sesión',
        body: [
          'La página de Microsoft dice que ahora no se puede acceder, con un número como 53003 o 53000. Una directiva de acceso condicional de su empresa exige algo que faltaba: un dispositivo administrado, un lugar, una aplicación aprobada.',
          'Inténtelo primero desde un equipo de la empresa. Después su administrador de TI puede buscar el intento por su ID de correlación: [qué directivas](/help/for-it#policies).',
        ],
      },
      'no-return': {
        title: 'El inicio de sesión no volvió nunca',
        body: [
          'La persona fue a Microsoft y no volvió en 15 minutos. La mayoría de los errores de Microsoft terminan así: se muestran en una página de Microsoft, y TMAS no recibe aviso.',
          {
            steps: [
              'Haga que la persona vuelva a abrir TMAS: la página de inicio de sesión pregunta qué decía la página de Microsoft, lo explica y puede avisarle.',
              'Si le lee una referencia que usted no encuentra, escríbala en Inicios de sesión: puede preguntarle por correo si fue suya.',
              'Pegue su texto en [Explicar un error de Microsoft](/help/microsoft-error).',
              'Si no hay tal página, la ventana se cerró o el segundo factor tardó demasiado.',
            ],
          },
          'Varios en una hora en una misma cadena suelen significar aprobación de un administrador, asignación o una directiva.',
        ],
      },
      account: {
        title: 'Hay un problema con la cuenta de Microsoft',
        body: [
          'La contraseña ha caducado, la cuenta está bloqueada o desactivada, el segundo factor no está configurado, o el navegador eligió otra cuenta. La página de Microsoft dice cuál es el caso.',
          {
            steps: [
              'Siga la página de Microsoft hasta el final.',
              `O elija **${ui.refused.otherAccount}**.`,
              'Si hay un número en la página, [búsquelo aquí](/help/microsoft-error).',
            ],
          },
        ],
      },
      refused: {
        title: 'Microsoft lo rechazó por un motivo que TMAS no conoce',
        body: [
          'Microsoft tiene unos 800 números de error y añade otros. Un número que TMAS no conoce se muestra tal cual: TMAS no adivina qué significa.',
          {
            steps: [
              'Inténtelo otra vez: algunos fallos pasan solos.',
              'Ponga el número en [Explicar un error de Microsoft](/help/microsoft-error). La página enlaza la explicación de Microsoft.',
              'Su administrador de TI encuentra el intento en los registros de inicio de sesión de Entra con su identificador de correlación: [cómo](/help/for-it#logs).',
            ],
          },
        ],
      },
      'second-factor': {
        title: 'El segundo factor tardó demasiado',
        body: [
          'Un inicio de sesión puede durar 15 minutos como máximo. Empiece de nuevo, con el teléfono a mano. Si lo ha perdido, pida otro método a su administrador de TI.',
        ],
      },
      recreated: {
        title: 'La cuenta de Microsoft se creó de nuevo',
        body: [
          'La dirección es correcta, pero pertenece a una cuenta distinta de aquella a la que está vinculado el usuario: la cuenta se eliminó y se creó otra vez, o la dirección se dio a otra persona. TMAS la rechaza hasta que alguien lo compruebe.',
          `Pida a su equipo de TI el ID de objeto de la cuenta de la persona y compárelo con el que muestra TMAS. Si es el de la cuenta nueva, pulse **${ui.users.unlink}** en ${userAccounts}; el siguiente inicio de sesión crea un vínculo nuevo. Si no lo es, conserve el vínculo: otra persona tiene ahora la dirección. Cambie la dirección de este usuario y cree un usuario para la otra persona.`,
        ],
      },
      'first-link': {
        title: 'El primer inicio de sesión de un responsable con Microsoft',
        body: [
          'Un ID de inquilino decide en qué cuentas de Microsoft confía TMAS. Si lo guardó alguien que no puede modificar a un responsable, no demuestra quién es ese responsable. Por eso su primer inicio de sesión con Microsoft se rechaza hasta que haya dado su contraseña.',
          `Inicie sesión con su nombre de usuario y contraseña, abra los ajustes de la cuenta y pulse **${ui.account.linkMicrosoft}**. Si no tiene contraseña, use **${ui.passwordDoor.forgot}** en la página de inicio de sesión.`,
          'Un responsable que puede modificar a esta persona también puede volver a guardar el ID de inquilino y así responder por él.',
        ],
      },
      disabled: {
        title: 'El usuario está desactivado en TMAS',
        body: [
          `Microsoft inició la sesión de la persona, pero su cuenta de TMAS está desactivada. Pulse **${ui.users.enable}** en ${userAccounts} si debe volver a tener acceso.`,
          'Si la cuenta tenía una fecha de finalización, cámbiela o quítela en el formulario del usuario. A partir de ese día (UTC), una cuenta queda cerrada como si estuviera desactivada.',
        ],
      },
      personal: {
        title: 'Una cuenta personal de Microsoft',
        body: [
          'Las cuentas como outlook.com, hotmail.com o live.com son personales. TMAS solo acepta la cuenta profesional o educativa de la empresa, aunque la personal tenga la misma dirección.',
          'Elija «Cuenta profesional o educativa» en la página de Microsoft, o use una ventana privada del navegador.',
        ],
      },
      guest: {
        title: 'Un invitado de su inquilino',
        body: [
          'Alguien de otra empresa es invitado de su inquilino. El botón general lo lleva a su propio inquilino, y ese inicio de sesión se rechaza.',
          'Dele [la dirección de inicio de sesión propia de la cadena](/help/manage-locations#guests). En TMAS, añádalo con la dirección de la cuenta de su empresa.',
        ],
      },
      again: {
        title: 'Intentarlo de nuevo',
        body: [
          'El inicio de sesión tardó demasiado, se usó dos veces, se repitió demasiadas veces, o Microsoft no respondió. Espere un minuto y empiece de nuevo desde la página de inicio de sesión, en una sola ventana y con las cookies permitidas.',
        ],
      },
      support: {
        title: 'Para el soporte de TMAS',
        body: [
          'El fallo es de TMAS o de su registro en Microsoft, y casi siempre afecta a todos a la vez. Dé al soporte de TMAS la referencia de la página: con ella se encuentra el intento en un momento.',
        ],
      },
    },
  },

  'for-it': {
    title: 'Para administradores de TI',
    summary:
      'Qué pide TMAS, cómo permitirlo y qué directivas pueden bloquearlo. No hace falta una cuenta de TMAS.',
    sections: {
      permissions: {
        title: 'Qué pide TMAS',
        body: [
          'Tres permisos delegados de Microsoft Graph, que define el propio OpenID Connect:',
          {
            list: [
              '`openid`: para iniciar la sesión de la persona.',
              '`profile`: nombre y dirección de inicio de sesión.',
              '`email`: la dirección de correo, que solo ayuda a explicar una diferencia.',
            ],
          },
          'TMAS es una sola aplicación multiinquilino. Usa el flujo de código de autorización con PKCE, como cliente confidencial. No hay que registrar nada en su inquilino, y el ID de este es lo único que se da a TMAS.',
        ],
      },
      never: {
        title: 'Qué no pide nunca TMAS',
        body: [
          {
            list: [
              'Ningún permiso de aplicación, ningún acceso sin alguien con la sesión iniciada (`offline_access`) y ningún token de actualización.',
              'Ningún directorio, grupo, correo, calendario ni archivo.',
              'Ninguna escritura y ninguna sincronización.',
              'Ninguna contraseña: se escribe en Microsoft.',
            ],
          },
        ],
      },
      consent: {
        title: 'Aprobar TMAS una vez para todos',
        body: [
          'Si su personal puede dar su consentimiento, no hay nada que hacer.',
          'Lo más rápido es el **kit de consentimiento**: una página cuyo enlace le envía su responsable de TMAS (Gestionar ubicaciones > la cadena > Kit de consentimiento para su equipo de TI). No necesita cuenta de TMAS. La página muestra su propio inquilino y exactamente lo que se pide, contiene el enlace para aceptar para todos y marca los pasos a medida que se completan.',
          'Sin él, como administrador de aplicaciones en la nube, administrador de aplicaciones o superior:',
          {
            steps: [
              'Abra la página de inicio de sesión de TMAS e inicie sesión con Microsoft. No necesita cuenta de TMAS: Microsoft pregunta antes que TMAS.',
              'En **Permisos solicitados** marque **Consentimiento en nombre de la organización** y elija **Aceptar**. TMAS dice después que su cuenta no tiene acceso. Su consentimiento cuenta de todos modos.',
              'Compruébelo: **Aplicaciones empresariales > TMAS > Permisos**.',
            ],
          },
          'Si TMAS ya aparece: **Aplicaciones empresariales > TMAS > Permisos > Conceder consentimiento de administrador**. Si el flujo de solicitudes está activo: **Aplicaciones empresariales > Solicitudes de consentimiento del administrador**.',
          'Los inquilinos que solo permiten «editores verificados» también aprueban así una aplicación sin la marca azul.',
        ],
      },
      assignment: {
        title: 'Decidir quién puede usarlo',
        body: [
          {
            steps: [
              '**Aplicaciones empresariales > TMAS > Propiedades > ¿Se requiere asignación?**: con Sí, solo las personas asignadas llegan hasta TMAS, y hace falta el consentimiento de un administrador. Con No, decide solo TMAS.',
              '**Usuarios y grupos > Agregar usuario o grupo**: personas o, con Entra ID P1 o P2, grupos de los que son miembros directos. Los grupos anidados no cuentan.',
            ],
          },
          'En ambos casos, solo pueden iniciar sesión los usuarios de TMAS.',
        ],
      },
      policies: {
        title: 'Directivas que pueden bloquearlo',
        body: [
          {
            list: [
              '**Acceso condicional**: TMAS puede elegirse como recurso de destino en cuanto aparece en la lista. Los equipos de tienda a menudo no están registrados o no son conformes (53000, 53001): permítalos con una ubicación con nombre, o excluya TMAS de la condición de dispositivo.',
              '**Acción «Registrar información de seguridad»**: las personas sin segundo factor no pueden configurarlo desde una tienda (53004).',
              '**Restricciones de inquilino** del proxy: su propio inquilino debe estar entre los permitidos (500021).',
              '**Configuración de acceso entre inquilinos**: para los invitados, de entrada en el suyo y de salida en el de ellos (500212, 500213).',
              '**La frecuencia de inicio de sesión** rige la sesión de Microsoft. Cuando vence, la siguiente confirmación de una sesión pide a la persona que vuelva a iniciar sesión en Microsoft. Una sesión de TMAS termina tras 1 hora sin uso y tras 12 horas en todo caso.',
              '**Navegadores**: permita ventanas emergentes y cookies para la dirección de TMAS y para login.microsoftonline.com.',
            ],
          },
        ],
      },
      logs: {
        title: 'Encontrar un intento',
        body: [
          '**Supervisión y estado > Registros de inicio de sesión** guarda todos los intentos, también los que nunca llegaron a TMAS, durante 7 a 30 días. Filtre por ID de correlación, ID de solicitud o persona; las pestañas Acceso condicional y Detalles de autenticación dan el motivo.',
          'El ID de correlación está en la página de Microsoft y en el registro del intento en TMAS. Para entender una página copiada, use [Explicar un error de Microsoft](/help/microsoft-error).',
        ],
      },
      guests: {
        title: 'Invitados',
        body: [
          'Un invitado B2B inicia sesión como un miembro, con el Id. de objeto del invitado en su inquilino, si el inicio de sesión pasa por su inquilino. Para eso está [la dirección de inicio de sesión propia de la cadena](/help/manage-locations#guests).',
        ],
      },
      remove: {
        title: 'Quitar TMAS',
        body: [
          'Pida primero al responsable de cadena que desactive la autenticación obligatoria, para que nadie quede bloqueado. Después elija **Aplicaciones empresariales > TMAS > Propiedades > Eliminar**, o solo ponga **¿Habilitado para que los usuarios inicien sesión?** en No.',
          'Al eliminarlo desaparecen todos los consentimientos. El siguiente inicio de sesión volvería a pedirlo.',
        ],
      },
    },
  },

  passwords: {
    title: 'Contraseñas y su cuenta',
    summary:
      'Para todos: una contraseña olvidada, iniciar sesión solo con Microsoft y los dispositivos en los que tiene la sesión abierta.',
    sections: {
      forgotten: {
        title: 'Contraseña olvidada',
        body: [
          {
            steps: [
              `Elija [${ui.passwordDoor.forgot}](/forgot-password) en la página de inicio de sesión.`,
              'Escriba su nombre de usuario o su dirección de correo. Si alguna cuenta coincide, recibirá un correo con un enlace. El enlace funciona una vez y caduca a los 60 minutos.',
              'Defina una contraseña nueva. Con ello se cierra su sesión en todos los demás sitios.',
            ],
          },
          'Si no llega ningún correo, mire en el correo no deseado y después pregunte a su responsable de TMAS.',
        ],
      },
      rules: {
        title: 'Reglas para las contraseñas',
        body: [
          'Al menos 8 caracteres, con una mayúscula, un número y un carácter especial, y que no sea una contraseña común. La página muestra al escribir lo que aún falta.',
          'Tras 10 intentos fallidos, TMAS le hace esperar, pero nunca más de un minuto cada vez. El inicio de sesión con Microsoft no se ve afectado.',
        ],
      },
      'microsoft-only': {
        title: 'Solo con Microsoft',
        body: [
          `Si su cadena ha activado la autenticación obligatoria, su contraseña ya no sirve para TMAS. Pulse ${button}.`,
          'Si ha olvidado su contraseña de Microsoft, restablézcala en la página de Microsoft o pregunte a su administrador de TI. TMAS no la ve nunca.',
        ],
      },
      devices: {
        title: 'Dónde tiene la sesión abierta',
        body: [
          `**${ui.account.title} > ${ui.account.devices}** muestra todos los dispositivos en los que tiene la sesión abierta. Cierre la sesión de los que no reconozca y cambie su contraseña.`,
          'Una sesión termina tras 1 hora sin uso y tras 12 horas en todo caso.',
          `Después de cerrar la sesión, Microsoft pregunta la próxima vez qué cuenta usar. Microsoft todavía le reconoce en este navegador: en un equipo compartido, elija **${ui.signIn.signOutOfMicrosoft}**. Así también se cierran su correo y Teams en este navegador.`,
        ],
      },
      language: {
        title: 'Su idioma',
        body: [
          `TMAS está disponible en inglés, francés y español. Antes de iniciar sesión, elija su idioma debajo del formulario. Después, elíjalo en **${ui.account.title} > ${ui.account.language}**, que también decide el idioma de sus correos.`,
        ],
      },
    },
  },
  'shared-computers': {
    title: 'Equipos compartidos de tienda',
    summary:
      'Para quienes usan un equipo entre varias personas y para los responsables que lo marcan como compartido.',
    sections: {
      use: {
        title: 'En un equipo compartido',
        body: [
          'Cada página muestra quién ha iniciado sesión. Su sesión se cierra tras un breve tiempo sin actividad: 5 minutos, salvo que su organización haya elegido otro tiempo. En el último minuto se muestra el tiempo que queda: basta una tecla o un clic para seguir.',
          `Si el nombre de arriba no es el suyo, pulse **${ui.sharedComputers.bar.notMe}**. Se cierra la sesión de la otra persona, Microsoft pregunta qué cuenta usar y usted llega a la misma página. Tras un inicio de sesión con contraseña, se abre primero la página de inicio de sesión.`,
          'Allí no se recuerda nada de usted: ni el nombre de usuario, ni la cuenta del último inicio de sesión, ni llaves de acceso.',
          {
            note: `Microsoft puede seguir reconociéndole en este navegador. Al terminar, elija **${ui.signIn.signOutOfMicrosoft}** en el menú junto a **${ui.home.signOut}**.`,
          },
        ],
      },
      mark: {
        title: 'Marcar un equipo como compartido',
        body: [
          `Los responsables de cuentas de usuario lo hacen en **${ui.sharedComputers.list.title}**, de una de estas dos formas:`,
          {
            list: [
              `**${ui.sharedComputers.list.byLink}**: indique un nombre y una ubicación y abra el enlace en el equipo. Allí se pide un clic.`,
              `**${ui.sharedComputers.list.byCode}**: en el equipo, abra la página de inicio de sesión y elija [${ui.sharedComputers.page.link}](/shared-computer). Introduzca el código que muestra, con un nombre y una ubicación.`,
            ],
          },
          'Un enlace y un código son válidos durante 15 minutos y marcan un solo equipo. Lo que se marca es el navegador: si allí se usan dos, marque los dos.',
        ],
      },
      manage: {
        title: 'Cambiar el nombre, mover, quitar la marca',
        body: [
          'La lista muestra cada equipo con su ubicación y el día en que alguien inició sesión en él por última vez. Cámbiele el nombre, muévalo a otra ubicación o quítele la marca; cada cambio queda en el [registro de auditoría](/administration/audit).',
          `El tiempo sin actividad se fija por cadena, en su configuración avanzada: **${ui.advancedSettings.sharedDeviceIdleMinutes.label}**. Un cambio se aplica de inmediato.`,
        ],
      },
      limits: {
        title: 'De qué no protege',
        body: [
          {
            list: [
              'Si alguien borra las cookies o usa otro navegador, ese navegador deja de estar marcado. Si un equipo está en uso y la lista indica un último uso de hace mucho tiempo, márquelo de nuevo.',
              'Una sesión termina al cerrarse su última ventana. Si el navegador se bloquea, termina al agotarse el tiempo sin actividad.',
              'Lo que alguien descarga o anota se queda en el equipo.',
            ],
          },
        ],
      },
    },
  },
}
