// Lets the browser create a passkey for what the server asks, and sends it as a form. Without this script, or if the browser
// does not know passkeys as JSON (https://www.w3.org/TR/webauthn-3/#sctn-parseCreationOptionsFromJSON), people set up an
// app.
const form = document.querySelector('[data-passkey]')
const status = form.querySelector('[data-status]')

if (window.PublicKeyCredential?.parseCreationOptionsFromJSON) {
  form.hidden = false
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void create()
  })
}

async function create() {
  status.textContent = status.dataset.waiting
  try {
    const answer = await fetch('/sign-in/second-factor/set-up/passkey/options', { method: 'POST' })
    // The wait is over, and the page says so itself.
    if (answer.status === 404) return location.reload()
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(await answer.json())
    const credential = await navigator.credentials.create({ publicKey })
    form.elements.response.value = JSON.stringify(credential)
    form.submit()
  } catch {
    // The person pressed Cancel, it took too long, or this device cannot make one: browsers do not say which.
    status.textContent = status.dataset.failed
  }
}
