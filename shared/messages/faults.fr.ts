import type { FaultWords } from './faults.en.ts'

export const faults: FaultWords = {
  words: {
    browser: {
      person: {
        sentence: 'Elle n’appartient à aucune connexion commencée dans ce navigateur.',
        remedy: 'Recommencez dans une seule fenêtre, en autorisant les cookies.',
      },
      manager: {
        cause:
          'La réponse est arrivée dans un autre navigateur que celui qui avait demandé, sans son cookie, ou modifiée en chemin.',
        remedy: 'Demandez à la personne de recommencer dans une seule fenêtre, en autorisant les cookies.',
      },
    },
    callback: {
      person: {
        sentence:
          'L’adresse de retour depuis Microsoft est incomplète, ou l’une de ses parties y figure deux fois.',
        remedy:
          'Recommencez depuis la page de connexion, sans copier ni recharger les adresses de Microsoft.',
      },
      manager: {
        cause:
          'L’adresse de retour vers TMAS n’avait ni code ni erreur, ou l’une de ses parties y figurait deux fois. Quelque chose l’a modifiée en chemin : une extension du navigateur, un proxy, ou quelqu’un à la main.',
        remedy:
          'Demandez à la personne de recommencer. Si cela se reproduit, elle essaie un navigateur sans extensions.',
      },
    },
    documents: {
      person: {
        sentence:
          'La description que Microsoft donne de son service de connexion est inutilisable en ce moment.',
        remedy: 'Attendez quelques minutes et réessayez.',
      },
      manager: {
        cause:
          'Les métadonnées ou les clés de signature de Microsoft étaient inutilisables. Tous les clients de TMAS sont concernés.',
        remedy:
          'Vos paramètres ne sont pas en cause. Demandez à la personne de réessayer dans quelques minutes.',
      },
    },
    answer: {
      person: {
        sentence: 'TMAS n’a pas pu lire la réponse de Microsoft.',
        remedy: 'Réessayez. Si cela se reproduit, donnez la référence à l’assistance TMAS.',
      },
      manager: {
        cause:
          'Au lieu d’un jeton ou d’une erreur, autre chose est venu de l’adresse de Microsoft, par exemple la page d’un proxy.',
        remedy: 'L’assistance TMAS vérifie le réseau du serveur. Donnez-lui la référence.',
      },
    },
    signature: {
      person: {
        sentence: 'TMAS n’a pas pu prouver qu’elle vient de Microsoft.',
        remedy: 'Réessayez. Si cela se reproduit, donnez la référence à l’assistance TMAS.',
      },
      manager: {
        cause: 'Le jeton a échoué au contrôle de sa forme, de sa signature, de sa clé ou de son émetteur.',
        remedy:
          'Ne vous fiez pas à cette réponse. Si cela se reproduit, donnez la référence à l’assistance TMAS.',
      },
    },
    audience: {
      person: {
        sentence: 'Elle était destinée à une autre application que TMAS.',
        remedy: 'C’est à l’assistance TMAS de corriger cela. Donnez-lui la référence.',
      },
      manager: {
        cause: 'Le jeton était destiné à une autre application que TMAS.',
        remedy:
          'L’ID client de TMAS et l’inscription chez Microsoft ne correspondent pas. Donnez la référence à l’assistance TMAS.',
      },
    },
    clock: {
      person: {
        sentence: 'L’horloge de TMAS et celle de Microsoft ne s’accordent pas.',
        remedy: 'C’est à l’assistance TMAS de régler l’horloge. Donnez-lui la référence.',
      },
      manager: {
        cause:
          'Le jeton était hors de son délai. Soit l’horloge du serveur de TMAS est fausse de plusieurs minutes, soit la réponse a été retenue en chemin.',
        remedy: 'L’assistance TMAS vérifie l’horloge du serveur. Donnez-lui la référence.',
      },
    },
    claim: {
      person: {
        sentence: 'Elle ne contient pas tout ce que TMAS doit savoir de votre compte.',
        remedy: 'Donnez la référence à votre administrateur informatique.',
      },
      manager: {
        cause: 'Il manque au jeton une revendication dont TMAS a besoin, ou sa valeur est inutilisable.',
        remedy:
          'Votre administrateur informatique vérifie le compte dans Entra. Si tout y est en ordre, donnez la référence à l’assistance TMAS.',
      },
    },
  },
  claim: (name) => `La revendication est ${name}.`,
}
