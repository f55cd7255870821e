import { messages } from '#shared/messages/messages.ts'
import type { Article } from '../outline.ts'

const ui = messages.fr

const { secondFactor: words, advancedSettings: settings } = ui
const { advanced, administration, title: locations } = ui.locations
const account = `**${ui.account.title} > ${words.title}**`

export const secondFactor: Article<'second-factor'> = {
  title: 'Un second facteur pour les responsables',
  summary:
    'Pour les responsables, qui gardent un mot de passe : configurer une application d’authentification ou une clé d’accès, l’exiger à partir d’un jour donné, et que faire en cas de perte du téléphone.',
  sections: {
    'set-up': {
      title: 'Configurer un second facteur',
      body: [
        'Avec un second facteur, un mot de passe volé ne suffit pas : TMAS demande aussi un code affiché par votre téléphone, ou une clé d’accès.',
        {
          steps: [
            `Ouvrez ${account}.`,
            `Pour une application : choisissez **${words.account.setUpApp}**, scannez l’image avec Microsoft Authenticator, Google Authenticator ou une application semblable, puis saisissez le code affiché.`,
            `Pour une clé d’accès : choisissez **${words.account.addPasskey}**, puis confirmez avec votre empreinte, votre visage, un code PIN ou une clé de sécurité.`,
            'Conservez les dix codes de secours. Chacun fonctionne une fois, quand vous n’avez ni votre téléphone ni votre clé d’accès sous la main. Ils ne sont affichés qu’une seule fois.',
          ],
        },
        'Configurez si possible les deux : si vous perdez l’un, l’autre vous permet encore de vous connecter. La connexion avec Microsoft ne demande pas le second facteur de TMAS, car Microsoft a le sien.',
      ],
    },
    require: {
      title: 'Exiger un second facteur à partir d’un jour donné',
      body: [
        {
          steps: [
            `Ouvrez **${administration} > ${locations} > ${advanced}** de la chaîne.`,
            `Saisissez une date sous **${settings.secondFactorRequiredFrom.label}**. La page indique quels responsables ayant un mot de passe n’ont pas encore de second facteur.`,
            `Choisissez **${ui.locations.save}**.`,
          ],
        },
        'Tous les responsables de votre organisation apprennent la date par e-mail. Ceux de cette chaîne et des chaînes qu’elle contient qui ont un mot de passe mais pas de second facteur sont invités à en configurer un, dans cet e-mail et sur leur page d’accueil. La date s’entend dans le fuseau horaire de la chaîne.',
        'Pour ne plus l’exiger, videz le champ. Les seconds facteurs déjà configurés restent utilisés.',
      ],
    },
    'sign-in': {
      title: 'Ce que voient les responsables à partir de ce jour',
      body: [
        'Pour un responsable qui a déjà un second facteur, rien ne change. Celui qui n’en a pas le configure en se connectant : une fois le bon mot de passe saisi, TMAS affiche l’image pour l’application et le bouton pour une clé d’accès. Cela prend deux minutes. Les sessions ouvertes avec un mot de passe seul prennent fin ce jour-là.',
        {
          list: [
            'Sur un appareil qui ne vous a jamais servi pour TMAS, vous recevez d’abord un lien par e-mail. Ouvrez-le sur cet appareil. Une personne qui aurait découvert votre mot de passe ne peut donc pas continuer.',
            'Si l’e-mail n’arrive pas, connectez-vous sur un appareil que vous avez déjà utilisé.',
            'Sur un ordinateur partagé, aucun second facteur ne peut être configuré. Utilisez votre propre appareil.',
            'Quand un responsable configure un second facteur pour la première fois, les autres responsables en sont informés par e-mail.',
          ],
        },
      ],
    },
    last: {
      title: 'Votre dernier second facteur',
      body: [
        'Tant que votre chaîne exige un second facteur, le dernier ne peut pas être supprimé : sans lui, votre mot de passe ne vous permettrait plus de vous connecter. Pour changer de téléphone, configurez l’application sur le nouveau, ou ajoutez une clé d’accès. L’ancien second facteur peut alors être supprimé.',
        'Les codes de secours ne comptent pas comme second facteur. Chacun ne sert qu’une fois.',
      ],
    },
    lost: {
      title: 'Téléphone ou clé d’accès perdus',
      body: [
        {
          steps: [
            'Connectez-vous avec un code de secours, et configurez un autre second facteur.',
            `Sans code de secours, adressez-vous à un responsable qui peut modifier votre compte : il choisit **${words.console.remove}** sur votre ligne, sous **${ui.users.title}**, après s’être assuré que la demande vient bien de vous.`,
            'Si vous êtes le seul responsable, demandez un lien de récupération à l’assistance TMAS. Il est valable 15 minutes.',
          ],
        },
        'Quand votre second facteur est supprimé, vos sessions prennent fin, et tous les responsables, vous compris, en sont informés par e-mail. Si votre chaîne en exige un, vous en configurez un autre à la connexion suivante.',
      ],
    },
  },
}
