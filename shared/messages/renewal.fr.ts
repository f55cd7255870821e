import type { renewal as en } from './renewal.en.ts'

export const renewal: typeof en = {
  title: 'Votre session est terminée',
  hint: (name) =>
    `Reconnectez-vous en tant que ${name} pour reprendre là où vous en étiez. Rien de ce que vous avez saisi n’est perdu.`,
  confirmTitle: 'Confirmez avec Microsoft que c’est bien vous',
  confirmHint: (name) =>
    `TMAS doit vérifier auprès de Microsoft que votre compte est toujours actif. Connectez-vous en tant que ${name} pour reprendre là où vous en étiez. Rien de ce que vous avez saisi n’est perdu.`,
  idleHint:
    'Cette page est restée ouverte un moment. TMAS doit vérifier auprès de Microsoft que votre compte est toujours actif, puis affiche à nouveau la page.',
  otherTitle: 'Une autre personne est maintenant connectée',
  other: (now, before) =>
    `${now} a maintenant une session ouverte dans ce navigateur. Rien de cette page n’a été envoyé, car c’est ${before} qui l’a remplie. Pour l’envoyer, reconnectez-vous en tant que ${before}.`,
  password: 'Votre mot de passe',
  code: 'Code de votre application d’authentification, ou code de secours',
  signIn: 'Se reconnecter',
  or: 'ou',
  microsoft: 'Se connecter avec Microsoft',
  elsewhere: 'Se connecter dans un autre onglet, par exemple avec une clé d’accès',
  leave: 'Quitter sans enregistrer',
  notNow: 'Pas maintenant',
  problems: {
    wrong_password: 'Le mot de passe est incorrect.',
    second_factor_required: 'Saisissez aussi le code.',
    second_factor_setup_required:
      'Votre chaîne exige désormais un second facteur, et vous n’en avez pas encore. Configurez-en un dans un autre onglet, puis revenez sur cette page.',
    second_factor_failed: 'Le code est incorrect, ou il a déjà servi.',
    throttled: 'Trop de tentatives. Attendez une minute et réessayez.',
    account_disabled: 'Ce compte est désactivé.',
    customer_suspended: 'L’accès de votre entreprise à TMAS est suspendu.',
    microsoft_required: 'Votre chaîne utilise uniquement « Se connecter avec Microsoft ».',
    other: 'Vous n’êtes pas encore connecté. Réessayez.',
  },
}
