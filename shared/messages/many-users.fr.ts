import { countsIn } from './counts.ts'
import type { manyUsers as source } from './many-users.en.ts'

const { number, plural } = countsIn('fr')

export const manyUsers: typeof source = {
  select: (name) => `Sélectionner ${name}`,
  selectPage: 'Tout sélectionner sur cette page',
  selected: (n) =>
    plural(n, {
      none: '',
      one: `${number(n)} utilisateur sélectionné`,
      other: `${number(n)} utilisateurs sélectionnés`,
    }),
  selectAll: (n) => `Sélectionner les ${number(n)} résultats`,
  tooMany: (n) =>
    `Vous pouvez sélectionner au plus ${number(n)} utilisateurs à la fois. Filtrez d’abord la liste.`,
  tooManyManagers: (n) =>
    `Vous pouvez nommer au plus ${number(n)} responsables à la fois. Sélectionnez moins d’utilisateurs.`,
  bar: 'Utilisateurs sélectionnés',
  clear: 'Tout désélectionner',
  more: 'Plus',
  actions: 'Actions',
  back: 'Retour',
  close: 'Fermer',
  action: {
    disable: 'Désactiver',
    enable: 'Activer',
    sign_out: 'Déconnecter',
    mail_welcome: 'Envoyer l’e-mail de bienvenue',
    unlink: 'Dissocier de Microsoft',
    give_role: 'Donner un type de permission',
    move: 'Déplacer vers un emplacement',
  },
  title: {
    disable: (n) =>
      plural(n, {
        one: `Désactiver ${number(n)} utilisateur ?`,
        other: `Désactiver ${number(n)} utilisateurs ?`,
      }),
    enable: (n) =>
      plural(n, { one: `Activer ${number(n)} utilisateur ?`, other: `Activer ${number(n)} utilisateurs ?` }),
    sign_out: (n) =>
      plural(n, {
        one: `Déconnecter ${number(n)} utilisateur ?`,
        other: `Déconnecter ${number(n)} utilisateurs ?`,
      }),
    mail_welcome: (n) =>
      plural(n, {
        one: `Envoyer l’e-mail de bienvenue à ${number(n)} utilisateur ?`,
        other: `Envoyer l’e-mail de bienvenue à ${number(n)} utilisateurs ?`,
      }),
    unlink: (n) =>
      plural(n, {
        one: `Dissocier ${number(n)} utilisateur de Microsoft ?`,
        other: `Dissocier ${number(n)} utilisateurs de Microsoft ?`,
      }),
    give_role: (n, role, location) => {
      const people = plural(n, { one: `${number(n)} utilisateur`, other: `${number(n)} utilisateurs` })
      return location
        ? `Donner à ${people} le type « ${role} » sur ${location} ?`
        : `Donner à ${people} le type « ${role} » ?`
    },
    move: (n, location) =>
      plural(n, {
        one: `Déplacer ${number(n)} utilisateur vers ${location} ?`,
        other: `Déplacer ${number(n)} utilisateurs vers ${location} ?`,
      }),
  },
  hint: {
    disable:
      'Ils ne peuvent plus se connecter tant que vous ne les réactivez pas. Vous pourrez annuler ; les sessions qui prennent fin ne reviennent pas.',
    enable: 'Ils peuvent de nouveau se connecter. Vous pourrez annuler.',
    sign_out:
      'Les clés d’API qu’ils ont créées sont aussi révoquées. Ils peuvent se reconnecter. La déconnexion ne peut pas être annulée.',
    mail_welcome:
      'L’e-mail de bienvenue explique comment se connecter. Un e-mail envoyé ne peut pas être rappelé.',
    unlink:
      'La prochaine connexion avec leur adresse crée un nouveau lien : vérifiez d’abord avec le service informatique que les adresses sont toujours les leurs. Cette action ne peut pas être annulée.',
    give_role:
      'L’annulation rétablit les types de permission ; les sessions terminées, les liens supprimés, les exceptions et les mots de passe remplacés ne reviennent pas.',
    move: 'Ils gardent leur type de permission. L’annulation rétablit l’emplacement ; les sessions terminées, les liens supprimés, les exceptions et les mots de passe remplacés ne reviennent pas.',
  },
  chooseRole: 'Donner un type de permission',
  chooseLocation: 'Déplacer vers un emplacement',
  where: 'Où',
  whereTheyAre: 'À l’emplacement actuel de chacun, en remplacement du type qu’il y a',
  onLocation: 'À un seul emplacement, en plus de ce qu’ils ont ailleurs',
  next: 'Continuer',
  checking: 'Vérification des effets',
  checkFailed: 'La vérification a échoué. Rien n’a été modifié.',
  retry: 'Réessayer',
  andMore: (n) => plural(n, { one: `${number(n)} autre`, other: `${number(n)} autres` }),
  sessions: (n) =>
    plural(n, {
      none: '',
      one: `${number(n)} session ouverte prend fin aussitôt.`,
      other: `${number(n)} sessions ouvertes prennent fin aussitôt.`,
    }),
  apiKeys: (n) =>
    plural(n, {
      none: '',
      one: `${number(n)} clé d’API est révoquée.`,
      other: `${number(n)} clés d’API sont révoquées.`,
    }),
  managers: (n) =>
    plural(n, {
      none: '',
      one: `${number(n)} d’entre eux a des permissions de responsable.`,
      other: `${number(n)} d’entre eux ont des permissions de responsable.`,
    }),
  links: (n) =>
    plural(n, {
      none: '',
      one: `${number(n)} lien avec Microsoft est supprimé.`,
      other: `${number(n)} liens avec Microsoft sont supprimés.`,
    }),
  passwords: (n) =>
    plural(n, {
      none: '',
      one: `${number(n)} mot de passe est remplacé : la personne reçoit un lien pour en définir un nouveau.`,
      other: `${number(n)} mots de passe sont remplacés : chaque personne reçoit un lien pour en définir un nouveau.`,
    }),
  exceptions: (n) =>
    plural(n, {
      none: '',
      one: `${number(n)} exception de mot de passe prend fin.`,
      other: `${number(n)} exceptions de mot de passe prennent fin.`,
    }),
  leftOut: 'Ne sont pas modifiés',
  unchanged: {
    disable: (n) =>
      plural(n, { one: `${number(n)} est déjà désactivé.`, other: `${number(n)} sont déjà désactivés.` }),
    enable: (n) =>
      plural(n, { one: `${number(n)} est déjà activé.`, other: `${number(n)} sont déjà activés.` }),
    sign_out: (n) =>
      plural(n, {
        one: `${number(n)} n’a aucune session ouverte.`,
        other: `${number(n)} n’ont aucune session ouverte.`,
      }),
    mail_welcome: (n) =>
      plural(n, { one: `${number(n)} s’est déjà connecté.`, other: `${number(n)} se sont déjà connectés.` }),
    unlink: (n) =>
      plural(n, {
        one: `${number(n)} n’est pas lié à Microsoft.`,
        other: `${number(n)} ne sont pas liés à Microsoft.`,
      }),
    give_role: (n) =>
      plural(n, {
        one: `${number(n)} a déjà ce type de permission.`,
        other: `${number(n)} ont déjà ce type de permission.`,
      }),
    move: (n) =>
      plural(n, { one: `${number(n)} s’y trouve déjà.`, other: `${number(n)} s’y trouvent déjà.` }),
  },
  refused: {
    self: () => 'Votre propre compte : quelqu’un d’autre doit le faire.',
    forbidden: (n) =>
      plural(n, {
        one: `${number(n)} a un type de permission supérieur au vôtre, ou se trouve hors de vos emplacements.`,
        other: `${number(n)} ont un type de permission supérieur au vôtre, ou se trouvent hors de vos emplacements.`,
      }),
    role_too_high: (n) =>
      plural(n, {
        one: `Vous ne pouvez pas donner ce type de permission à ${number(n)} d’entre eux là où il se trouve.`,
        other: `Vous ne pouvez pas donner ce type de permission à ${number(n)} d’entre eux là où ils se trouvent.`,
      }),
    last_manager: (n) =>
      plural(n, {
        one: `${number(n)} ne peut pas être modifié : il ne resterait au niveau supérieur aucun responsable pouvant se connecter avec un mot de passe.`,
        other: `${number(n)} ne peuvent pas être modifiés : il ne resterait au niveau supérieur aucun responsable pouvant se connecter avec un mot de passe.`,
      }),
    several_locations: (n) =>
      plural(n, {
        one: `${number(n)} a plusieurs emplacements. Déplacez cet utilisateur sur sa propre page.`,
        other: `${number(n)} ont plusieurs emplacements. Déplacez chacun sur sa propre page.`,
      }),
    no_location: (n) =>
      plural(n, {
        one: `${number(n)} n’a aucun emplacement.`,
        other: `${number(n)} n’ont aucun emplacement.`,
      }),
    invalid_request: (n) =>
      plural(n, {
        one: `${number(n)} a, ou aurait, un type de permission réservé à une chaîne.`,
        other: `${number(n)} ont, ou auraient, un type de permission réservé à une chaîne.`,
      }),
    account_disabled: (n) =>
      plural(n, {
        one: `${number(n)} est désactivé, ou son compte a expiré.`,
        other: `${number(n)} sont désactivés, ou leurs comptes ont expiré.`,
      }),
    too_many_mails: (n) =>
      plural(n, {
        one: `${number(n)} a reçu trop d’e-mails aujourd’hui, ou votre organisation en a trop envoyé.`,
        other: `${number(n)} ont reçu trop d’e-mails aujourd’hui, ou votre organisation en a trop envoyé.`,
      }),
    changed_meanwhile: (n) =>
      plural(n, {
        one: `${number(n)} a été modifié entre-temps par quelqu’un d’autre.`,
        other: `${number(n)} ont été modifiés entre-temps par quelqu’un d’autre.`,
      }),
    not_found: (n) =>
      plural(n, { one: `${number(n)} n’existe plus.`, other: `${number(n)} n’existent plus.` }),
    other: (n) =>
      plural(n, {
        one: `Une erreur s’est produite pour ${number(n)} d’entre eux.`,
        other: `Une erreur s’est produite pour ${number(n)} d’entre eux.`,
      }),
  },
  nothing: 'Rien ne changerait',
  running: 'En cours',
  progress: (done, total) => `${number(done)} sur ${number(total)}`,
  stop: 'Arrêter',
  stopping: 'Arrêt en cours',
  done: {
    disable: (n) =>
      plural(n, {
        one: `${number(n)} utilisateur a été désactivé.`,
        other: `${number(n)} utilisateurs ont été désactivés.`,
      }),
    enable: (n) =>
      plural(n, {
        one: `${number(n)} utilisateur a été activé.`,
        other: `${number(n)} utilisateurs ont été activés.`,
      }),
    sign_out: (n) =>
      plural(n, {
        one: `${number(n)} utilisateur a été déconnecté.`,
        other: `${number(n)} utilisateurs ont été déconnectés.`,
      }),
    mail_welcome: (n) =>
      plural(n, {
        one: `${number(n)} e-mail est en cours d’envoi.`,
        other: `${number(n)} e-mails sont en cours d’envoi.`,
      }),
    unlink: (n) =>
      plural(n, {
        one: `${number(n)} utilisateur a été dissocié de Microsoft.`,
        other: `${number(n)} utilisateurs ont été dissociés de Microsoft.`,
      }),
    give_role: (n) =>
      plural(n, {
        one: `${number(n)} utilisateur a reçu le type de permission.`,
        other: `${number(n)} utilisateurs ont reçu le type de permission.`,
      }),
    move: (n) =>
      plural(n, {
        one: `${number(n)} utilisateur a été déplacé.`,
        other: `${number(n)} utilisateurs ont été déplacés.`,
      }),
    undo: (n) =>
      plural(n, {
        one: `Action annulée pour ${number(n)} utilisateur.`,
        other: `Action annulée pour ${number(n)} utilisateurs.`,
      }),
  },
  stopped: (n) =>
    plural(n, {
      one: `Arrêté : ${number(n)} utilisateur n’a pas été modifié.`,
      other: `Arrêté : ${number(n)} utilisateurs n’ont pas été modifiés.`,
    }),
  brokenOff: (n) =>
    plural(n, {
      one: `La connexion au serveur a échoué. Pour ${number(n)} utilisateur, on ne sait pas si l’action a été faite.`,
      other: `La connexion au serveur a échoué. Pour ${number(n)} utilisateurs, on ne sait pas si l’action a été faite.`,
    }),
  notReached: (n) =>
    plural(n, {
      one: `TMAS n’a pas pu le faire pour ${number(n)} utilisateur, qui n’a pas été modifié.`,
      other: `TMAS n’a pas pu le faire pour ${number(n)} utilisateurs, qui n’ont pas été modifiés.`,
    }),
  failed: {
    forbidden: 'Votre type de permission ne le permet pas.',
    not_found: 'L’emplacement n’existe plus.',
    throttled: 'Il y a eu trop de requêtes. Réessayez plus tard.',
    other: 'La requête a échoué.',
  },
  undoUnknown: (n) =>
    plural(n, {
      one: `L’annulation ne comprend pas ${number(n)} utilisateur pour lequel on ne savait pas si l’action avait été faite.`,
      other: `L’annulation ne comprend pas ${number(n)} utilisateurs pour lesquels on ne savait pas si l’action avait été faite.`,
    }),
  undoWithout: (n) =>
    plural(n, {
      one: `L’annulation ne comprend pas ${number(n)} utilisateur qui n’avait aucun emplacement :`,
      other: `L’annulation ne comprend pas ${number(n)} utilisateurs qui n’avaient aucun emplacement :`,
    }),
  goOn: 'Continuer avec les autres',
  notDone: (n) =>
    plural(n, {
      one: `${number(n)} utilisateur n’a pas été modifié`,
      other: `${number(n)} utilisateurs n’ont pas été modifiés`,
    }),
  help: 'Comment cela fonctionne',
  undo: 'Annuler l’action',
}
