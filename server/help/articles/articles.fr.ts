import { withFrenchSpaces } from '#shared/messages/french-spaces.ts'
import { messages } from '#shared/messages/messages.ts'
import type { Articles } from '../outline.ts'
import { rollOut } from './roll-out.fr.ts'
import { secondFactor } from './second-factor.fr.ts'

const ui = messages.fr

const locations = `**${ui.locations.administration} > ${ui.locations.title}**`
const advanced = `**${ui.locations.administration} > ${ui.locations.title} > ${ui.locations.advanced}**`
const userAccounts = `**${ui.locations.administration} > ${ui.users.title}**`
const tenantField = `**${ui.advancedSettings.azureTenantId.label}**`
const mandatory = `**${ui.advancedSettings.mandatoryAuthentication.label}**`
const button = `**${ui.signIn.microsoft}**`

export const articles = withFrenchSpaces<Articles>({
  'connect-entra': {
    title: 'Relier une chaîne à Microsoft Entra ID',
    summary: 'Cinq étapes, une seule valeur à coller, environ cinq minutes. Pour les responsables de chaîne.',
    sections: {
      'how-it-works': {
        title: 'Comment cela fonctionne',
        body: [
          'Microsoft Entra ID (appelé Azure Active Directory jusqu’en 2023) est l’endroit où votre entreprise gère les comptes qui servent à se connecter à Microsoft. Une fois votre chaîne reliée, ces mêmes comptes servent pour TMAS.',
          {
            list: [
              `Les personnes choisissent ${button} et n’ont besoin d’aucun mot de passe pour TMAS.`,
              'TMAS ne crée, ne modifie et ne supprime aucun utilisateur en fonction d’Entra. Ce sont les [comptes d’utilisateurs de TMAS](/help/create-users) qui décident qui a accès.',
              'À la première connexion, un utilisateur est reconnu par son adresse, puis par le compte lui-même, quel que soit le nom de celui-ci par la suite.',
              'Mots de passe, seconds facteurs et comptes bloqués restent là où votre entreprise les gère : chez Microsoft.',
            ],
          },
        ],
      },
      before: {
        title: 'Ce qu’il vous faut',
        body: [
          {
            list: [
              'Le type de permission responsable de chaîne, ou responsable de chaîne et d’utilisateurs, sur la chaîne.',
              'Un locataire Microsoft Entra ID avec ses paramètres habituels. Vous n’avez à y créer ni application, ni secret, ni certificat.',
              'Des utilisateurs de TMAS dont l’adresse est [exactement leur adresse de connexion chez Microsoft](/help/create-users#address).',
              'Si seuls les administrateurs peuvent approuver des applications dans votre entreprise : [votre administrateur informatique](/help/for-it#consent), une fois, quelques minutes.',
            ],
          },
          {
            note: `Plus rapide : **${ui.connect.start}**, sur votre page d’accueil ou sous ${advanced}. Vous vous connectez chez Microsoft, TMAS montre quelle organisation a répondu, et vous confirmez que c’est la vôtre. Cela accomplit les cinq étapes ; la suite de cette page décrit la voie manuelle.`,
          },
        ],
      },
      'tenant-id': {
        title: 'Étape 1 : trouver votre ID de locataire',
        body: [
          {
            steps: [
              'Connectez-vous au centre d’administration Microsoft Entra, https://entra.microsoft.com. N’importe quel compte de votre entreprise peut le consulter, sauf si votre entreprise l’a restreint ; il n’est pas nécessaire d’être administrateur.',
              'Ouvrez **Identité > Vue d’ensemble** (dans les versions récentes **Entra ID > Vue d’ensemble**).',
              'Copiez la valeur nommée **ID de locataire**, ou ID d’annuaire. Elle ressemble à `3f0c9a52-6d1b-4e8e-9a57-0c1d2e3f4a5b`.',
            ],
          },
          'Dans le portail Azure (https://portal.azure.com), elle se trouve sous **Microsoft Entra ID > Vue d’ensemble** ou **Propriétés**.',
          {
            note: 'Un ID d’application (client) et un ID d’objet ont la même forme. Prenez celui qui s’appelle ID de locataire. Ou saisissez votre nom de domaine dans TMAS, qui recherche l’ID pour vous.',
          },
        ],
      },
      paste: {
        title: 'Étape 2 : le coller dans TMAS',
        body: [
          {
            steps: [
              `Ouvrez ${advanced} et choisissez votre chaîne.`,
              `Collez la valeur dans le champ ${tenantField}. Le champ a gardé son ancien nom. Il accepte l’ID de votre locataire Entra, ou l’un de vos noms de domaine.`,
              `TMAS demande à Microsoft si ce locataire existe, et vous le dit. Choisissez **${ui.locations.save}**.`,
            ],
          },
          'Si Microsoft est injoignable pour le moment, vous pouvez tout de même enregistrer. L’ID est alors marqué comme non vérifié, et il est vérifié plus tard.',
          {
            picture: 'advanced',
            alt: 'Les paramètres avancés d’une chaîne : le guide de mise en place avec ses cinq étapes, et l’ID de locataire.',
          },
        ],
      },
      'sign-in': {
        title: 'Étape 3 : se connecter avec Microsoft',
        body: [
          {
            steps: [
              `Ouvrez la page de connexion de TMAS et choisissez ${button}. Une fenêtre de Microsoft s’ouvre.`,
              'Choisissez votre compte professionnel ou scolaire : celui dont l’adresse est dans TMAS.',
            ],
          },
          'Faites essayer une personne avant de l’annoncer à tous. Cela peut être vous : les responsables gardent leur mot de passe dans tous les cas.',
          {
            picture: 'sign-in',
            alt: 'La page de connexion de TMAS : le bouton « Se connecter avec Microsoft » et, en dessous, le nom d’utilisateur et le mot de passe.',
          },
        ],
      },
      accept: {
        title: 'Étape 4 : accepter la demande d’autorisation',
        body: [
          'La première fois, Microsoft demande si TMAS peut lire votre nom et votre adresse e-mail. Choisissez **Accepter**. Cela crée le lien durable entre votre utilisateur TMAS et votre compte Microsoft.',
          {
            note: 'La fenêtre ne doit être ni bloquée, ni fermée, ni ignorée. Si elle l’a été, [réessayez](/help/cannot-sign-in#pop-up). Si Microsoft dit qu’un administrateur doit approuver, consultez [la page pour votre service informatique](/help/for-it#consent).',
          },
        ],
      },
      confirm: {
        title: 'Étape 5 : confirmé',
        body: [
          `Après la première connexion réussie, ${advanced} affiche **${ui.locations.settings.status.confirmed}**, avec l’heure.`,
          'Chez Microsoft, TMAS figure maintenant dans la liste de vos applications : **Applications d’entreprise > TMAS**. Votre service informatique y décide qui peut l’utiliser et selon quelles stratégies.',
        ],
      },
      mandatory: {
        title: 'Faire de Microsoft le seul moyen de se connecter',
        body: [
          `Avec ${mandatory}, tous les utilisateurs en dessous des niveaux Responsable de chaîne et Responsable d’utilisateurs se connectent uniquement avec Microsoft. Les mots de passe, les liens pour en définir un et les sessions ouvertes avec un mot de passe cessent de fonctionner dès l’enregistrement.`,
          {
            list: [
              'Les responsables de chaîne et d’utilisateurs, les responsables de chaîne et les responsables d’utilisateurs gardent leur nom d’utilisateur et leur mot de passe : personne ne se retrouve bloqué.',
              'Avant l’enregistrement, la page montre qui s’est déjà connecté avec Microsoft, de qui TMAS n’a vu aucune tentative, et qui a échoué à son dernier essai.',
              'Si vous la désactivez, les mots de passe existants fonctionnent comme avant.',
              'Plutôt que de l’activer pour tout le monde le même jour, vous pouvez [la déployer par vagues](/help/roll-out#plan).',
            ],
          },
        ],
      },
      undo: {
        title: 'Revenir en arrière',
        body: [
          `Désactivez d’abord ${mandatory}, puis videz le champ ${tenantField}. TMAS indique combien d’utilisateurs liés sont concernés, et qui n’a pas de mot de passe. Vous pouvez envoyer à ces utilisateurs un lien pour en définir un.`,
          'Les liens avec des comptes de l’ancien locataire restent consignés, mais ne donnent plus accès.',
        ],
      },
    },
  },

  'create-users': {
    title: 'Créer des utilisateurs',
    summary:
      'Un par un ou depuis un tableur, avec la bonne adresse et le bon type de permission. Pour les responsables d’utilisateurs.',
    sections: {
      one: {
        title: 'Ajouter un utilisateur',
        body: [
          {
            steps: [
              `Ouvrez ${userAccounts} et choisissez **${ui.users.add}**.`,
              'Saisissez le nom d’utilisateur et l’e-mail. Nom, fonction, téléphone, langue et description sont facultatifs.',
              `Choisissez un emplacement et un **${ui.users.form.role}**. L’utilisateur peut atteindre cet emplacement et tout ce qui se trouve en dessous.`,
              `Laissez **${ui.users.form.sendWelcome}** coché, et enregistrez.`,
            ],
          },
          'Un nom d’utilisateur est unique dans tout TMAS, une adresse e-mail dans votre entreprise. Un nom d’utilisateur qui ressemble à un nom existant est considéré comme pris. Un nom d’utilisateur ne contient pas de @, sauf s’il est l’adresse e-mail de l’utilisateur ; il change alors avec elle.',
        ],
      },
      address: {
        title: 'Quelle est la bonne adresse',
        body: [
          'Pour se connecter avec Microsoft, l’adresse e-mail dans TMAS doit être exactement celle avec laquelle la personne se connecte à Microsoft. Dans Entra, elle s’appelle **Nom d’utilisateur principal**.',
          {
            list: [
              'Elle peut différer de l’adresse de la messagerie : a.lind@… pour le courrier, ada.lind@… pour se connecter.',
              'Majuscules et minuscules sont équivalentes, et les espaces autour de l’adresse sont ignorés. Tout le reste compte : un point, un trait d’union, le domaine.',
              'Votre service informatique la trouve sous **Utilisateurs > Tous les utilisateurs**, dans la colonne **Nom d’utilisateur principal**, ou peut exporter la liste.',
            ],
          },
          {
            note: 'Si vous modifiez l’adresse d’un utilisateur, le lien avec le compte Microsoft est supprimé, et la prochaine connexion en crée un nouveau.',
          },
        ],
      },
      roles: {
        title: 'Types de permission',
        body: [
          {
            list: [
              `**${ui.roles.chain_and_user_manager}** : les deux suivants à la fois.`,
              `**${ui.roles.chain_manager}** : gère les emplacements et leurs paramètres avancés.`,
              `**${ui.roles.user_manager}** : gère les comptes des responsables d’utilisateurs et de tous les utilisateurs en dessous des niveaux de responsable.`,
              `**${ui.roles.location_manager}** et **${ui.roles.viewer}** : travaillent avec TMAS et n’administrent rien.`,
            ],
          },
          'Les trois premiers ne peuvent être donnés que sur une chaîne. Personne ne peut donner un type de permission au-dessus du sien ou hors de sa branche.',
          'Il reste toujours quelqu’un qui peut intervenir : TMAS refuse de retirer la dernière personne au sommet qui est responsable et qui a un mot de passe.',
        ],
      },
      import: {
        title: 'Importer depuis un tableur',
        body: [
          {
            steps: [
              `Ouvrez ${userAccounts} **> ${ui.users.import_}**, puis choisissez **${ui.userImport.template}** pour partir d’un classeur vide, ou **${ui.userImport.exportAll}** pour modifier ce que vous avez.`,
              `Remplissez une ligne par personne. **${ui.userImport.columns.username}** indique qui la ligne concerne. Une personne qui a plusieurs types de permission a une ligne pour chacun.`,
              `Choisissez le fichier, déposez-le sur la page, ou collez les cellules. Vous voyez chaque cellule qui sera enregistrée, à côté de ce qui s’y trouvait. Corrigez ce qui est signalé, puis **${ui.userImport.checkAgain}**.`,
              'Appuyez sur **Importer**. Si des adresses, des types de permission ou des dates de fin changent, vous lisez d’abord ce qui prend fin avec eux : sessions, liens avec Microsoft, mots de passe. Toutes les lignes sont enregistrées, ou aucune.',
            ],
          },
          `Les classeurs Excel (.xlsx) et les fichiers CSV sont lus, avec des titres de colonnes en français, en anglais ou en espagnol, par exemple username, email, role, location. Seul **${ui.userImport.columns.username}** est nécessaire ; pour une nouvelle personne, il faut aussi **${ui.userImport.columns.email}**, **${ui.userImport.columns.role}** et **${ui.userImport.columns.location}**. Ce que contiennent les colonnes absentes du fichier ne change pas, et une cellule vide efface ce qui s’y trouvait.`,
          'Si la réponse s’est perdue, importez de nouveau le même fichier : rien n’est enregistré deux fois.',
          `Pendant une heure, tant que la page reste ouverte, **${ui.userImport.undo}** annule l’import : les comptes ajoutés qui n’ont pas été utilisés depuis sont supprimés, et les valeurs qui n’ont pas été modifiées autrement sont rétablies. Les e-mails envoyés, les mots de passe et les liens avec Microsoft ne sont pas rétablis.`,
        ],
      },
      welcome: {
        title: 'L’e-mail de bienvenue',
        body: [
          'Un nouvel utilisateur qui peut se connecter avec un mot de passe reçoit un lien pour le définir. Le lien fonctionne 7 jours. À un utilisateur qui ne peut se connecter qu’avec Microsoft, l’e-mail indique d’utiliser le bouton, et avec quelle adresse.',
          `Pour le renvoyer, choisissez **${ui.users.mailing.mail}** sur la ligne de l’utilisateur et laissez l’objet et le message vides.`,
          `Sur la page de l’utilisateur, **${ui.users.page.history}** indique pour chaque e-mail s’il a été envoyé, s’il est en attente, s’il a été refusé ou s’il n’a finalement pas été envoyé, et pourquoi. TMAS vérifie à nouveau chaque e-mail juste avant de l’envoyer : si vous corrigez l’adresse avant l’envoi de l’e-mail de bienvenue, il part à la nouvelle adresse ; si vous désactivez l’utilisateur, il n’est pas envoyé.`,
        ],
      },
      'end-date': {
        title: 'Comptes avec une date de fin',
        body: [
          `Pour un saisonnier ou un prestataire, saisissez une **${ui.users.form.endsOn}** sous **${ui.users.form.account}**. À partir de ce jour (UTC), la personne ne peut plus se connecter, et ses sessions prennent fin. Rien n’est supprimé, et son statut indique que le compte a pris fin. Une semaine avant, les responsables qui peuvent modifier la date reçoivent un e-mail.`,
          'Pour le prolonger, saisissez une date ultérieure ou videz le champ. La personne peut alors se connecter comme avant. Vous pouvez aussi indiquer la date dans [une importation](#import).',
          'Le dernier responsable au sommet ne peut pas avoir de date de fin : il doit toujours rester quelqu’un pour régler les problèmes.',
        ],
      },
      admit: {
        title: 'Ajouter une personne qui a déjà essayé de se connecter',
        body: [
          `Si une personne de votre organisation se connecte avec Microsoft sans être encore un utilisateur, TMAS refuse la connexion et vous montre la tentative sous [${ui.signIns.title}](/administration/sign-ins?code=unknown_user), ou au-dessus de la liste des utilisateurs si le compte ressemble à celui de l’un d’eux. TMAS n’ajoute jamais personne de lui-même.`,
          {
            steps: [
              'Demandez d’abord à la personne si c’était bien elle. Si elle est déjà un utilisateur, avec une autre adresse, [corrigez plutôt l’adresse](/help/cannot-sign-in#address).',
              `Choisissez **${ui.explainPerson.admit.open}**.`,
              'Choisissez son emplacement et son type de permission. Un nom d’utilisateur est proposé : gardez-le ou saisissez-en un autre. L’adresse est celle que Microsoft a confirmée.',
            ],
          },
          'La personne reçoit l’e-mail de bienvenue, qui explique comment se connecter. Si l’emplacement appartient à une chaîne qui a un autre ID de locataire, TMAS ne l’ajoute pas, car elle ne pourrait pas s’y connecter.',
        ],
      },
      many: {
        title: 'Modifier plusieurs utilisateurs à la fois',
        body: [
          {
            steps: [
              `Dans ${userAccounts}, cochez les cases des utilisateurs. Avec la touche Maj, un clic sélectionne tous ceux situés entre celui-ci et le dernier coché. Pour sélectionner plus d’une page, cochez la case du haut puis appuyez sur **${ui.manyUsers.selectAll(120)}** ; un filtre restreint la sélection.`,
              'Choisissez l’action dans la barre sous la liste.',
              'Lisez la confirmation : combien d’utilisateurs sont concernés, combien de sessions prennent fin, qui est laissé tel quel et pourquoi. Rien n’est modifié avant que vous confirmiez.',
            ],
          },
          `Chaque utilisateur est modifié comme si vous le faisiez sur sa page : une personne au-dessus de votre type de permission ou hors de vos emplacements est laissée de côté. Vous pouvez appuyer sur **${ui.manyUsers.stop}** à tout moment : les utilisateurs déjà traités restent modifiés, les autres restent tels quels.`,
          `Ensuite, **${ui.manyUsers.undo}** annule une activation, une désactivation, un déplacement ou un type de permission donné, pour tous ceux qui n’ont pas été modifiés depuis. L’annulation rétablit les types de permission et les emplacements ; les sessions terminées, les liens supprimés, les exceptions et les mots de passe remplacés ne reviennent pas. Une déconnexion, une dissociation ou un e-mail ne peuvent pas être annulés.`,
        ],
      },
      leaving: {
        title: 'Quand quelqu’un part',
        body: [
          `**${ui.users.disable}** met fin aussitôt à toutes les sessions de l’utilisateur, qui ne peut plus se connecter tant qu’il n’est pas réactivé. **${ui.users.remove}** supprime l’utilisateur définitivement ; ce qu’il a fait reste dans les journaux.`,
          `**${ui.users.signOutEverywhere}** met fin aussitôt à toutes les sessions de l’utilisateur et révoque les clés d’API qu’il a créées. Il peut se reconnecter. C’est utile quand un téléphone a été perdu ou qu’une session est restée ouverte sur un ordinateur.`,
        ],
      },
      confirmation: {
        title: 'Comptes bloqués chez Microsoft',
        body: [
          `Lorsque **${ui.advancedSettings.sessionConfirmation.label}** est activé, TMAS vérifie auprès de Microsoft, toutes les 15 minutes d’utilisation, que le compte est toujours actif. Un compte bloqué ou supprimé chez Microsoft est alors déconnecté de TMAS sur tous ses appareils. Une page restée ouverte peut encore servir 5 minutes. Les sessions ouvertes avec un mot de passe ne sont pas concernées : pour plus de sûreté, désactivez aussi l’utilisateur dans TMAS.`,
          'Le plus souvent, on ne remarque rien. Si Microsoft demande à la personne de se reconnecter, par exemple après un changement de mot de passe, une page avec un seul bouton s’affiche, puis la personne reprend là où elle en était. Un formulaire en cours de saisie n’est pas interrompu.',
          'Si Microsoft est injoignable, la session continue, et le journal des connexions l’indique.',
          `Pour désactiver cette vérification, ouvrez ${advanced} de la chaîne, désactivez **${ui.advancedSettings.sessionConfirmation.label}** et enregistrez. Une personne bloquée chez Microsoft reste alors connectée à TMAS jusqu’à la fin de sa session : 12 heures au plus.`,
        ],
      },
    },
  },

  'roll-out': rollOut,
  'second-factor': secondFactor,
  'manage-locations': {
    title: 'Gérer les emplacements et les paramètres avancés',
    summary:
      'L’arborescence de votre chaîne, et comment relier une chaîne à Microsoft. Pour les responsables de chaîne.',
    sections: {
      tree: {
        title: 'L’arborescence',
        body: [
          `${locations} montre vos emplacements : une **${ui.locationTypes.chain}** en haut, des **${ui.locationTypes.district}s** et des **${ui.locationTypes.region}s** qui en groupent d’autres, et des **${ui.locationTypes.store}s**, qui n’ont rien au-dessous. Une chaîne peut contenir des chaînes.`,
          {
            list: [
              `Pour en ajouter un, choisissez l’emplacement dont il dépend, puis **${ui.locations.add}**.`,
              `**${ui.locations.move}** emmène tout ce qui se trouve en dessous. TMAS indique d’abord qui obtient ou perd l’accès.`,
              'Avec la souris, vous pouvez aussi faire glisser un emplacement vers son nouveau parent. Au clavier, coupez-le dans l’arborescence avec Ctrl X, allez au nouveau parent et collez-le avec Ctrl V. Les endroits où il ne peut pas aller sont estompés.',
              'Seul un emplacement vide peut être supprimé.',
            ],
          },
          {
            picture: 'locations',
            alt: 'La gestion des emplacements : l’arborescence à gauche et, à droite, ce que l’on sait d’un magasin et ce que l’on peut en faire.',
          },
        ],
      },
      import: {
        title: 'Importer des emplacements depuis un tableur',
        body: [
          {
            steps: [
              `Ouvrez ${locations} **> ${ui.locationImport.open}**, puis choisissez **${ui.locationImport.template}** pour partir d’un classeur vide, ou **${ui.locationImport.exportAll}** pour modifier ce que vous avez.`,
              `Remplissez une ligne par emplacement. **${ui.locationImport.columns.parent}** est un nom, un ID de l’emplacement ou un chemin tel que « Nord › Côte ». Ce peut aussi être une autre ligne du fichier.`,
              'Choisissez le fichier, ou déposez-le sur la page. Il est lu aussitôt, et chaque ligne montre ce qu’elle ajoute ou modifie. Corrigez dans la page ce qui est signalé, ou ignorez la ligne, puis vérifiez de nouveau.',
              'Importez. Toutes les lignes sont enregistrées ensemble, ou aucune. Si des emplacements sont déplacés, TMAS indique d’abord qui obtient ou perd l’accès.',
            ],
          },
          `Les classeurs Excel (.xlsx) et les fichiers CSV sont lus. Une ligne concerne l’emplacement qui a son **${ui.locationImport.columns.id}**, sinon son **${ui.locationImport.columns.code}**, sinon son nom sous le même parent ; à défaut, c’en est un nouveau. Ce que contiennent les colonnes absentes du fichier ne change pas.`,
          `Pendant une heure, tant que la page reste ouverte, **${ui.locationImport.undo}** annule tout l’import, si aucun de ces emplacements n’a été modifié ni utilisé depuis.`,
        ],
      },
      advanced: {
        title: 'Paramètres avancés',
        body: [
          'Deux paramètres relient une chaîne à Microsoft. Rien d’autre n’est nécessaire pour cela : ni ID client, ni secret, ni certificat.',
          {
            list: [
              `${tenantField} : [où le trouver](/help/connect-entra#tenant-id).`,
              `${mandatory} : [ce qu’elle fait](/help/connect-entra#mandatory).`,
            ],
          },
          'Les autres sont facultatifs : [l’authentification obligatoire par vagues](/help/roll-out#plan), [un second facteur pour les responsables](/help/second-factor#require), [la confirmation des sessions](/help/create-users#confirmation) et le délai d’inactivité des [ordinateurs partagés](/help/shared-computers#manage).',
          `À côté du champ figure ce que TMAS sait du locataire : **${ui.locations.settings.status.not_verified}**, **${ui.locations.settings.status.verified}** ou, dès que quelqu’un s’est connecté avec lui, **${ui.locations.settings.status.confirmed}**.`,
        ],
      },
      inheritance: {
        title: 'Des chaînes sous des chaînes',
        body: [
          'Une chaîne sous une autre reprend l’ID de locataire de la chaîne la plus proche au-dessus, jusqu’à ce qu’elle ait le sien. La page indique de quelle chaîne il vient.',
          `${mandatory} est plus stricte : activée pour une chaîne, elle l’est pour toutes celles en dessous. Une chaîne inférieure peut l’activer pour elle-même, mais pas désactiver ce qui a été activé plus haut. Une chaîne qui en a d’autres en dessous affiche celles qui diffèrent.`,
          'Deux chaînes peuvent avoir le même ID de locataire.',
        ],
      },
      guests: {
        title: 'L’adresse de connexion propre à la chaîne',
        body: [
          `Avancé affiche l’**${ui.locations.settings.address}**. Elle mène directement à votre locataire. Les employés n’en ont pas besoin. Les invités de votre locataire, si, car le bouton général les mène au locataire de leur propre entreprise.`,
        ],
      },
      'change-tenant': {
        title: 'Changer un ID de locataire',
        body: [
          'TMAS demande confirmation, et indique combien d’utilisateurs liés sont concernés. Les sessions qui ne correspondent plus au nouveau locataire prennent fin aussitôt, et chaque utilisateur est de nouveau lié à sa prochaine connexion.',
          'Chaque responsable de votre entreprise reçoit un e-mail indiquant que l’ID a changé, par qui et d’où. Si vous ne vous attendiez pas à cet e-mail, vérifiez tout de suite : qui fixe l’ID de locataire décide qui peut se connecter.',
        ],
      },
    },
  },

  'cannot-sign-in': {
    title: 'Pourquoi mes utilisateurs ne peuvent-ils pas se connecter avec Microsoft ?',
    summary:
      'Chaque problème, avec ce que lit la personne, qui doit agir et que faire. Les quatre premiers sont les plus fréquents.',
    sections: {
      address: {
        title: 'L’adresse ne correspond pas',
        body: [
          'L’adresse dans TMAS n’est pas exactement celle avec laquelle la personne se connecte à Microsoft. TMAS ne reprend rien d’Entra : il faut les rendre identiques à la main.',
          {
            steps: [
              'Demandez avec quelle adresse la personne s’est connectée. La page la lui montre, et le journal des connexions vous la montre.',
              `Ouvrez ${userAccounts}, trouvez la personne, et comparez lettre par lettre. Les différences habituelles : l’adresse de la messagerie au lieu de celle de connexion, un autre domaine, un ancien nom, une faute de frappe.`,
              'Corrigez-la dans TMAS et faites réessayer la personne.',
            ],
          },
          {
            picture: 'user',
            alt: 'La page d’un utilisateur : pourquoi il ne peut pas se connecter et que faire, à côté de son compte et de son historique.',
          },
        ],
      },
      'tenant-id': {
        title: 'L’ID de locataire ne correspond pas',
        body: [
          'Le compte appartient à un autre locataire que celui saisi pour la chaîne, la chaîne n’en a pas encore, ou Microsoft ne connaît pas ce locataire. Un seul caractère faux suffit.',
          {
            steps: [
              `Ouvrez ${advanced} de la chaîne sur laquelle la personne a son type de permission, et comparez ${tenantField} avec l’[ID de locataire chez Microsoft](/help/connect-entra#tenant-id).`,
              'S’il est juste, la personne a utilisé le compte d’une autre entreprise, ou un [invité a utilisé le bouton général](#guest).',
            ],
          },
        ],
      },
      consent: {
        title: 'La demande d’autorisation n’a pas été acceptée',
        body: [
          'La première fois, Microsoft demande l’autorisation de transmettre le nom et l’adresse. La personne a refusé, ou est revenue en arrière.',
          {
            steps: [
              `Choisissez de nouveau ${button}, puis **Accepter**.`,
              'S’il n’y a pas de bouton « Accepter » mais la demande d’un administrateur, consultez [l’approbation d’un administrateur](#admin-consent).',
            ],
          },
        ],
      },
      'pop-up': {
        title: 'La fenêtre de Microsoft a été bloquée ou fermée',
        body: [
          {
            steps: [
              'Autorisez les fenêtres contextuelles pour TMAS : la plupart des navigateurs montrent un symbole au bout de la barre d’adresse.',
              `Ou choisissez **${ui.popup.continueHere}** : la même connexion continue sans fenêtre contextuelle.`,
              'Laissez la fenêtre ouverte jusqu’à ce qu’elle se ferme d’elle-même.',
            ],
          },
          'Pour de nombreux ordinateurs de magasin à la fois, votre service informatique peut autoriser les fenêtres contextuelles de TMAS par une stratégie (dans Edge et Chrome : PopupsAllowedForUrls).',
        ],
      },
      'not-in-tmas': {
        title: 'La personne n’est pas dans TMAS',
        body: [
          'Aucun utilisateur de TMAS n’a cette adresse. Un compte Microsoft seul ne donne pas accès, et TMAS ne crée pas d’utilisateurs de lui-même.',
          `[Créez l’utilisateur](/help/create-users#one) dans ${userAccounts}. S’il existe, il a [une autre adresse](#address).`,
          {
            picture: 'sign-ins',
            alt: 'Les connexions : chaque tentative avec l’heure, la personne, le résultat et la cause.',
          },
        ],
      },
      'admin-consent': {
        title: '« Approbation de l’administrateur requise »',
        body: [
          'Dans votre entreprise, seuls les administrateurs peuvent approuver de nouvelles applications. Microsoft l’affiche sur sa propre page ; souvent, TMAS n’en est pas informé.',
          'Envoyez à votre administrateur informatique la page [Pour les administrateurs informatiques](/help/for-it#consent). Une seule approbation suffit pour tous.',
        ],
      },
      'not-assigned': {
        title: 'La personne n’est pas affectée à TMAS',
        body: [
          'La page de Microsoft affiche AADSTS50105. Dans votre locataire, l’application TMAS est réglée sur « Affectation requise », et cette personne ne lui est affectée ni directement ni par un groupe.',
          'Votre administrateur informatique doit l’affecter : [voir comment](/help/for-it#assignment).',
        ],
      },
      policy: {
        title: 'Une stratégie de sécurité bloque la connexion',
        body: [
          'La page de Microsoft dit que l’accès n’est pas possible pour le moment, avec un numéro comme 53003 ou 53000. Une stratégie d’accès conditionnel de votre entreprise exige quelque chose qui manquait : un appareil géré, un lieu, une application approuvée.',
          'Essayez d’abord depuis un appareil de l’entreprise. Votre administrateur informatique peut ensuite rechercher la tentative par son ID de corrélation : [quelles stratégies](/help/for-it#policies).',
        ],
      },
      'no-return': {
        title: 'La connexion n’est jamais revenue',
        body: [
          'La personne est allée chez Microsoft et n’est pas revenue dans les 15 minutes. La plupart des erreurs de Microsoft finissent ainsi : elles s’affichent sur une page de Microsoft, et TMAS n’en est pas informé.',
          {
            steps: [
              'Faites rouvrir TMAS à la personne : la page de connexion demande ce que disait la page de Microsoft, l’explique et peut vous prévenir.',
              'Si elle vous lit une référence introuvable, saisissez-la dans Connexions : vous pouvez lui demander par e-mail si c’était la sienne.',
              'Collez-en le texte dans [Expliquer une erreur Microsoft](/help/microsoft-error).',
              'S’il n’y a pas de telle page, la fenêtre a été fermée, ou le second facteur a pris trop de temps.',
            ],
          },
          'Plusieurs cas en une heure dans une même chaîne signifient le plus souvent une approbation d’administrateur, une affectation ou une stratégie.',
        ],
      },
      account: {
        title: 'Le compte Microsoft a un problème',
        body: [
          'Le mot de passe a expiré, le compte est verrouillé ou désactivé, le second facteur n’est pas configuré, ou le navigateur a choisi un autre compte. La page de Microsoft le dit.',
          {
            steps: [
              'Suivez la page de Microsoft jusqu’au bout.',
              `Ou choisissez **${ui.refused.otherAccount}**.`,
              'S’il y a un numéro sur la page, [recherchez-le ici](/help/microsoft-error).',
            ],
          },
        ],
      },
      refused: {
        title: 'Microsoft a refusé, pour une raison que TMAS ne connaît pas',
        body: [
          'Microsoft a quelque 800 numéros d’erreur et en ajoute. Un numéro que TMAS ne connaît pas est affiché tel quel : TMAS ne devine pas ce qu’il veut dire.',
          {
            steps: [
              'Réessayez une fois : certaines défaillances passent d’elles-mêmes.',
              'Saisissez le numéro dans [Expliquer une erreur de Microsoft](/help/microsoft-error). La page mène à l’explication de Microsoft.',
              'Votre administrateur informatique retrouve la tentative dans les journaux de connexion d’Entra grâce à son ID de corrélation : [comment](/help/for-it#logs).',
            ],
          },
        ],
      },
      'second-factor': {
        title: 'Le second facteur a pris trop de temps',
        body: [
          'Une connexion peut durer 15 minutes au maximum. Recommencez, le téléphone à portée de main. Si vous l’avez perdu, demandez une autre méthode à votre administrateur informatique.',
        ],
      },
      recreated: {
        title: 'Le compte Microsoft a été recréé',
        body: [
          'L’adresse est juste, mais elle appartient à un autre compte que celui auquel l’utilisateur est lié : le compte a été supprimé et recréé, ou l’adresse a été donnée à quelqu’un d’autre. TMAS le refuse tant que personne n’a vérifié.',
          `Demandez à votre service informatique l’ID d’objet du compte de la personne et comparez-le à celui que TMAS affiche. Si c’est celui du nouveau compte, choisissez **${ui.users.unlink}** dans ${userAccounts} ; la prochaine connexion crée un nouveau lien. Sinon, conservez le lien : quelqu’un d’autre a désormais l’adresse. Changez l’adresse de cet utilisateur, et créez un utilisateur pour l’autre personne.`,
        ],
      },
      'first-link': {
        title: 'La première connexion d’un responsable avec Microsoft',
        body: [
          'Un ID de locataire décide des comptes Microsoft auxquels TMAS se fie. S’il a été enregistré par quelqu’un qui ne peut pas modifier un responsable, il ne prouve pas qui est ce responsable. Sa première connexion avec Microsoft est donc refusée tant qu’il n’a pas donné son mot de passe.',
          `Connectez-vous avec votre nom d’utilisateur et votre mot de passe, ouvrez les paramètres du compte et choisissez **${ui.account.linkMicrosoft}**. Si vous n’avez pas de mot de passe, utilisez **${ui.passwordDoor.forgot}** sur la page de connexion.`,
          'Un responsable qui peut modifier cette personne peut aussi enregistrer de nouveau l’ID de locataire, et s’en porter ainsi garant.',
        ],
      },
      disabled: {
        title: 'L’utilisateur est désactivé dans TMAS',
        body: [
          `Microsoft a connecté la personne, mais son compte TMAS est désactivé. Choisissez **${ui.users.enable}** dans ${userAccounts} si elle doit de nouveau avoir accès.`,
          'Si le compte avait une date de fin, modifiez ou supprimez plutôt cette date dans le formulaire de l’utilisateur. À partir de ce jour (UTC), un compte est fermé comme s’il était désactivé.',
        ],
      },
      personal: {
        title: 'Un compte Microsoft personnel',
        body: [
          'Les comptes tels que outlook.com, hotmail.com ou live.com sont des comptes personnels. TMAS n’accepte que le compte professionnel ou scolaire de l’entreprise, même si le compte personnel a la même adresse.',
          'Choisissez « Compte professionnel ou scolaire » sur la page de Microsoft, ou utilisez une fenêtre de navigation privée.',
        ],
      },
      guest: {
        title: 'Un invité de votre locataire',
        body: [
          'Une personne d’une autre entreprise est invitée dans votre locataire. Le bouton général la mène à son propre locataire, et cette connexion est refusée.',
          'Donnez-lui [l’adresse de connexion propre à la chaîne](/help/manage-locations#guests). Dans TMAS, ajoutez-la avec l’adresse de son compte d’entreprise.',
        ],
      },
      again: {
        title: 'Simplement réessayer',
        body: [
          'La connexion a duré trop longtemps, a été utilisée deux fois, a été répétée trop souvent, ou Microsoft n’a pas répondu. Attendez une minute et recommencez depuis la page de connexion, dans une seule fenêtre, en autorisant les cookies.',
        ],
      },
      support: {
        title: 'Pour l’assistance TMAS',
        body: [
          'L’erreur vient de TMAS ou de son inscription chez Microsoft, et touche le plus souvent tout le monde à la fois. Donnez à l’assistance TMAS la référence affichée sur la page : elle permet de retrouver la tentative en un instant.',
        ],
      },
    },
  },

  'for-it': {
    title: 'Pour les administrateurs informatiques',
    summary:
      'Ce que TMAS demande, comment l’autoriser, et quelles stratégies peuvent le bloquer. Aucun compte TMAS n’est nécessaire.',
    sections: {
      permissions: {
        title: 'Ce que TMAS demande',
        body: [
          'Trois autorisations déléguées de Microsoft Graph, que définit OpenID Connect lui-même :',
          {
            list: [
              '`openid` : connecter la personne.',
              '`profile` : nom et adresse de connexion.',
              '`email` : l’adresse e-mail, qui n’aide qu’à expliquer une différence.',
            ],
          },
          'TMAS est une seule application multilocataire. Elle utilise le flux de code d’autorisation avec PKCE, en tant que client confidentiel. Rien n’est à inscrire dans votre locataire, et l’ID de celui-ci est la seule chose donnée à TMAS.',
        ],
      },
      never: {
        title: 'Ce que TMAS ne demande jamais',
        body: [
          {
            list: [
              'Aucune autorisation d’application, aucun accès sans personne connectée (`offline_access`), aucun jeton d’actualisation.',
              'Aucun annuaire, groupe, courrier, calendrier ou fichier.',
              'Aucun droit d’écriture, aucune synchronisation.',
              'Aucun mot de passe : il est saisi chez Microsoft.',
            ],
          },
        ],
      },
      consent: {
        title: 'Approuver TMAS une fois pour tous',
        body: [
          'Si vos collaborateurs peuvent donner eux-mêmes leur consentement, il n’y a rien à faire.',
          'Le plus rapide est le **kit de consentement** : une page dont votre responsable TMAS vous envoie le lien (Gérer les emplacements > la chaîne > Kit de consentement pour votre service informatique). Aucun compte TMAS n’est nécessaire. La page montre votre propre locataire et exactement ce qui est demandé, contient le lien pour accepter pour tous, et coche les étapes à mesure qu’elles sont terminées.',
          'Sans lui, en tant qu’administrateur d’applications cloud, administrateur d’applications ou plus :',
          {
            steps: [
              'Ouvrez la page de connexion de TMAS et connectez-vous avec Microsoft. Aucun compte TMAS n’est nécessaire : Microsoft demande avant TMAS.',
              'Sur **Autorisations demandées**, cochez **Consentement pour le compte de votre organisation** et choisissez **Accepter**. TMAS indique ensuite que votre compte n’a pas accès. Votre consentement compte tout de même.',
              'Vérifiez : **Applications d’entreprise > TMAS > Autorisations**.',
            ],
          },
          'Si TMAS y figure déjà : **Applications d’entreprise > TMAS > Autorisations > Accorder un consentement d’administrateur**. Si le flux de demandes est actif : **Applications d’entreprise > Demandes de consentement administrateur**.',
          'Les locataires qui ne permettent que les « éditeurs vérifiés » approuvent aussi de cette façon une application sans la coche bleue.',
        ],
      },
      assignment: {
        title: 'Décider qui peut l’utiliser',
        body: [
          {
            steps: [
              '**Applications d’entreprise > TMAS > Propriétés > Affectation requise ?** : avec Oui, seules les personnes affectées arrivent jusqu’à TMAS, et le consentement d’un administrateur est nécessaire. Avec Non, TMAS seul décide.',
              '**Utilisateurs et groupes > Ajouter un utilisateur/groupe** : des personnes ou, avec Entra ID P1 ou P2, des groupes dont elles sont membres directs. Les groupes imbriqués ne comptent pas.',
            ],
          },
          'Dans les deux cas, seuls les utilisateurs de TMAS peuvent se connecter.',
        ],
      },
      policies: {
        title: 'Les stratégies qui peuvent bloquer',
        body: [
          {
            list: [
              '**Accès conditionnel** : TMAS peut être choisi comme ressource cible dès qu’il figure dans la liste. Les ordinateurs de magasin sont souvent non inscrits ou non conformes (53000, 53001) : autorisez-les par un emplacement nommé, ou excluez TMAS de la condition d’appareil.',
              '**Action « Inscrire des informations de sécurité »** : une personne sans second facteur ne peut pas en configurer un depuis un magasin (53004).',
              '**Restrictions de locataire** du proxy : votre propre locataire doit figurer parmi les locataires autorisés (500021).',
              '**Paramètres d’accès interlocataire** : pour les invités, entrant chez vous et sortant chez eux (500212, 500213).',
              '**La fréquence de connexion** s’applique à la session de Microsoft. Une fois le délai écoulé, la prochaine confirmation d’une session demande à la personne de se reconnecter chez Microsoft. Une session de TMAS prend fin après 1 heure sans utilisation, et après 12 heures dans tous les cas.',
              '**Navigateurs** : autorisez fenêtres contextuelles et cookies pour l’adresse de TMAS et pour login.microsoftonline.com.',
            ],
          },
        ],
      },
      logs: {
        title: 'Retrouver une tentative',
        body: [
          '**Surveillance et intégrité > Journaux de connexion** contient toutes les tentatives, même celles qui n’ont jamais atteint TMAS, pendant 7 à 30 jours. Filtrez par ID de corrélation, ID de demande ou personne ; les onglets Accès conditionnel et Détails de l’authentification donnent la raison.',
          'L’ID de corrélation figure sur la page de Microsoft et dans l’enregistrement de la tentative dans TMAS. Pour comprendre une page copiée, utilisez [Expliquer une erreur Microsoft](/help/microsoft-error).',
        ],
      },
      guests: {
        title: 'Invités',
        body: [
          'Un invité B2B se connecte comme un membre, avec l’ID d’objet de l’invité dans votre locataire, si la connexion passe par votre locataire. C’est à cela que sert [l’adresse de connexion propre à la chaîne](/help/manage-locations#guests).',
        ],
      },
      remove: {
        title: 'Supprimer TMAS',
        body: [
          'Demandez d’abord au responsable de chaîne de désactiver l’authentification obligatoire, pour que personne ne se retrouve bloqué. Choisissez ensuite **Applications d’entreprise > TMAS > Propriétés > Supprimer**, ou mettez simplement **Activé pour que les utilisateurs se connectent ?** sur Non.',
          'La suppression retire tous les consentements. La prochaine connexion les redemanderait.',
        ],
      },
    },
  },

  passwords: {
    title: 'Mots de passe et votre compte',
    summary:
      'Pour tous : un mot de passe oublié, la connexion uniquement avec Microsoft, et les appareils sur lesquels vous êtes connecté.',
    sections: {
      forgotten: {
        title: 'Mot de passe oublié',
        body: [
          {
            steps: [
              `Choisissez [${ui.passwordDoor.forgot}](/forgot-password) sur la page de connexion.`,
              'Saisissez votre nom d’utilisateur ou votre adresse e-mail. Si un compte correspond, vous recevez un e-mail contenant un lien. Le lien fonctionne une fois et expire au bout de 60 minutes.',
              'Définissez un nouveau mot de passe. Vous êtes alors déconnecté partout ailleurs.',
            ],
          },
          'Si aucun e-mail n’arrive, vérifiez vos courriers indésirables, puis adressez-vous à votre responsable TMAS.',
        ],
      },
      rules: {
        title: 'Règles pour les mots de passe',
        body: [
          'Au moins 8 caractères, avec une majuscule, un chiffre et un caractère spécial, et pas un mot de passe courant. La page montre pendant la saisie ce qui manque encore.',
          'Après 10 essais incorrects, TMAS vous fait attendre, mais jamais plus d’une minute à la fois. La connexion avec Microsoft n’est pas concernée.',
        ],
      },
      'microsoft-only': {
        title: 'Uniquement avec Microsoft',
        body: [
          `Si votre chaîne a activé l’authentification obligatoire, votre mot de passe ne fonctionne plus pour TMAS. Choisissez ${button}.`,
          'Si vous avez oublié votre mot de passe Microsoft, réinitialisez-le sur la page de Microsoft ou adressez-vous à votre administrateur informatique. TMAS ne le voit jamais.',
        ],
      },
      devices: {
        title: 'Où vous êtes connecté',
        body: [
          `**${ui.account.title} > ${ui.account.devices}** liste tous les appareils sur lesquels vous êtes connecté. Déconnectez ceux que vous ne reconnaissez pas, et changez votre mot de passe.`,
          'Une session prend fin après 1 heure sans utilisation, et après 12 heures dans tous les cas.',
          `Après une déconnexion, Microsoft demande à la connexion suivante quel compte utiliser. Microsoft vous reconnaît cependant encore dans ce navigateur : sur un ordinateur partagé, choisissez **${ui.signIn.signOutOfMicrosoft}**. Cela ferme aussi votre messagerie et Teams dans ce navigateur.`,
        ],
      },
      language: {
        title: 'Votre langue',
        body: [
          `TMAS est disponible en anglais, en français et en espagnol. Avant de vous connecter, choisissez votre langue sous le formulaire. Une fois connecté, choisissez-la sous **${ui.account.title} > ${ui.account.language}**, ce qui décide aussi de la langue de vos e-mails.`,
        ],
      },
    },
  },
  'shared-computers': {
    title: 'Ordinateurs partagés en magasin',
    summary:
      'Pour toute personne qui utilise un ordinateur à plusieurs, et pour les responsables qui le marquent comme partagé.',
    sections: {
      use: {
        title: 'Sur un ordinateur partagé',
        body: [
          'Chaque page indique qui est connecté. Vous êtes déconnecté après un court délai d’inactivité : 5 minutes, sauf si votre organisation en a choisi un autre. Pendant la dernière minute, le temps restant s’affiche : une touche ou un clic suffit pour rester connecté.',
          `Si le nom affiché en haut n’est pas le vôtre, choisissez **${ui.sharedComputers.bar.notMe}**. L’autre personne est déconnectée, Microsoft demande quel compte utiliser, et vous arrivez sur la même page. Après une connexion avec un mot de passe, la page de connexion s’ouvre d’abord.`,
          'Rien de ce qui vous concerne n’y est mémorisé : ni nom d’utilisateur, ni compte de la dernière connexion, ni clé d’accès.',
          {
            note: `Microsoft peut encore vous reconnaître dans ce navigateur. Quand vous avez terminé, choisissez **${ui.signIn.signOutOfMicrosoft}** dans le menu à côté de **${ui.home.signOut}**.`,
          },
        ],
      },
      mark: {
        title: 'Marquer un ordinateur comme partagé',
        body: [
          `Les responsables des comptes d’utilisateurs le font sous **${ui.sharedComputers.list.title}**, de l’une de ces deux façons :`,
          {
            list: [
              `**${ui.sharedComputers.list.byLink}** : saisissez un nom et un emplacement, puis ouvrez le lien sur l’ordinateur. Un clic y est demandé.`,
              `**${ui.sharedComputers.list.byCode}** : sur l’ordinateur, ouvrez la page de connexion et choisissez [${ui.sharedComputers.page.link}](/shared-computer). Saisissez le code affiché, avec un nom et un emplacement.`,
            ],
          },
          'Un lien et un code sont valables 15 minutes et marquent un seul ordinateur. C’est le navigateur qui est marqué : si deux navigateurs y sont utilisés, marquez les deux.',
        ],
      },
      manage: {
        title: 'Renommer, déplacer, retirer la marque',
        body: [
          'La liste montre chaque ordinateur avec son emplacement et le jour de la dernière connexion. Renommez-le, déplacez-le vers un autre emplacement ou retirez la marque ; chaque changement figure dans le [journal d’audit](/administration/audit).',
          `Le délai d’inactivité se règle par chaîne, dans ses paramètres avancés : **${ui.advancedSettings.sharedDeviceIdleMinutes.label}**. Un changement s’applique aussitôt.`,
        ],
      },
      limits: {
        title: 'Ce dont cela ne protège pas',
        body: [
          {
            list: [
              'Si quelqu’un efface les cookies ou utilise un autre navigateur, celui-ci n’est plus marqué. Si un ordinateur est utilisé alors que la liste indique une dernière utilisation ancienne, marquez-le de nouveau.',
              'Une session prend fin à la fermeture de sa dernière fenêtre. Si le navigateur plante, elle prend fin à l’expiration du délai d’inactivité.',
              'Ce que quelqu’un télécharge ou note reste sur l’ordinateur.',
            ],
          },
        ],
      },
    },
  },
})
