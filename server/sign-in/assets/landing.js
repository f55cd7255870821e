// The pop-up's last page: notifies the page that opened it, and closes the window once that page knows. If that page
// is gone, no answer comes, and the person continues here. The message carries no secret and no result; a page that
// receives it asks the server. Only if the server turned the attempt away before it started is there nothing to ask.
const { popup, unknown } = document.querySelector('[data-popup]').dataset
const isTurnedAway = unknown !== undefined
if ('BroadcastChannel' in window) new BroadcastChannel('tmas-sign-in').postMessage({ popup, isTurnedAway })
// Last, because a browser that stores no data for us throws here. The window then stays open, and says what happened.
const closeOnceKnown = () => localStorage.getItem('tmas-sign-in-known') === popup && window.close()
addEventListener('storage', closeOnceKnown)
closeOnceKnown()
