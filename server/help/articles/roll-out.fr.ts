import { messages } from '#shared/messages/messages.ts'
import type { Article } from '../outline.ts'

const ui = messages.fr

const { rollOut: words, advancedSettings: settings } = ui
const { exceptions, advanced, administration, title: locations } = ui.locations
const section = `**${administration} > ${locations} > ${advanced}**`
const button = `**${ui.signIn.microsoft}**`

export const rollOut: Article<'roll-out'> = {
  title: 'Déployer l’authentification obligatoire par vagues',
  summary:
    'Région par région plutôt que tout le monde le même jour : le plan, l’annonce, le jour venu, les suspensions et les exceptions. Pour les responsables de chaîne.',
  sections: {
    plan: {
      title: 'Planifier les vagues',
      body: [
        'Une vague est un groupe de branches (chaînes, régions, districts ou magasins) avec le jour à partir duquel leurs utilisateurs se connectent uniquement avec Microsoft. Commencez par une branche dont vous connaissez les équipes, et laissez passer quelques jours avant la vague suivante.',
        {
          steps: [
            `Ouvrez ${section} de votre chaîne. Il lui faut [un ID de locataire](/help/connect-entra#tenant-id).`,
            `Sous **${words.title}**, choisissez **${words.plan}**.`,
            `Pour chaque vague, choisissez les branches, le jour, et combien de jours avant les utilisateurs sont prévenus par e-mail. **${words.addWave}** ajoute une autre vague.`,
            `Vérifiez **${words.timeZone}** : chaque vague y commence à minuit. Choisissez ensuite **${ui.locations.save}**.`,
          ],
        },
        'Une vague peut commencer demain au plus tôt. Une branche n’appartient qu’à une seule vague, et deux vagues ne peuvent pas commencer le même jour. Vous pouvez modifier le plan à tout moment. Vous pouvez retirer des branches d’une vague déjà commencée, mais pas en ajouter.',
        `La liste indique, pour chaque vague, combien d’utilisateurs se sont déjà connectés avec Microsoft, et qui n’est pas prêt. Pour voir ce qui se passerait sans refuser personne, activez d’abord **${settings.rehearsal.label}**.`,
      ],
    },
    notice: {
      title: 'Comment les utilisateurs sont prévenus avant ce jour',
      body: [
        'Chaque utilisateur reçoit un e-mail dans sa langue, avec le préavis que vous avez choisi. Le contenu dépend de ce qu’il lui reste à faire :',
        {
          list: [
            'La personne s’est déjà connectée avec Microsoft : elle n’a rien à préparer.',
            'Elle ne l’a pas encore fait : l’e-mail lui demande de se connecter une fois avec Microsoft avant cette date, avec le bouton et son adresse professionnelle.',
            'Son adresse ne ressemble pas à un compte professionnel de votre entreprise : il lui est demandé de vous indiquer celle qu’elle utilise. Les responsables de la chaîne reçoivent la liste de ces utilisateurs.',
          ],
        },
        'Toute personne qui ne s’est pas encore connectée avec Microsoft voit aussi la date et son adresse professionnelle sur sa page d’accueil et, à partir du jour de l’e-mail, juste après son mot de passe. Avec 0 jour de préavis, aucun e-mail n’est envoyé.',
        'Un e-mail qui n’est pas encore parti n’est pas envoyé si vous supprimez le plan, si vous changez la date ou les branches, ou si l’utilisateur s’est connecté avec Microsoft entre-temps. Pendant une pause, il attend.',
      ],
    },
    day: {
      title: 'Le jour venu',
      body: [
        `Dès minuit, ${button} est le seul moyen de se connecter pour les utilisateurs de la vague. Les sessions ouvertes avec un mot de passe prennent fin, et les liens pour en définir un ne fonctionnent plus. Vous n’avez rien à faire.`,
        'Les responsables gardent leur nom d’utilisateur et leur mot de passe, comme les utilisateurs qui bénéficient d’[une exception](#exceptions).',
        `Dans la matinée, consultez [${ui.signIns.title}](/administration/sign-ins?outcome=refused) : chaque refus y figure avec sa raison, et le plus souvent avec un bouton qui le résout.`,
      ],
    },
    pause: {
      title: 'Quand une vague est suspendue, et comment elle reprend',
      body: [
        'Si des utilisateurs d’une vague ne parviennent pas à se connecter avec Microsoft, TMAS suspend la vague de lui-même dès que l’un de ces cas se présente :',
        {
          list: [
            'Dix personnes ne parviennent pas à se connecter, ou n’y parvenaient pas avant que vous les aidiez une par une.',
            'Trois personnes n’y parviennent pas, et elles représentent au moins un cinquième de celles qui ont essayé, ou un tiers de celles qui ont essayé depuis le premier refus de l’une d’elles.',
            'Dans une petite vague, une seule personne est refusée depuis trois minutes.',
          ],
        },
        'Tant que Microsoft est injoignable, une seule personne refusée depuis trois minutes suffit, sauf si d’autres personnes de la vague parviennent à se connecter. Les fenêtres fermées et les demandes d’autorisation refusées ne comptent pas, pas plus que ce qui s’est passé avant que vous ayez corrigé l’ID de locataire ou l’adresse de la personne, ou supprimé son lien. Si toutes les personnes refusées bénéficient d’une exception, rien n’est suspendu.',
        'Pendant une suspension, les mots de passe fonctionnent à nouveau dans cette vague, et aucune autre vague ne commence ; TMAS ne rappelle pas non plus la date prévue lors de la connexion. Les vagues déjà en cours continuent. Tous les responsables reçoivent un e-mail. Celui des responsables de la chaîne indique les raisons et les personnes concernées.',
        {
          steps: [
            `Ouvrez ${section}. Sous **${words.title}** figurent les raisons et les personnes.`,
            'Supprimez la cause : l’article [Pourquoi mes utilisateurs ne peuvent-ils pas se connecter avec Microsoft ?](/help/cannot-sign-in) consacre un passage à chaque raison.',
            `Choisissez **${words.resume}**. Microsoft redevient le seul moyen de se connecter, et le décompte repart de zéro.`,
          ],
        },
        `Vous pouvez aussi suspendre une vague vous-même avec **${words.pause}**. **${words.remove}** supprime toutes les vagues, et les mots de passe fonctionnent à nouveau dans toutes les branches.`,
      ],
    },
    exceptions: {
      title: 'Exceptions nominatives',
      body: [
        'Certaines personnes ne peuvent pas encore avoir de compte Microsoft de votre entreprise : un consultant, une boîte aux lettres partagée, quelqu’un qui vient d’arriver. Une exception permet à un utilisateur de garder son nom d’utilisateur et son mot de passe jusqu’à une date que vous fixez.',
        {
          steps: [
            `Ouvrez ${section}. Sous **${exceptions.title}**, choisissez **${exceptions.add}**.`,
            'Choisissez la personne, puis saisissez la raison et la date de fin, dans un an au plus tard.',
          ],
        },
        {
          list: [
            'Chaque responsable de la chaîne reçoit un e-mail quand une exception est ajoutée, modifiée ou supprimée, et une semaine avant sa fin.',
            'Un utilisateur dont le mot de passe ne fonctionne plus reçoit un lien pour en définir un nouveau.',
            `À la date de fin, ou dès que vous choisissez **${exceptions.remove}**, Microsoft devient le seul moyen de se connecter, et les sessions ouvertes avec le mot de passe prennent fin.`,
            'Si l’authentification obligatoire est activée sur une chaîne de niveau supérieur, c’est là que l’exception s’ajoute.',
          ],
        },
      ],
    },
  },
}
