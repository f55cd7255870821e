import { countsIn } from './counts.ts'
import type { OtherMessages } from './en.ts'

const { number, plural } = countsIn('es')

/** Las palabras de «Conectar con Microsoft» (R4). */
export const connect: OtherMessages['connect'] = {
  byHand: 'O siga los cinco pasos y pegue el ID de inquilino.',
  question: (chain, domain) => `¿Conectar ${chain} con ${domain}?`,
  questionById: (chain) => `¿Conectar ${chain} con esta organización?`,
  moreDomains: (n) => plural(n, { one: 'y 1 dominio más', other: `y ${number(n)} dominios más` }),
  moreDomainsAre: 'Otros dominios de esta organización',
  signedInAs: (loginId) => `Sesión iniciada como ${loginId}.`,
  tenantId: 'ID de inquilino',
  otherDomains: (n, domains) =>
    plural(n, {
      one: `1 usuario tiene una dirección que Microsoft no considera de esta organización (${domains}).`,
      other: `${number(n)} usuarios tienen direcciones que Microsoft no considera de esta organización (${domains}).`,
    }),
  replaces: (tenantId) => `Sustituye al ID de inquilino vigente, ${tenantId}.`,
  already: (chain) => `${chain} ya usa esta organización. Ha demostrado que pertenece a ella.`,
  confirm: 'Sí, conectar',
  otherAccount: 'No, usar otra cuenta',
  changedMeanwhile:
    'Otra persona cambió estos ajustes mientras tanto, así que no se guardó nada. Así están ahora.',
  connected: (chain, domain) => `${chain} está conectada con ${domain}`,
  connectedText: 'El ID de inquilino está guardado, y está demostrado que es suyo.',
  finishing:
    'Su propio inicio de sesión con Microsoft completa la puesta en marcha. Suele tardar solo un momento.',
  notLetIn: 'Sus usuarios ya pueden iniciar sesión con Microsoft. La cuenta que ha usado todavía no puede:',
  failed: 'No se ha conectado nada',
  guest: 'Esta cuenta es una invitada allí. Use una cuenta de su propia organización.',
  gone: 'Esto ya no está disponible. Empiece de nuevo.',
  close: 'Cerrar',
}
