// SPDX-License-Identifier: MIT
// The people who can log in. A subject says nothing about the name, and Ayşe's name takes more than ASCII.

const people = [
    {
        sub: 'u-1001', login: 'ada', password: 'the engine weaves',
        name: 'Ada Lovelace', given_name: 'Ada', family_name: 'Lovelace', locale: 'en',
        email: 'ada@example.org', email_verified: true,
        roles: ['admin', 'editor'], permissions: 'pages:read pages:write',
    },
    {
        sub: 'u-1002', login: 'grace', password: 'a moth in relay 70',
        name: 'Grace Hopper', given_name: 'Grace', family_name: 'Hopper', locale: 'en',
        email: 'grace@example.org', email_verified: true,
        roles: ['editor'], permissions: 'pages:read',
    },
    {
        sub: 'u-1003', login: 'ayşe', password: 'iki kere iki dört',
        name: 'Ayşe Işık İnönü', given_name: 'Ayşe', family_name: 'Işık İnönü', locale: 'tr',
        email: 'ayse@example.org', email_verified: false,
        roles: ['reader'], permissions: 'pages:read',
    },
    // No name, no address and no role: a provider may know nothing but the subject.
    { sub: 'u-1004', login: 'nemo', password: 'twenty thousand', roles: [] },
];

// Claims by the scope that asks for them.
export const claimsByScope = {
    openid: ['sub'],
    profile: ['name', 'given_name', 'family_name', 'preferred_username', 'locale'],
    email: ['email', 'email_verified'],
    journal: ['roles', 'permissions'],
};

export class Accounts {
    #disabled = new Set();
    #changes = new Map(); // subject to claims that differ from those above

    byLogin(login) {
        return people.find((person) => person.login === login);
    }

    // Undefined, unless the password is right. A disabled account is told apart by isDisabled().
    authenticate(login, password) {
        const person = this.byLogin(login);
        return person && person.password === password ? person : undefined;
    }

    isDisabled(person) {
        return this.#disabled.has(person.sub);
    }

    setDisabled(person, disabled) {
        if (disabled) this.#disabled.add(person.sub);
        else this.#disabled.delete(person.sub);
    }

    setClaims(person, claims) {
        this.#changes.set(person.sub, claims);
    }

    // As oidc-provider wants it. A disabled account is none: its refresh token answers invalid_grant, its access token 401.
    find = (sub) => {
        const person = people.find((one) => one.sub === sub);
        if (!person || this.isDisabled(person)) return undefined;
        const { login, password, ...claims } = person;
        const changes = this.#changes.get(sub);
        return { accountId: sub, claims: () => ({ ...claims, preferred_username: login, ...changes }) };
    };
}
