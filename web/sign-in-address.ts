/** The sign-in page that says that the session has ended, and leads back to the current page. */
export function signInAddress({ pathname, search }: { pathname: string; search: string }): string {
  return `/sign-in?${new URLSearchParams({ session_ended: '', return_to: pathname + search })}`
}
