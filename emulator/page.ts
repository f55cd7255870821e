import { html, raw } from 'hono/html'

/** A piece of HTML whose values were escaped. */
export type Html = ReturnType<typeof html>

/** The frame of every page. `name` tells programs which page they got, through `data-page` of the body. */
export function page(title: string, name: string, content: Html, head: Html | string = ''): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
${head}
<style>${raw(style)}</style>
</head>
<body data-page="${name}">
<main>
<p class="brand"><span aria-hidden="true"></span>Entra ID emulator</p>
${content}
</main>
<footer>
This is an emulator for local work with TMAS. It is not Microsoft, and asks for no password.
<a href="/common/oauth2/v2.0/logout">Sign out of the emulator</a>
</footer>
</body>
</html>`
}

const style = `
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:flex;flex-direction:column;align-items:center;justify-content:center;
  background:#f2f2f2;color:#1b1b1b;font:15px/1.35 "Segoe UI","Helvetica Neue",Arial,sans-serif}
main{width:100%;max-width:440px;min-height:338px;margin:24px 0 16px;padding:44px;background:#fff;
  box-shadow:0 2px 6px rgba(0,0,0,.2);overflow-wrap:anywhere}
.brand{margin:0 0 16px;color:#555;font-weight:600;display:flex;align-items:center;gap:8px}
.brand span{width:20px;height:20px;border-radius:50%;border:5px solid #5e5e8c}
.who{margin:0 0 4px}
h1{font-size:24px;font-weight:600;margin:0 0 12px}
h2{font-size:15px;margin:20px 0 4px}
p{margin:0 0 12px}
small{display:block;color:#555;font-size:12px}
.problem{color:#c50f1f}
.number{font-size:40px;text-align:center;margin:8px 0}
.app{padding:8px 0;border-bottom:1px solid #ddd}
ul{padding-left:18px;margin:0 0 12px}
.accounts{list-style:none;padding:0;max-height:340px;overflow-y:auto}
.accounts li{border-bottom:1px solid #e5e5e5;padding:4px 0 6px}
.accounts button{display:block;width:100%;text-align:left;background:none;border:0;padding:6px 4px;min-width:0}
.accounts button:hover{background:#eee}
.accounts b{font-weight:600;display:block}
.accounts small{padding:0 4px}
.permissions{list-style:none;padding:0}
.permissions li{padding:4px 0}
label{display:block;margin:12px 0 4px}
input:not([type=hidden]),select{width:100%;padding:6px 4px;border:0;border-bottom:1px solid #666;font:inherit;background:#fff}
.buttons{display:flex;flex-direction:row-reverse;justify-content:flex-start;gap:8px;margin-top:20px}
.choices{display:flex;flex-wrap:wrap;gap:4px}
.choices button[aria-pressed=true]{background:#0067b8;color:#fff}
button{font:inherit;min-width:108px;min-height:32px;padding:4px 12px;border:0;background:#ccc;color:#000;cursor:pointer}
button.primary{background:#0067b8;color:#fff}
:focus-visible{outline:2px solid #000;outline-offset:1px}
a{color:#0067b8}
dl{display:grid;grid-template-columns:auto 1fr;gap:2px 12px;font-size:13px;margin:0}
dt{font-weight:600}
dd{margin:0}
footer{max-width:440px;padding:0 16px 24px;font-size:12px;color:#555;text-align:center}
`
