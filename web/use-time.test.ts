import { expect, test } from 'vitest'
import { relative } from './use-time.ts'

const now = new Date('2026-11-29T12:00:00Z')
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000)

test.for([
  [5, 'now', 'maintenant', 'ahora'],
  [61, '1 minute ago', 'il y a 1 minute', 'hace 1 minuto'],
  [3 * 3600 + 100, '3 hours ago', 'il y a 3 heures', 'hace 3 horas'],
  [86_400, 'yesterday', 'hier', 'ayer'],
  [8 * 86_400, 'last week', 'la semaine dernière', 'la semana pasada'],
  [90 * 86_400, '2 months ago', 'il y a 2 mois', 'hace 2 meses'],
] as const)(
  'a moment %d seconds ago is told in the largest unit that fits (R24)',
  ([seconds, en, fr, es]) => {
    expect(relative(ago(seconds), now, 'en')).toBe(en)
    expect(relative(ago(seconds), now, 'fr')).toBe(fr)
    expect(relative(ago(seconds), now, 'es')).toBe(es)
  },
)
