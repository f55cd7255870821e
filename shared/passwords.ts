/** What a password can lack (R26). */
export type PasswordFault = 'too_short' | 'too_long' | 'no_capital' | 'no_number' | 'no_special' | 'common'

/** In UTF-16 units after normalization: far more than anyone types, and a limit for the work of a hash. */
export const longestPassword = 200

/**
 * What a password has to match, by what it lacks otherwise. Pages that tick them off while a person types use the same
 * patterns.
 */
export const passwordPatterns = {
  too_short: /^.{8,}$/su,
  no_capital: /\p{Lu}/su,
  no_number: /\p{Nd}/su,
  no_special: /[^\p{L}\p{M}\p{N}\s]/su,
} as const satisfies Partial<Record<PasswordFault, RegExp>>

/** What else a new password is compared with. */
export type PasswordContext = {
  /** Names that the password must not be: the person's, the customer's. */
  names?: readonly string[]
  /** A larger list of common words than the one here, in lower case. */
  isListed?: (word: string) => boolean
}

/**
 * Everything wrong with a new password; empty if it may be set (R26). It is checked when a password is chosen, never
 * when it is used: a password that was good enough once keeps working.
 *
 * A common word is still common behind the usual disguises, in which the other rules are kept to the letter:
 * `P@ssw0rd1!` is `password`, `Welcome2026!` is `welcome`. So are the person's and the customer's own names, and keys
 * that are next to each other.
 */
export function passwordFaults(password: string, context: PasswordContext = {}): PasswordFault[] {
  const text = password.normalize('NFKC')
  const faults: [PasswordFault, boolean][] = [
    ['too_short', !passwordPatterns.too_short.test(text)],
    ['too_long', text.length > longestPassword],
    ['no_capital', !passwordPatterns.no_capital.test(text)],
    ['no_number', !passwordPatterns.no_number.test(text)],
    ['no_special', !passwordPatterns.no_special.test(text)],
    // Beyond the longest, it is refused already, and is not searched.
    ['common', text.length <= longestPassword && isCommon(text, context)],
  ]
  return faults.flatMap(([fault, isSo]) => (isSo ? [fault] : []))
}

/**
 * A password is common if only a common word, names or a run of keys remain, once its disguises and decoration are
 * removed.
 */
function isCommon(password: string, { names = [], isListed = () => false }: PasswordContext): boolean {
  const lower = password.toLowerCase()
  const nameWords = wordsOf(names)
  const isCommonWord = (text: string) => {
    const word = text.replace(/[^\p{L}\p{N}]/gu, '')
    // `passwordpassword` and `abcabc123` only repeat the word.
    const once = word.replace(/^(.{2,}?)\1+$/u, '$1')
    return (
      [word, once].some((one) => common.has(one) || isListed(one)) ||
      /^(.)\1*$/u.test(word) ||
      isMadeOf(word, (part) => part.length >= 3 && isRunOfKeys(part)) ||
      isMadeOf(unaccented(word), (part) => nameWords.has(part))
    )
  }
  // Decoration first: in `Password1!` the 1 and the ! are decoration, while in `Pa$$w0rd` the $ and the 0 are letters.
  const bare = lower.replace(/^[^\p{L}@$]+|[^\p{L}@$]+$/gu, '')
  const candidates = [lower, bare, lower.replace(/[^\p{L}\p{N}]/gu, '')]
  return candidates.some((text) => isCommonWord(text) || isCommonWord(undoSubstitutions(text)))
}

/** The words of names, and each name as one word. Two letters are too few to be anyone's. */
function wordsOf(names: readonly string[]): Set<string> {
  const parts = names.flatMap((name) => {
    const words = unaccented(name.normalize('NFKC').toLowerCase()).split(/[^\p{L}\p{N}]+/u)
    return [...words, words.join('')]
  })
  return new Set(parts.filter((part) => part.length >= 3))
}

function unaccented(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '')
}

/** Whether a word can be cut into parts that are all of one kind. */
function isMadeOf(word: string, isPart: (part: string) => boolean): boolean {
  const reachable = new Set([0])
  for (let end = 1; end <= word.length; end++)
    for (const start of reachable) if (isPart(word.slice(start, end))) reachable.add(end)
  return word !== '' && reachable.has(word.length)
}

