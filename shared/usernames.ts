/**
 * What a username may consist of, and the form in which it is saved (R2): nothing that cannot be seen, and one script
 * in a word, so that no name can be mistaken for another by what is invisible or by letters that look alike. That no
 * two users have names that look alike is the database's part (migrations/0036).
 */

/** A character that a name may not have: why, and where it is, counted from 1 in characters. */
export type OddCharacter = {
  fault: 'invisible_character' | 'mixed_scripts'
  character: string
  /** As Unicode writes it: `U+200B`. */
  code: string
  place: number
}

/** The form in which a username is saved, and in which it is compared: NFKC, one blank for many. */
export function normalUsername(typed: string): string {
  return typed.normalize('NFKC').replace(/ +/g, ' ').trim()
}

/** The first character of a username, in its normal form, that it may not have. */
export function oddCharacterOfUsername(username: string): OddCharacter | undefined {
  return invisibleCharacter(username) ?? characterOfAnotherScript(username)
}

// Besides what Unicode calls invisible: blanks that are no blank, and the Braille pattern without dots.
const invisible = /[\p{C}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}\u2800]|(?! )\p{Zs}/u

/** The first character of a text that cannot be seen, or cannot be told from a blank. */
export function invisibleCharacter(text: string): OddCharacter | undefined {
  const found = invisible.exec(text)
  return found ? odd('invisible_character', text, found.index) : undefined
}

/**
 * The scripts that names are written in today, as Unicode recommends them for identifiers (UAX 31, table 5). Those in
 * one line are used together in one word.
 */
const scripts = [
  ['Latin'],
  ['Greek'],
  ['Cyrillic'],
  ['Armenian'],
  ['Georgian'],
  ['Hebrew'],
  ['Arabic'],
  ['Thaana'],
  ['Ethiopic'],
  ['Devanagari'],
  ['Bengali'],
  ['Gurmukhi'],
  ['Gujarati'],
  ['Oriya'],
  ['Tamil'],
  ['Telugu'],
  ['Kannada'],
  ['Malayalam'],
  ['Sinhala'],
  ['Thai'],
  ['Lao'],
  ['Tibetan'],
  ['Myanmar'],
  ['Khmer'],
  ['Han', 'Hiragana', 'Katakana'],
  ['Han', 'Hangul'],
  ['Han', 'Bopomofo'],
].map((together) => {
  const own = together.map((script) => `\\p{scx=${script}}`).join('')
  return new RegExp(`^[${own}\\p{scx=Common}\\p{scx=Inherited}0-9]+`, 'u')
})

function characterOfAnotherScript(text: string): OddCharacter | undefined {
  for (const word of text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
    const longest = Math.max(...scripts.map((script) => script.exec(word[0])?.[0].length ?? 0))
    if (longest < word[0].length) return odd('mixed_scripts', text, word.index + longest)
  }
  return undefined
}

function odd(fault: OddCharacter['fault'], text: string, index: number): OddCharacter {
  const code = text.codePointAt(index) ?? 0
  return {
    fault,
    character: String.fromCodePoint(code),
    code: `U+${code.toString(16).toUpperCase().padStart(4, '0')}`,
    place: [...text.slice(0, index)].length + 1,
  }
}
