// SPDX-License-Identifier: MIT
// Does what a test commands. A command is a line of JSON, {"do":"rotateKeys","keep":true}, and so is its answer:
// {"done":…} with what the command says below, or {"error":"…"}.

// Cookies and lifetimes go by Date.now().
const realNow = Date.now;

export class Control {
    #parts;

    #failures = new Map(); // path to the status that it answers

    constructor(parts) {
        this.#parts = parts;
    }

    async obey(line) {
        try {
            const { do: name, ...rest } = JSON.parse(line);
            if (!Control.commands.includes(name)) throw new Error(`There is no command ${name}.`);
            return { done: await this[name](rest) ?? true };
        } catch (error) {
            return { error: error.message };
        }
    }

    static commands = ['rotateKeys', 'revokeGrants', 'endSessions', 'setAccountDisabled', 'setClaims', 'setLifetime', 'set', 'fail',
        'heal', 'goAway', 'comeBack', 'moveClock', 'statistics', 'resetStatistics'];

    // Signs with new keys. The old ones are published for as long as they are kept: the default is not at all.
    async rotateKeys({ keep = false }) {
        const { parts, makeKeys, renew } = this.#parts;
        const keys = await makeKeys();
        parts.keys = keep ? [...keys, ...parts.keys] : keys; // the first of its algorithm signs
        renew();
        return parts.keys.map(({ kid }) => kid);
    }

    // Ends the grants of an account with all their tokens. Says how many.
    revokeGrants({ login }) {
        return this.#parts.store.revokeGrantsOf(this.#person(login).sub);
    }

    // Logs an account out of all browsers. Says how many.
    endSessions({ login }) {
        return this.#parts.store.endSessionsOf(this.#person(login).sub);
    }

    setAccountDisabled({ login, disabled }) {
        this.#parts.accounts.setDisabled(this.#person(login), disabled === true);
    }

    // The provider answers with these claims of an account, in place of those in accounts.mjs: {"roles":["reader"]}.
    setClaims({ login, claims }) {
        this.#parts.accounts.setClaims(this.#person(login), claims);
    }

    // Of what is issued from now on: AccessToken, RefreshToken, IdToken, AuthorizationCode, DeviceCode, Session …
    setLifetime({ of, seconds }) {
        const { lifetimes } = this.#parts.settings;
        if (!(of in lifetimes) || !(seconds > 0)) throw new Error(`${of} cannot live for ${seconds} seconds.`);
        lifetimes[of] = seconds;
    }

    // What the issuer offers: par, dpop, dpopNonce, device, endSession, revocation, claimsInIdToken.
    set({ name, to }) {
        const { settings, renew } = this.#parts;
        if (typeof settings[name] !== 'boolean' || typeof to !== 'boolean') throw new Error(`${name} cannot be ${to}.`);
        settings[name] = to;
        renew();
    }

    // Answers a path, such as /jwks, with a status and nothing else.
    fail({ path, status = 503 }) {
        this.#failures.set(path, status);
    }

    heal({ path }) {
        if (!this.#failures.delete(path)) throw new Error(`${path} does not fail.`);
    }

    // Closes the port, and all connections to it: who asks now, is refused.
    goAway() {
        const { server } = this.#parts;
        return new Promise((done) => {
            server.close(() => done(true));
            server.closeAllConnections();
        });
    }

    // Opens the same port again, and remembers everything.
    comeBack() {
        const { server, port } = this.#parts;
        return new Promise((done, failed) => {
            server.once('error', failed);
            server.listen(port, '127.0.0.1', () => done(true));
        });
    }

    // Goes on with a clock that is so many seconds ahead of the machine's.
    moveClock({ seconds }) {
        Date.now = () => realNow() + seconds * 1000;
    }

    statistics() {
        return this.#parts.statistics;
    }

    resetStatistics() {
        this.#parts.statistics.reset();
    }

    // True if the path is one that fails, and the request is answered.
    refuses(request, response) {
        const status = this.#failures.get(request.url.replace(/\?.*/, ''));
        if (status) response.writeHead(status).end();
        return status !== undefined;
    }

    #person(login) {
        const person = this.#parts.accounts.byLogin(login);
        if (!person) throw new Error(`Nobody is called ${login}.`);
        return person;
    }
}
