import { readAsset } from '#server/pages/assets.ts'

/** The scripts of the sign-in pages, one a page. Without them, each page still works. */
export const signInAssets = {
  signIn: readAsset('../assets/sign-in.js', import.meta.url),
  landing: readAsset('../assets/landing.js', import.meta.url),
  setPassword: readAsset('../assets/set-password.js', import.meta.url),
  secondFactor: readAsset('../assets/second-factor.js', import.meta.url),
}
