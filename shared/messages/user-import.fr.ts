import { countsIn } from './counts.ts'
import { sheetImport } from './sheet-import.fr.ts'
import type { UserImportMessages } from './user-import.en.ts'

const { number, plural } = countsIn('fr')

const users = (n: number) =>
  plural(n, { one: `${number(n)} utilisateur`, other: `${number(n)} utilisateurs` })

export const userImport: UserImportMessages = {
  ...sheetImport,
  title: 'Importer des utilisateurs',
  lead: 'Ajoutez ou modifiez des personnes à partir d’un tableur. Vous voyez chaque modification avant que quoi que ce soit ne soit enregistré.',
  exportAll: 'Télécharger vos utilisateurs',
  exportHint: 'Modifiez-les dans votre tableur, puis importez le fichier.',
  columnsHint:
    'La première ligne nomme les colonnes : en français, en anglais ou en espagnol, dans n’importe quel ordre. Une ligne concerne l’utilisateur qui porte son nom d’utilisateur ; à défaut, c’est un nouvel utilisateur. Ce que contiennent les colonnes absentes ne change pas ; une cellule vide efface ce qui s’y trouvait.',
  columns: {
    username: 'Nom d’utilisateur',
    email: 'E-mail',
    firstName: 'Prénom',
    lastName: 'Nom',
    title: 'Fonction',
    mobilePhone: 'Téléphone mobile',
    language: 'Langue',
    description: 'Description',
    role: 'Type de permission',
    location: 'Emplacement',
    endsOn: 'Date de fin',
  },
  hints: {
    username: 'Obligatoire. Il indique qui la ligne concerne.',
    email: 'Obligatoire pour un nouvel utilisateur.',
    firstName: 'Facultatif.',
    lastName: 'Facultatif.',
    title: 'Facultatif.',
    mobilePhone: 'Facultatif.',
    language: 'Français, anglais ou espagnol. Une cellule vide ne change rien.',
    description: 'Facultatif.',
    role: 'Obligatoire pour un nouvel utilisateur. Une personne qui a plusieurs types de permission a une ligne pour chacun.',
    location:
      'Obligatoire pour un nouvel utilisateur : l’ID de l’emplacement, son nom ou un chemin tel que « Nord › Côte ». Une personne qui a accès à plusieurs emplacements a une ligne pour chacun.',
    endsOn: 'Facultatif : le premier jour où le compte est fermé, par exemple 2026-12-31.',
  },
  otherHeadings: {
    username: ['utilisateur', 'identifiant', 'compte', 'login'],
    email: ['email', 'mail', 'courriel', 'adresse e-mail', 'adresse électronique'],
    firstName: ['prénoms'],
    lastName: ['nom de famille'],
    title: ['intitulé du poste'],
    mobilePhone: ['mobile', 'portable', 'téléphone', 'téléphone portable', 'numéro de téléphone'],
    language: [],
    description: ['commentaire', 'remarque', 'remarques'],
    role: ['rôle', 'membre du groupe', 'permission'],
    location: ['magasin', 'ID de l’emplacement', 'code de l’emplacement', 'numéro de magasin'],
    endsOn: ['fin', 'expire le', 'date d’expiration'],
  },
  outcome: { all: 'Toutes', add: 'Nouveau', change: 'Modifié', same: 'Inchangé', faulty: 'À corriger' },
  help: 'Comment importer des utilisateurs',
  ignored: (headings) => `Colonnes non lues : ${headings}`,
  perhaps: (heading, column) =>
    `La colonne « ${heading} » n’a pas été lue. S’agit-il de « ${column} » ? Alors renommez-la.`,
  takenAway: (role, location) => `N’est plus ${role} à ${location}`,
  willAdd: (n) =>
    plural(n, {
      none: '',
      one: `${number(n)} utilisateur sera ajouté.`,
      other: `${number(n)} utilisateurs seront ajoutés.`,
    }),
  willChange: (n) =>
    plural(n, {
      none: '',
      one: `${number(n)} utilisateur sera modifié.`,
      other: `${number(n)} utilisateurs seront modifiés.`,
    }),
  sendWelcome: (n) =>
    plural(n, {
      one: 'Envoyer au nouvel utilisateur l’e-mail de bienvenue, qui explique comment se connecter',
      other: `Envoyer aux ${number(n)} nouveaux utilisateurs l’e-mail de bienvenue, qui explique comment se connecter`,
    }),
  mailedOverDays: (most) =>
    `${number(most)} e-mails de bienvenue partent le premier jour, les autres les jours suivants.`,
  run: (n) => `Importer ${users(n)}`,
  question: (n) => `Modifier ${users(n)} avec cet import ?`,
  consequences: {
    usersWithNewAddress: (n) =>
      plural(n, {
        one: `${number(n)} personne change d’adresse e-mail. Qui lit le courrier à la nouvelle adresse peut se connecter en son nom.`,
        other: `${number(n)} personnes changent d’adresse e-mail. Qui lit le courrier aux nouvelles adresses peut se connecter en leur nom.`,
      }),
    usersWithOtherRoles: (n) =>
      plural(n, {
        one: `${number(n)} personne change de type de permission ou d’emplacement.`,
        other: `${number(n)} personnes changent de type de permission ou d’emplacement.`,
      }),
    usersWithOtherEnd: (n) =>
      plural(n, {
        one: `La date de fin de ${number(n)} compte change.`,
        other: `Les dates de fin de ${number(n)} comptes changent.`,
      }),
    usersWithoutEnd: (n) =>
      plural(n, {
        one: `${number(n)} compte ne prend plus fin : sa date de fin est supprimée.`,
        other: `${number(n)} comptes ne prennent plus fin : leurs dates de fin sont supprimées.`,
      }),
    sessionsThatEnd: (n) =>
      plural(n, {
        one: `${number(n)} session prend fin : cette personne devra se reconnecter.`,
        other: `${number(n)} sessions prennent fin : ces personnes devront se reconnecter.`,
      }),
    linksThatEnd: (n) =>
      plural(n, {
        one: `${number(n)} lien avec Microsoft prend fin. La prochaine connexion avec la nouvelle adresse le rétablit.`,
        other: `${number(n)} liens avec Microsoft prennent fin. Les prochaines connexions avec les nouvelles adresses les rétablissent.`,
      }),
    linksOfManagersThatEnd: (n) =>
      plural(n, {
        one: `Le lien avec Microsoft de ${number(n)} responsable prend fin. Cette personne garde son nom d’utilisateur et son mot de passe, et peut lier le compte de la nouvelle adresse dans les paramètres de son compte.`,
        other: `Les liens avec Microsoft de ${number(n)} responsables prennent fin. Ces personnes gardent leur nom d’utilisateur et leur mot de passe, et peuvent lier les comptes des nouvelles adresses dans les paramètres de leur compte.`,
      }),
    linksOfPromotedThatEnd: (n) =>
      plural(n, {
        one: `${number(n)} personne devient responsable, et son lien avec Microsoft prend fin. Désormais, cette personne a un nom d’utilisateur et un mot de passe, et peut lier de nouveau un compte Microsoft dans les paramètres de son compte.`,
        other: `${number(n)} personnes deviennent responsables, et leurs liens avec Microsoft prennent fin. Désormais, ces personnes ont un nom d’utilisateur et un mot de passe, et peuvent lier de nouveau un compte Microsoft dans les paramètres de leur compte.`,
      }),
    passwordsThatEnd: (n) =>
      plural(n, {
        one: `${number(n)} mot de passe ne fonctionne plus. Cette personne reçoit un e-mail pour en choisir un nouveau.`,
        other: `${number(n)} mots de passe ne fonctionnent plus. Ces personnes reçoivent un e-mail pour en choisir un nouveau.`,
      }),
    exceptionsThatEnd: (n) =>
      plural(n, {
        one: `${number(n)} exception à l’authentification obligatoire prend fin.`,
        other: `${number(n)} exceptions à l’authentification obligatoire prennent fin.`,
      }),
  },
  obstacles: {
    last_manager: (lines) =>
      `Cet import ne laisserait au sommet personne qui puisse gérer la chaîne et ses utilisateurs et se connecter avec un mot de passe. Ignorez ${plural(lines, { one: 'la ligne signalée', other: `au moins une des ${number(lines)} lignes signalées` })}, ou nommez d’abord une autre personne Responsable de chaîne et d’utilisateurs, et faites-lui choisir un mot de passe.`,
    too_many_mails: (lines) =>
      `Chacune de ces personnes recevrait un e-mail pour choisir un nouveau mot de passe, et votre chaîne a envoyé trop d’e-mails aujourd’hui. Ignorez une partie des ${number(lines)} lignes qui nomment un responsable, ou importez-les demain.`,
    too_many_changes: () =>
      'Ces modifications sont trop nombreuses à la fois : trop longtemps, personne de votre chaîne ne pourrait se connecter. Répartissez les lignes en plusieurs fichiers.',
  },
  marked: {
    last_manager: 'Retire un responsable indispensable',
    too_many_mails: 'Demande un e-mail pour un nouveau mot de passe',
    too_many_changes: '',
  },
  progress: {
    adding: (done, of) => `Ajout des utilisateurs : ${number(done)} sur ${number(of)}`,
    changing: (done, of) => `Modification des utilisateurs : ${number(done)} sur ${number(of)}`,
    mailing: (done, of) => `Préparation des e-mails de bienvenue : ${number(done)} sur ${number(of)}`,
    recording: () => 'Écriture du journal d’audit…',
  },
  added: (n) =>
    plural(n, {
      none: '',
      one: `${number(n)} utilisateur a été ajouté.`,
      other: `${number(n)} utilisateurs ont été ajoutés.`,
    }),
  changed: (n) =>
    plural(n, {
      none: '',
      one: `${number(n)} utilisateur a été modifié.`,
      other: `${number(n)} utilisateurs ont été modifiés.`,
    }),
  mailed: 'Les e-mails de bienvenue sont en cours d’envoi.',
  whoWasAdded: 'Ajoutés',
  undo: 'Annuler l’import',
  undoHint:
    'Pendant une heure, vous pouvez annuler cet import ici : les comptes ajoutés qui n’ont pas été utilisés depuis sont supprimés, et les comptes modifiés retrouvent les valeurs qui n’ont pas changé depuis.',
  undoQuestion: 'Annuler cet import ?',
  undoConsequences: {
    usersRemoved: (n) =>
      plural(n, {
        one: `${number(n)} utilisateur ajouté est supprimé.`,
        other: `${number(n)} utilisateurs ajoutés sont supprimés.`,
      }),
    usersRestored: (n) =>
      plural(n, {
        one: `${number(n)} utilisateur retrouve ce qui a été modifié.`,
        other: `${number(n)} utilisateurs retrouvent ce qui a été modifié.`,
      }),
    usersKept: (n) =>
      plural(n, {
        one: `${number(n)} utilisateur reste tel qu’il est : utilisé ou modifié depuis, ou hors de votre portée.`,
        other: `${number(n)} utilisateurs restent tels qu’ils sont : utilisés ou modifiés depuis, ou hors de votre portée.`,
      }),
    mailsSent: (n) =>
      plural(n, {
        one: `${number(n)} e-mail à une personne ajoutée est déjà parti.`,
        other: `${number(n)} e-mails à des personnes ajoutées sont déjà partis.`,
      }),
    passwordsLost: (n) =>
      plural(n, {
        one: `${number(n)} mot de passe qui a pris fin avec l’import ne revient pas.`,
        other: `${number(n)} mots de passe qui ont pris fin avec l’import ne reviennent pas.`,
      }),
    linksLost: (n) =>
      plural(n, {
        one: `${number(n)} lien avec Microsoft qui a pris fin avec l’import ne revient pas.`,
        other: `${number(n)} liens avec Microsoft qui ont pris fin avec l’import ne reviennent pas.`,
      }),
  },
  notBroughtBack: 'Annuler l’import plus tard ne rétablit ni ces mots de passe ni ces liens.',
  undone: (removed, restored) =>
    [
      plural(removed, {
        none: '',
        one: `${number(removed)} utilisateur a été supprimé.`,
        other: `${number(removed)} utilisateurs ont été supprimés.`,
      }),
      plural(restored, {
        none: '',
        one: `${number(restored)} utilisateur a retrouvé ses anciennes valeurs.`,
        other: `${number(restored)} utilisateurs ont retrouvé leurs anciennes valeurs.`,
      }),
    ]
      .filter(Boolean)
      .join(' ') || 'Il n’y avait plus rien à annuler.',
  undoKept: (n, names) =>
    plural(n, {
      none: '',
      one: `${number(n)} utilisateur reste tel qu’il est : ${names}`,
      other: `${number(n)} utilisateurs restent tels qu’ils sont : ${names}`,
    }),
  outOfReach: 'une personne hors de votre portée',
  tooLate: 'Cet import ne peut plus être annulé : il date de plus d’une heure.',
  notUndone: 'L’import n’a pas été annulé. Réessayez.',
  seeThem: 'Gérer les comptes d’utilisateurs',
  changedMeanwhile:
    'Des utilisateurs ont changé pendant que vous regardiez cette page. Les lignes ont été vérifiées de nouveau.',
  lost: 'La connexion a été perdue, et nous ne savons pas si tout a été enregistré. Les lignes ont été vérifiées de nouveau : voici ce qui reste à enregistrer.',
  lostButSaved: 'La connexion a été perdue un moment, mais tout a été enregistré.',
  unknown:
    'La connexion a été perdue, et nous ne savons pas si tout a été enregistré. Une fois qu’elle est rétablie, importez de nouveau : rien n’est enregistré deux fois.',
  unreadable: {
    ...sheetImport.unreadable,
    no_columns:
      'La première ligne de ce fichier ne nomme aucune colonne Nom d’utilisateur, qui indique qui chaque ligne concerne.',
    has_passwords:
      'Ce fichier contient une colonne de mots de passe. Chacun choisit le sien, par un lien reçu par e-mail. Supprimez la colonne, et choisissez le fichier de nouveau.',
  },
}
