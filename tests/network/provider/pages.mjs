// SPDX-License-Identifier: MIT
// The pages that a person sees: no script, no font and no picture from elsewhere. A scripted browser posts the forms,
// and a real one clicks the ids.

const escaped = (text) => String(text).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

function page(title, body) {
    return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>${escaped(title)}</title></head>
<body><h1>${escaped(title)}</h1>
${body}
</body></html>
`;
}

const loginPage = (uid, hint, complaint) => page('Log in', `${complaint ? `<p id="complaint">${escaped(complaint)}</p>` : ''}
<form method="post" action="/interaction/${uid}" autocomplete="off">
<p><label>User name <input id="login" name="login" value="${escaped(hint ?? '')}"></label></p>
<p><label>Password <input id="password" name="password" type="password"></label></p>
<button id="submit" name="answer" value="log-in">Log in</button>
<button id="cancel" name="answer" value="cancel">Cancel</button>
</form>`);

const consentPage = (uid, client, scopes) => page('Allow access?', `<p>${escaped(client)} asks for:</p>
<ul>${scopes.map((scope) => `<li>${escaped(scope)}</li>`).join('')}</ul>
<form method="post" action="/interaction/${uid}">
<button id="submit" name="answer" value="allow">Allow</button>
<button id="cancel" name="answer" value="cancel">Cancel</button>
</form>`);

// The pages that oidc-provider asks for. It makes the forms, whose buttons stand outside of them.
export const renderError = async (ctx, out) => {
    ctx.type = 'html';
    ctx.body = page('This does not work', Object.entries(out).map(([key, value]) => `<p id="${escaped(key)}">${escaped(value)}</p>`).join('\n'));
};

export const devicePages = {
    userCodeInputSource: async (ctx, form, out, error) => {
        ctx.body = page('Connect a device', `${error ? '<p id="complaint">This code is not valid.</p>' : '<p>Enter the code that your device shows.</p>'}
${form}<button id="submit" type="submit" form="op.deviceInputForm">Continue</button>`);
    },
    userCodeConfirmSource: async (ctx, form, client, device, code) => {
        ctx.body = page('Is this the code?', `<p><code id="code">${escaped(code)}</code></p>
${form}<button id="submit" type="submit" form="op.deviceConfirmForm">Continue</button>
<button id="cancel" type="submit" form="op.deviceConfirmForm" name="abort" value="yes">Cancel</button>`);
    },
    successSource: async (ctx) => {
        ctx.body = page('Your device is connected', '<p id="connected">You may close this page.</p>');
    },
};

export const logoutPages = {
    logoutSource: async (ctx, form) => {
        ctx.body = page('Log out?', `${form}<button id="submit" type="submit" form="op.logoutForm" name="logout" value="yes">Log out</button>
<button id="cancel" type="submit" form="op.logoutForm">Stay logged in</button>`);
    },
    postLogoutSuccessSource: async (ctx) => {
        ctx.body = page('You are logged out', '<p id="logged-out">You may close this page.</p>');
    },
};

async function readForm(request) {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) {
        body += chunk;
        if (body.length > 16384) throw new Error('This form is too long.');
    }
    return new URLSearchParams(body);
}

function send(response, html, status = 200) {
    response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
    response.end(html);
}

async function grantFor(provider, { grantId, session, params, prompt: { details } }) {
    const grant = grantId && await provider.Grant.find(grantId)
        || new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
    if (details.missingOIDCScope) grant.addOIDCScope(details.missingOIDCScope.join(' '));
    if (details.missingOIDCClaims) grant.addOIDCClaims(details.missingOIDCClaims);
    return grant.save();
}

// Shows the login or the consent of an authorization request, and takes the answer.
export async function interact(provider, accounts, request, response) {
    const interaction = await provider.interactionDetails(request, response).catch(() => undefined);
    if (!interaction) return send(response, page('This does not work', '<p id="error">There is no such login.</p>'), 400);

    const { uid, params, prompt } = interaction;
    const finish = (result, merge) => provider.interactionFinished(request, response, result, { mergeWithLastSubmission: merge });
    if (request.method !== 'POST') {
        return send(response, prompt.name === 'login' ? loginPage(uid, params.login_hint)
            : consentPage(uid, params.client_id, (params.scope ?? '').split(' ')));
    }
    const form = await readForm(request);
    if (form.get('answer') === 'cancel') {
        return finish({ error: 'access_denied', error_description: 'End-User aborted interaction' }, false);
    }
    if (prompt.name === 'consent') return finish({ consent: { grantId: await grantFor(provider, interaction) } }, true);

    const person = accounts.authenticate(form.get('login'), form.get('password'));
    if (!person) return send(response, loginPage(uid, form.get('login'), 'The user name or the password is wrong.'));
    if (accounts.isDisabled(person)) return send(response, loginPage(uid, form.get('login'), 'This account is disabled.'));
    return finish({ login: { accountId: person.sub, amr: ['pwd'] } }, false);
}
