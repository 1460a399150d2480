// SPDX-License-Identifier: MIT
// A real OpenID provider for tests, on 127.0.0.1 alone:
//
//   node provider.mjs --modules FOLDER --certificate FILE --key FILE
//
// FOLDER is where npm has installed what package.json names, and the files are PEM. When the provider can be asked, it
// prints "ready https://127.0.0.1:PORT", which is its issuer. It ends when its standard input does, so that no test,
// and no test that crashed, leaves it behind. Each line of its standard input is a command, see control.mjs.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

import { Accounts } from './accounts.mjs';
import { Control } from './control.mjs';
import { makeProvider } from './issuer.mjs';
import { makeKeys } from './keys.mjs';
import { interact } from './pages.mjs';
import { Statistics } from './statistics.mjs';
import { Store } from './store.mjs';

// Standard output belongs to the ready line and to the answers of commands.
console.info = console.error;
console.log = console.error;

const { values: options } = parseArgs({
    options: {
        modules: { type: 'string' },
        certificate: { type: 'string' },
        key: { type: 'string' },
        port: { type: 'string', default: '0' },
        'redirect-path': { type: 'string', multiple: true, default: ['/', '/callback'] },
        // Seconds that what the provider issues is valid: --lifetime AccessToken=2
        lifetime: { type: 'string', multiple: true, default: [] },
    },
});

const settings = {
    redirectPaths: options['redirect-path'],
    lifetimes: {
        AccessToken: 300, AuthorizationCode: 60, DeviceCode: 600, Grant: 1209600, IdToken: 300, Interaction: 3600,
        RefreshToken: 1209600, Session: 1209600,
    },
    claimsInIdToken: false,
    par: true,
    dpop: true,
    dpopNonce: false,
    device: true,
    endSession: true,
    revocation: true,
};

const modules = pathToFileURL(resolve(options.modules, 'node_modules/oidc-provider/lib/index.js'));
const { default: Provider } = await import(modules);
const parts = {
    settings,
    keys: await makeKeys(),
    store: new Store(),
    accounts: new Accounts(),
    secrets: { cookies: randomBytes(32).toString('hex'), dpopNonces: randomBytes(32) },
};
const statistics = new Statistics();

const server = createServer({
    cert: readFileSync(options.certificate),
    key: readFileSync(options.key),
    minVersion: 'TLSv1.2',
});
await new Promise((done) => server.listen(Number(options.port), '127.0.0.1', done));
const { port } = server.address();
const issuer = `https://127.0.0.1:${port}`;

// A new provider on the same store is the same issuer with other settings or keys.
let provider;
let answer;
function renew() {
    provider = makeProvider(Provider, issuer, parts);
    provider.on('server_error', (ctx, error) => console.error(error));
    statistics.listenTo(provider);
    answer = provider.callback();
}
renew();

const control = new Control({ ...parts, parts, statistics, server, port, makeKeys, renew });
server.on('request', (request, response) => {
    statistics.count(request, response);
    if (control.refuses(request, response)) return;
    if (!request.url.startsWith('/interaction/')) {
        answer(request, response);
        return;
    }
    interact(provider, parts.accounts, request, response).catch((error) => {
        console.error(error);
        response.writeHead(500).end();
    });
});

for (const lifetime of options.lifetime) {
    const [of, seconds] = lifetime.split('=');
    control.setLifetime({ of, seconds: Number(seconds) });
}
process.stdout.write(`ready ${issuer}\n`);
for await (const line of createInterface({ input: process.stdin })) {
    process.stdout.write(`${JSON.stringify(await control.obey(line))}\n`);
}
process.exit(0);
