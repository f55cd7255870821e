// The pop-up's last page: tells the page that opened it, and closes the window once that page knows. Where that page is
// gone nobody answers, and the person goes on from here. The message carries no secret and no result; who hears it
// asks the server. Only where the server turned the attempt away before it began is there nothing to ask for.
const { popup, unknown } = document.querySelector('[data-popup]').dataset
const isTurnedAway = unknown !== undefined
if ('BroadcastChannel' in window) new BroadcastChannel('tmas-sign-in').postMessage({ popup, isTurnedAway })
// Last, because a browser that keeps no data for us throws here; the window then stays, and says what happened.
const closeOnceKnown = () => localStorage.getItem('tmas-sign-in-known') === popup && window.close()
addEventListener('storage', closeOnceKnown)
closeOnceKnown()
