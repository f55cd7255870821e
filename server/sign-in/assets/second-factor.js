// Lets a passkey sign what the server asks for, and sends the answer as a form. Without this script, or if the browser
// does not know passkeys as JSON (https://www.w3.org/TR/webauthn-3/#sctn-parseRequestOptionsFromJSON), people use the
// codes.
const form = document.querySelector('[data-passkey]')
const status = form.querySelector('[data-status]')

if (window.PublicKeyCredential?.parseRequestOptionsFromJSON) {
  form.hidden = false
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void sign()
  })
}

async function sign() {
  status.textContent = status.dataset.waiting
  try {
    const answer = await fetch('/sign-in/second-factor/passkey/options', { method: 'POST' })
    // The wait is over, and the page says so itself.
    if (answer.status === 404) return location.reload()
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(await answer.json())
    const credential = await navigator.credentials.get({ publicKey })
    form.elements.response.value = JSON.stringify(credential)
    form.submit()
  } catch {
    // The person pressed Cancel, it took too long, or this device has no such passkey: browsers do not say which.
    status.textContent = status.dataset.failed
  }
}
