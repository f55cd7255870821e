// The pop-up's last page: tells the page that opened it, then closes. The message carries no secret and no result;
// who hears it asks the server.
const popup = document.querySelector('[data-popup]').dataset.popup
if ('BroadcastChannel' in window) new BroadcastChannel('tmas-sign-in').postMessage({ popup })
window.close()
