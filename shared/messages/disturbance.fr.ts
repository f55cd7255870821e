import type { DisturbanceMessages } from './disturbance.en.ts'

export const disturbance: DisturbanceMessages = {
  onSignInPage:
    'La connexion avec Microsoft est perturbée en ce moment. TMAS le sait. Le nom d’utilisateur et le mot de passe fonctionnent comme d’habitude, pour ceux qui en ont.',
  title: 'La connexion avec Microsoft est perturbée',
  kinds: {
    registration:
      'Microsoft n’accepte pas TMAS en ce moment. Tous les clients de TMAS sont concernés, et c’est à TMAS d’y remédier. Vos paramètres ne sont pas en cause\u202f: veuillez ne pas y toucher.',
    microsoft:
      'TMAS n’obtient pas de réponse exploitable de Microsoft en ce moment. Tous les clients de TMAS sont concernés. Vos paramètres ne sont pas en cause\u202f: veuillez ne pas y toucher.',
  },
  since: (time) => `Depuis\u202f: ${time}.`,
}
