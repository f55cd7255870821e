// Has a passkey sign what the server asks for, and sends the answer as a form. Without this script, or where the browser
// knows no passkeys, the codes are there.
const form = document.querySelector('[data-passkey]')
const status = form.querySelector('[data-status]')

if ('PublicKeyCredential' in window) {
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
    // Nobody waits here any more: the page says so itself.
    if (answer.status === 404) return location.reload()
    const options = await answer.json()
    const credential = await navigator.credentials.get({
      publicKey: {
        ...options,
        challenge: bytes(options.challenge),
        allowCredentials: options.allowCredentials.map((known) => ({ ...known, id: bytes(known.id) })),
      },
    })
    form.elements.response.value = JSON.stringify(described(credential))
    form.submit()
  } catch {
    // The person pressed Cancel, it took too long, or there is no such passkey here: browsers do not say which.
    status.textContent = status.dataset.failed
  }
}

function described({ id, type, response }) {
  const { clientDataJSON, authenticatorData, signature, userHandle } = response
  return {
    id,
    rawId: id,
    type,
    clientExtensionResults: {},
    response: {
      clientDataJSON: text(clientDataJSON),
      authenticatorData: text(authenticatorData),
      signature: text(signature),
      ...(userHandle && { userHandle: text(userHandle) }),
    },
  }
}

function bytes(base64url) {
  const binary = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0))
}

function text(buffer) {
  const binary = String.fromCharCode(...new Uint8Array(buffer))
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}