/** The keys of keyboards in the countries of TMAS's languages, along rows and columns, and the alphabet. */
const keys = [
  'qwertyuiop asdfghjkl zxcvbnm azertyuiop qsdfghjklm wxcvbn qwertzuiop yxcvbnm 1234567890',
  '1qaz 2wsx 3edc 4rfv 5tgb 6yhn 7ujm 8ik 9ol 1aqw 2zsx qaz wsx edc rfv tgb yhn ujm aqw zsx',
  'abcdefghijklmnopqrstuvwxyz',
]
  .join(' ')
  .split(' ')
const runs = [...keys, ...keys.map((run) => [...run].reverse().join(''))]

function isRunOfKeys(part: string): boolean {
  return runs.some((run) => run.includes(part))
}

function undoSubstitutions(text: string): string {
  return text.replace(/[@4031!$57+8]/g, (sign) => letters[sign] ?? sign)
}

const letters: Record<string, string> = {
  '@': 'a',
  4: 'a',
  0: 'o',
  3: 'e',
  1: 'i',
  '!': 'i',
  $: 's',
  5: 's',
  7: 't',
  '+': 't',
  8: 'b',
}

/**
 * The words at the top of the published lists of leaked passwords, in the three languages of TMAS and without their
 * disguises; and our own name.
 */
const common = new Set(
  `
  password passwort passw passwd pass mypassword thepassword newpassword oldpassword password123 pass123
  motdepasse azerty azertyuiop azerty123 azertyui bonjour soleil doudou chouchou loulou marseille jetaime monamour
  contrasena contraseña clave hola teamo tequiero estrella bienvenido bienvenida bienvenue barcelona realmadrid
  secret secreto topsecret letmein letmeinnow welcome welcomeback hello helloworld goodbye changeme change changeit
  default guest user username login signin admin administrator administrateur administrador adminadmin root toor
  master manager test tester testing testtest temp temporary demo example sample system server oracle cisco
  qwerty qwertyuiop qwertyui qwertz qwertzuiop qwert qwer qwerasdf qazwsx qazwsxedc zaqwsx zxcvbn zxcvbnm zxcv
  asdf asdfg asdfgh asdfghjkl asdfjkl qwe123 qwerty123 q1w2e3 q1w2e3r4 q1w2e3r4t5 1q2w3e 1q2w3e4r 1q2w3e4r5t
  1qaz2wsx 1qazxsw2 1qaz2wsx3edc zaq12wsx abc abcd abcde abcdef abcdefg abcdefgh abc123 abcd1234 a1b2c3 a1b2c3d4
  aa123456 a123456 a12345678 123abc 12345 123456 1234567 12345678 123456789 1234567890 0987654321 987654321 87654321
  654321 54321 123123 123321 112233 11223344 121212 123qwe 12341234 147258369 159753 789456123 741852963
  iloveyou iloveu loveyou lovely loveme love forever princess princesse princesa sunshine angel angelo flower
  monkey dragon tiger lion panther eagle falcon phoenix butterfly chicken chocolate cookie cheese pepper ginger
  banana orange cherry apple summer winter spring autumn fall verano invierno primavera été hiver printemps
  january february march april may june july august september october november december
  monday tuesday wednesday thursday friday saturday sunday today
  football soccer baseball basketball hockey softball golf tennis arsenal chelsea liverpool manchester juventus
  superman batman spiderman pokemon pikachu starwars matrix naruto minecraft fortnite playstation nintendo ninja
  samsung google facebook instagram microsoft windows office outlook azure internet computer mustang ferrari porsche
  mercedes corvette camaro harley yamaha toyota honda london paris berlin madrid america canada france mexico spain
  michael jordan jennifer jessica michelle daniel andrew charlie thomas robert joshua matthew anthony ashley amanda
  nicole hannah maggie buster shadow hunter killer trustno access freedom whatever nothing blink qwaszx starwars
  company business store stores shop retail chain tmas
  `
    .trim()
    .split(/\s+/),
)
