import type { proof as en } from './proof.en.ts'

export const proof: typeof en = {
  title: 'Confirmez que c’est bien vous',
  hint: 'Pour une telle modification, TMAS s’assure que c’est bien vous. Rien de ce que vous avez saisi n’est perdu.',
  password: 'Votre mot de passe',
  code: 'Code de votre application d’authentification, ou code de secours',
  passkeyOrCode: 'Laissez ce champ vide pour utiliser votre clé d’accès.',
  confirm: 'Confirmer',
  or: 'ou',
  microsoft: 'Confirmer avec Microsoft',
  microsoftHint: 'Microsoft vous demande de vous connecter à nouveau, dans une fenêtre à part.',
  cancel: 'Annuler',
  noWay:
    'Vous n’avez aucun moyen de le confirmer ici. Déconnectez-vous, reconnectez-vous et refaites la modification.',
  noWayShared:
    'Vous n’avez aucun moyen de le confirmer sur cet ordinateur partagé, car les clés d’accès n’y fonctionnent pas. Faites la modification sur votre propre ordinateur. Si vous y configurez une application d’authentification, vous pourrez aussi confirmer ici avec son code.',
  wrongPassword: 'Le mot de passe est incorrect.',
  wrongCode: 'Le code est incorrect, ou a déjà été utilisé. Attendez le suivant.',
  codeNeeded: 'Saisissez le code que votre application affiche maintenant.',
  passkeyFailed: 'La clé d’accès n’a pas été utilisée. Réessayez ou saisissez un code.',
  tooManyTries: 'Trop de tentatives. Attendez une minute et réessayez.',
  notDone: 'Une erreur s’est produite. Réessayez.',
  otherAccount:
    'Vous vous êtes connecté avec un compte Microsoft autre que celui qui est associé à votre compte TMAS. Réessayez.',
  notFresh:
    'Microsoft n’a pas indiqué vous avoir demandé de vous connecter à l’instant. Réessayez ou confirmez avec votre mot de passe.',
  microsoftStopped: 'La connexion avec Microsoft n’est pas allée jusqu’au bout. Réessayez.',
  notConfirmed: 'Rien n’a été modifié, car vous n’avez pas confirmé que c’est bien vous.',
  landing: {
    proved: {
      title: 'Merci, c’est bien vous',
      hint: 'La modification se poursuit dans la fenêtre de TMAS. Vous pouvez fermer celle-ci.',
      link: 'Continuer vers TMAS',
    },
    not_proved: {
      title: 'Vous n’avez pas confirmé que c’est bien vous',
      hint: 'La raison est indiquée dans la fenêtre de TMAS. Vous pouvez fermer celle-ci.',
      link: 'Continuer vers TMAS',
    },
  },
}
