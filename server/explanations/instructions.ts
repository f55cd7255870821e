import type { Language } from '#shared/languages.ts'
import { messages } from '#shared/messages/messages.ts'

/**
 * The mail that tells a person how to sign in, in their own language. A manager may change it before sending it. Like
 * anything that a manager mails, it has no address in it (R35): each mail ends with the person's own sign-in page.
 */
export function instructionsFor(
  language: Language,
  signsInWithMicrosoft: boolean,
): { subject: string; message: string } {
  const { mail } = messages[language].explainPerson
  return { subject: mail.subject, message: signsInWithMicrosoft ? mail.microsoft : mail.password }
}
