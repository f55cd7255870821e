import { readAsset } from '#server/pages/assets.ts'

/** The scripts of the sign-in pages, one a page, without which each page still works; and the style of the one with pictures. */
export const signInAssets = {
  signIn: readAsset('../assets/sign-in.js', import.meta.url),
  landing: readAsset('../assets/landing.js', import.meta.url),
  setPassword: readAsset('../assets/set-password.js', import.meta.url),
  setUpFactor: readAsset('../assets/set-up-factor.js', import.meta.url),
  setUpStyle: readAsset('../assets/set-up-factor.css', import.meta.url),
  secondFactor: readAsset('../assets/second-factor.js', import.meta.url),
}
