// Signs a browser in by a passkey, or by a password and a code, and sends it to the console.
const message = document.getElementById('message');
const say = (text) => { message.textContent = text; };

const bytes = (base64url) => Uint8Array.from(
  atob(base64url.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
  .replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');

async function post(path, body) {
  const answer = await fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) {
    const problem = await answer.json().catch(() => ({}));
    throw new Error(problem.detail || 'The service does not answer.');
  }
  return answer.status === 204 ? null : answer.json();
}

async function byPasskey() {
  const options = await post('/v1/sign-in/passkey/options', {});
  const shown = await navigator.credentials.get({
    publicKey: { ...options, challenge: bytes(options.challenge) },
  });
  await post('/v1/sign-in/passkey', {
    credential: {
      id: shown.id,
      rawId: text(shown.rawId),
      type: shown.type,
      clientExtensionResults: {},
      response: {
        clientDataJSON: text(shown.response.clientDataJSON),
        authenticatorData: text(shown.response.authenticatorData),
        signature: text(shown.response.signature),
        userHandle: shown.response.userHandle ? text(shown.response.userHandle) : undefined,
      },
    },
  });
}

async function tryTo(signIn) {
  say('One moment…');
  try {
    await signIn();
    location.assign('/');
  } catch (failure) {
    say(failure.name === 'NotAllowedError' ? 'No passkey was used.' : failure.message);
  }
}

document.querySelector('#passkey button').addEventListener('click', () => tryTo(byPasskey));
document.getElementById('password').addEventListener('submit', (event) => {
  event.preventDefault();
  const { name, password, code } = Object.fromEntries(new FormData(event.target));
  tryTo(() => post('/v1/sign-in/password', { name, password, code }));
});

if (new URLSearchParams(location.search).has('refused')) {
  say('Your organisation did not let you in here. Ask an admin.');
}
const ways = await (await fetch('/v1/sign-in')).json();
document.getElementById('provider').hidden = !ways.provider;
document.getElementById('passkey').hidden = !(ways.passkey && window.PublicKeyCredential);
document.getElementById('password').hidden = !ways.password;
