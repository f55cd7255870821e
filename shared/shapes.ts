/** The characters of a reference: without 0 and O, 1, I and L, because people read references aloud over the phone. */
export const referenceAlphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/**
 * The reference of an attempt or an error, as TMAS writes it: eight characters that are read aloud without mistakes.
 */
export const referencePattern = new RegExp(`^[${referenceAlphabet}]{8}$`)

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Whether a value is a GUID as Entra writes it in tokens, and TMAS in its database: lower case, without braces. */
export function isGuid(value: unknown): value is string {
  return typeof value === 'string' && guid.test(value)
}

/** Whether a text is a GUID in any letter case, as people type and paste it. */
export function isTypedGuid(text: string): boolean {
  return guid.test(text.toLowerCase())
}

/** Whether a text is a reference in any letter case, as people type it. */
export function isTypedReference(text: string): boolean {
  return referencePattern.test(text.toUpperCase())
}
