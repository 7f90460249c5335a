/**
 * A small stand-in of TagoIO's admin console, as ../README.md describes it: a page that signs in, keeps its session
 * token in `localStorage`, sends it in the `token` header, and moves it with `PUT /profile/switch/{id}`. Every path is
 * the same document; which page it shows is read from the path.
 */
export function consoleSite(request: Request): Response {
  const { pathname } = new URL(request.url);
  if (pathname === '/favicon.ico') return new Response(null, { status: 204 });
  return new Response(DOCUMENT, { headers: { 'content-type': 'text/html; charset=utf-8' } });
}

const DOCUMENT = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>TagoIO console (sandbox)</title>
<style>body{font:16px system-ui;margin:24px}nav a{margin-right:12px}label{display:block;margin:8px 0}</style>
<main></main>
<script>
const main = document.querySelector('main');
const session = JSON.parse(localStorage.getItem('session') ?? 'null');

async function call(method, path, body, from = session) {
  const headers = { ...(from.token && { token: from.token }), ...(body && { 'content-type': 'application/json' }) };
  const response = await fetch(from.api + path, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  const answer = await response.json();
  if (!answer.status) throw new Error(answer.message);
  return answer.result;
}

const element = (name, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};
const field = (label, properties) => element('label', {}, label + ' ', element('input', properties));
const alertOf = (text) => element('p', { role: 'alert', textContent: text });

function signIn() {
  const email = field('Email', { name: 'email' });
  const password = field('Password', { name: 'password', type: 'password' });
  // A TagoDeploy instance has one API of its own.
  const regions = location.hostname.endsWith('.tagoio.net')
    ? [['https://' + location.hostname.replace('admin.', 'api.'), 'TagoDeploy']]
    : [['https://api.us-e1.tago.io', 'US East'], ['https://api.eu-w1.tago.io', 'EU West']];
  const region = element('select', { name: 'region' },
    ...regions.map(([value, textContent]) => element('option', { value, textContent })));
  const form = element('form', {}, element('h1', { textContent: 'Sign in' }), email, password,
    element('label', {}, 'Region ', region), element('button', { textContent: 'Sign in' }));
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const from = { api: region.value };
    const credentials = { email: form.email.value, password: form.password.value };
    try {
      const account = await call('POST', '/account/login', credentials, from);
      const { token } = await call('POST', '/account/profile/token',
        { ...credentials, profile_id: account.profiles[0].id, name: 'Console', expire_time: '3 month' }, from);
      localStorage.setItem('session', JSON.stringify({ api: from.api, token }));
      location.reload();
    } catch (error) {
      form.append(alertOf(error.message));
    }
  });
  main.replaceChildren(form);
}

const LISTS = { '/devices': '/device', '/dashboards': '/dashboard', '/analysis': '/analysis' };

async function show() {
  const [account, current, profiles] = await Promise.all(
    [call('GET', '/account'), call('GET', '/profile/current'), call('GET', '/profile')]);
  const choice = element('select', { ariaLabel: 'Profile' },
    ...profiles.map(({ id, name }) => element('option', { value: id, textContent: name, selected: id === current.info.id })));
  choice.addEventListener('change', async () => {
    await call('PUT', '/profile/switch/' + choice.value);
    location.reload();
  });
  const out = element('button', { textContent: 'Sign out' });
  out.addEventListener('click', async () => {
    await call('DELETE', '/profile/' + current.info.id + '/token/' + session.token).catch(() => {});
    localStorage.removeItem('session');
    location.reload();
  });
  const links = ['/devices', '/dashboards', '/analysis', '/profile', '/account/billing',
    '/account/billing/allocation', '/limits/hard'].map((path) => element('a', { href: path, textContent: path }));
  main.replaceChildren(
    element('h1', { textContent: current.info.name }),
    element('p', { textContent: account.email }),
    element('nav', {}, ...links), choice, out);
  const [section, id] = location.pathname.split('/').slice(1);
  const list = LISTS['/' + section];
  if (list && id) {
    // Of another profile, it isn't found; that doesn't end the session.
    main.append(await call('GET', list + '/' + id).then(({ name }) => element('h2', { textContent: name }), (error) => alertOf(error.message)));
  } else if (list) {
    const rows = await call('GET', list);
    const link = (row) => element('a', { href: '/' + section + '/' + row.id, textContent: row.label ?? row.name });
    main.append(element('ul', {}, ...rows.slice(0, 20).map((row) => element('li', {}, link(row)))));
  }
  if (location.pathname === '/profile') main.append(nameForm(current.info));
}

function nameForm(info) {
  const name = field('Profile name', { name: 'name', value: info.name });
  const form = element('form', {}, name, element('button', { textContent: 'Save' }));
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    await call('PUT', '/profile/' + info.id, { name: form.elements.name.value });
    form.append(element('p', { role: 'status', textContent: 'Saved' }));
  });
  return form;
}

if (session) show().catch((error) => {
  localStorage.removeItem('session');
  signIn();
  main.append(alertOf(error.message));
});
else signIn();
</script>
</html>`;
