import type { SettingWords } from './advanced-settings.en.ts'

export const advancedSettings: SettingWords = {
  azureTenantId: {
    label: 'Azure Tenant ID',
    hint: 'El ID de inquilino (ID de directorio) de su Microsoft Entra ID, o uno de sus nombres de dominio.',
  },
  mandatoryAuthentication: {
    label: 'Autenticación obligatoria',
    hint: 'Cuando está activada, todos los usuarios por debajo de los niveles Responsable de cadena y Responsable de usuarios inician sesión solo con Microsoft.',
    help: 'Qué cambia y para quién',
  },
  rehearsal: {
    label: 'Ensayo de la autenticación obligatoria',
    hint: 'Pruébela tanto tiempo como quiera. No se rechaza a nadie: TMAS anota quién inicia sesión con contraseña y habría sido rechazado.',
  },
  secondFactorRequiredFrom: {
    label: 'Segundo factor obligatorio para los responsables desde',
    hint: 'A partir de ese día, los responsables que inician sesión con contraseña necesitan también una aplicación de autenticación o una llave de acceso. Quien no tenga ninguna de las dos configura una al iniciar sesión. Déjelo vacío para solo ofrecerlo.',
    help: 'Qué verán los responsables',
  },
  sharedDeviceIdleMinutes: {
    label: 'Tiempo de inactividad en equipos compartidos (minutos)',
    hint: 'En un equipo marcado como compartido, se cierra la sesión tras este tiempo sin actividad. De 1 a 60. Si lo deja vacío, se aplica el tiempo de la cadena superior o, en su defecto, 5 minutos.',
  },
  sessionConfirmation: {
    label: 'Confirmar las sesiones con Microsoft',
    hint: 'Mientras alguien usa TMAS, se comprueba con Microsoft cada 15 minutos que su cuenta sigue activa. Se cierra la sesión de quien haya sido bloqueado o eliminado en Microsoft Entra ID. Se aplica a las sesiones abiertas con Microsoft.',
    help: 'Qué notan los usuarios',
  },
  timeZone: {
    label: 'Zona horaria',
    hint: 'Las fases de un despliegue empiezan a medianoche en esta zona horaria. Si no elige ninguna, se aplica la de la cadena superior o, en su defecto, UTC.',
  },
}
