import type { Fault } from '../faults.ts'
import type { CauseText, RefusalText } from './refusals.en.ts'

/** What a failed check of Microsoft's answer says, to the person and to managers. */
export type FaultWords = {
  words: Record<Fault, { person: RefusalText; manager: CauseText }>
  /** Follows the sentence or the cause where a claim is at fault. */
  claim: (name: string) => string
}

export const faults: FaultWords = {
  words: {
    browser: {
      person: {
        sentence: 'It does not belong to a sign-in that this browser started.',
        remedy: 'Start again in one window, with cookies allowed.',
      },
      manager: {
        cause:
          'The answer arrived in another browser than the one that asked, without its cookie, or changed on the way.',
        remedy: 'Ask the person to start again in one window, with cookies allowed.',
      },
    },
    callback: {
      person: {
        sentence: 'The address that led back from Microsoft is incomplete, or has a part twice.',
        remedy: 'Start again from the sign-in page, without copying or reloading Microsoft’s addresses.',
      },
      manager: {
        cause:
          'The address that led back to TMAS had neither a code nor an error, or had one of its parts twice. Something on the way has changed it: an extension of the browser, a proxy, or someone by hand.',
        remedy: 'Ask the person to start again. If it happens again, they try a browser without extensions.',
      },
    },
    documents: {
      person: {
        sentence: 'Microsoft’s description of its sign-in service cannot be used at the moment.',
        remedy: 'Wait a few minutes and try again.',
      },
      manager: {
        cause:
          'Microsoft’s metadata or signing keys could not be used. This concerns every customer of TMAS.',
        remedy: 'Your settings are not the cause. Ask the person to try again in a few minutes.',
      },
    },
    answer: {
      person: {
        sentence: 'TMAS could not read what Microsoft answered.',
        remedy: 'Try again. If it happens again, give TMAS support the reference.',
      },
      manager: {
        cause:
          'Instead of a token or an error, something else came from Microsoft’s address, such as the page of a proxy.',
        remedy: 'TMAS support checks the network of the server. Give them the reference.',
      },
    },
    signature: {
      person: {
        sentence: 'TMAS could not prove that it came from Microsoft.',
        remedy: 'Try again. If it happens again, give TMAS support the reference.',
      },
      manager: {
        cause: 'The token failed the check of its form, its signature, its key or its issuer.',
        remedy: 'Do not trust this answer. If it happens again, give TMAS support the reference.',
      },
    },
    audience: {
      person: {
        sentence: 'It was meant for another application than TMAS.',
        remedy: 'TMAS support has to correct this. Give them the reference.',
      },
      manager: {
        cause: 'The token was meant for another application than TMAS.',
        remedy:
          'The client ID in TMAS and the registration at Microsoft do not match. Give TMAS support the reference.',
      },
    },
    clock: {
      person: {
        sentence: 'The clock of TMAS and the clock of Microsoft do not agree.',
        remedy: 'TMAS support has to set the clock. Give them the reference.',
      },
      manager: {
        cause:
          'The token was outside its time. Either the clock of TMAS’s server is wrong by several minutes, or the answer was held back on its way.',
        remedy: 'TMAS support checks the clock of the server. Give them the reference.',
      },
    },
    claim: {
      person: {
        sentence: 'It does not contain all that TMAS has to know about your account.',
        remedy: 'Give your IT administrator the reference.',
      },
      manager: {
        cause: 'The token lacks a claim that TMAS needs, or the claim has no usable value.',
        remedy:
          'Your IT administrator checks the account in Entra. If nothing is wrong with it, give TMAS support the reference.',
      },
    },
  },
  claim: (name) => `The claim is ${name}.`,
}
