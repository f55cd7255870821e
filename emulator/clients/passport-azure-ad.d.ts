/** The one class of the retired library that the tests use; it brings no types. */
declare module 'passport-azure-ad' {
  export class OIDCStrategy {
    constructor(
      options: object,
      verify: (profile: unknown, done: (error: null, user: unknown) => void) => void,
    )
  }
}
