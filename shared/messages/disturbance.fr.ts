import type { DisturbanceMessages } from './disturbance.en.ts'

export const disturbance: DisturbanceMessages = {
  onSignInPage:
    'La connexion avec Microsoft est actuellement perturbée. Nous en sommes informés. Si vous avez un nom d’utilisateur et un mot de passe, ils fonctionnent comme d’habitude.',
  title: 'La connexion avec Microsoft est perturbée',
  kinds: {
    registration:
      'Microsoft n’accepte pas TMAS pour le moment. Tous les clients de TMAS sont concernés, et le problème doit être résolu de notre côté. Vos paramètres ne sont pas en cause : veuillez ne pas y toucher.',
    microsoft:
      'TMAS ne reçoit pas de réponse de Microsoft pour le moment. Tous les clients de TMAS sont concernés. Vos paramètres ne sont pas en cause : veuillez ne pas y toucher.',
  },
  since: (time) => `Depuis : ${time}.`,
}
