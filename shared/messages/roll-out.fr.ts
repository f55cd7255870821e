import { countsIn } from './counts.ts'
import type { rollOut as en } from './roll-out.en.ts'

const { number, plural } = countsIn('fr')

export const rollOut: typeof en = {
  title: 'Déploiement',
  hint: 'Activez l’authentification obligatoire par étapes : pour chaque vague, choisissez des branches et le jour à partir duquel leurs utilisateurs se connectent uniquement avec Microsoft. Les responsables gardent leur mot de passe. Si des personnes sont refusées, TMAS suspend la vague de lui-même et vous prévient.',
  help: 'Fonctionnement d’un déploiement',
  needsTenant: 'Un déploiement nécessite un ID de locataire. Enregistrez d’abord l’ID de locataire Azure.',
  plan: 'Planifier un déploiement',
  change: 'Modifier le plan',
  remove: 'Supprimer le plan',
  removeTitle: 'Supprimer le déploiement ?',
  removeHint:
    'Les utilisateurs pourront à nouveau se connecter avec nom d’utilisateur et mot de passe dans toutes les branches où il a commencé.',
  pause: 'Suspendre cette vague',
  resume: 'Reprendre',
  changedSince: 'Le déploiement a changé depuis le chargement de cette page : rien n’a été fait.',
  readAgain: 'L’afficher tel qu’il est',
  resumeHint:
    'Le déploiement est suspendu : les mots de passe fonctionnent à nouveau dans les branches suspendues, et aucune autre vague ne commence avant la reprise.',
  pausedByItself: (count) =>
    plural(count, {
      one: 'TMAS a suspendu la vague automatiquement, parce qu’une personne n’a pas pu se connecter avec Microsoft :',
      other: `TMAS a suspendu la vague automatiquement, parce que ${number(count)} personnes n’ont pas pu se connecter avec Microsoft :`,
    }),
  states: { planned: 'Prévue', running: 'Active', paused: 'Suspendue' },
  planStates: {
    planned: 'Prévu',
    running: 'Actif',
    paused: 'Suspendu',
    done: 'Actif dans toutes les vagues',
  },
  branches: 'Branches',
  startsOn: 'À partir du',
  state: 'État',
  people: 'Utilisateurs',
  ready: (linked, affected) => `Déjà connectés avec Microsoft : ${number(linked)} sur ${number(affected)}`,
  neverTried: (count) =>
    plural(count, { one: '1 n’a jamais essayé', other: `${number(count)} n’ont jamais essayé` }),
  refused: (count) =>
    plural(count, {
      one: '1 a été refusé la dernière fois',
      other: `${number(count)} ont été refusés la dernière fois`,
    }),
  excepted: (count) =>
    plural(count, {
      one: '1 garde un mot de passe grâce à une exception',
      other: `${number(count)} gardent un mot de passe grâce à une exception`,
    }),
  rehearsed: (count) =>
    plural(count, {
      one: '1 aurait été refusé pendant l’essai à blanc',
      other: `${number(count)} auraient été refusés pendant l’essai à blanc`,
    }),
  nobodyRehearsed: 'Jusqu’ici, personne n’aurait été refusé pendant l’essai à blanc',
  nobody: 'Aucun utilisateur en dessous des niveaux de responsable',
  notReady: (count) =>
    plural(count, {
      one: 'Afficher la personne qui n’est pas prête',
      other: `Afficher les ${number(count)} personnes qui ne sont pas prêtes`,
    }),
  more: (count) => `et ${number(count)} de plus`,
  timeZone: 'Fuseau horaire',
  timeZoneHint: 'Chaque vague commence à minuit dans ce fuseau horaire.',
  wave: (position) => `Vague ${number(position)}`,
  noticeDays: 'Préavis par e-mail (en jours)',
  addWave: 'Ajouter une vague',
  removeWave: (position) => `Retirer la vague ${number(position)}`,
  waves: 'Vagues',
  faults: {
    no_branch: () => 'Choisissez au moins une branche.',
    not_in_chain: (branch, chain) =>
      branch ? `${branch} ne fait pas partie de ${chain}.` : 'Cette branche n’existe pas.',
    twice: (branch) =>
      `${branch ?? 'Cette branche'} figure déjà dans le plan. Ne la gardez que dans une seule vague.`,
    same_day: () =>
      'Deux vagues commencent le même jour. Choisissez un autre jour ou réunissez leurs branches en une seule vague.',
    too_early: () =>
      'Choisissez demain ou un jour ultérieur, pour que chacun puisse être prévenu. Une vague déjà commencée n’accepte plus de branches : ajoutez-les à une nouvelle vague.',
  },
}
