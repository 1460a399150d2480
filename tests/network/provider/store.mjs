// SPDX-License-Identifier: MIT
// Everything that the provider remembers, in memory. oidc-provider's own memory holds a thousand things and forgets the
// oldest: a test of ten thousand refreshes would lose its grant.

const endsWithItsGrant = new Set(['AccessToken', 'AuthorizationCode', 'RefreshToken', 'DeviceCode']);

export class Store {
    #models = new Map(); // of a model's name: id to { payload, until }
    #grants = new Map(); // of a grant's id: functions that remove what came of it

    // The adapter that oidc-provider asks for; see its documentation for what each function must do.
    adapter = (model) => {
        const records = this.#recordsOf(model);
        const find = (id) => {
            const record = records.get(id);
            return record && record.until > Date.now() ? record.payload : undefined;
        };
        const findBy = (key, value) => {
            for (const [id, record] of records) {
                if (record.payload[key] === value) return find(id);
            }
            return undefined;
        };
        return {
            upsert: async (id, payload, seconds) => {
                records.set(id, { payload, until: seconds ? Date.now() + seconds * 1000 : Infinity });
                if (payload.grantId && endsWithItsGrant.has(model)) {
                    if (!this.#grants.has(payload.grantId)) this.#grants.set(payload.grantId, new Map());
                    this.#grants.get(payload.grantId).set(`${model} ${id}`, () => records.delete(id));
                }
            },
            find: async (id) => find(id),
            findByUid: async (uid) => findBy('uid', uid),
            findByUserCode: async (code) => findBy('userCode', code),
            consume: async (id) => { records.get(id).payload.consumed = Math.floor(Date.now() / 1000); },
            destroy: async (id) => { records.delete(id); },
            revokeByGrantId: async (grantId) => this.#revoke(grantId),
        };
    };

    // Ends all grants of an account, with their tokens, as a person does who removes the application in the pages of a
    // real provider. Returns how many there were.
    revokeGrantsOf(accountId) {
        const grants = this.#recordsOf('Grant');
        const ids = [...grants].filter(([, { payload }]) => payload.accountId === accountId).map(([id]) => id);
        for (const id of ids) {
            this.#revoke(id);
            grants.delete(id);
        }
        return ids.length;
    }

    // Logs an account out of all browsers. Returns how many there were.
    endSessionsOf(accountId) {
        const sessions = this.#recordsOf('Session');
        const ids = [...sessions].filter(([, { payload }]) => payload.accountId === accountId).map(([id]) => id);
        for (const id of ids) sessions.delete(id);
        return ids.length;
    }

    #recordsOf(model) {
        if (!this.#models.has(model)) this.#models.set(model, new Map());
        return this.#models.get(model);
    }

    #revoke(grantId) {
        for (const remove of this.#grants.get(grantId)?.values() ?? []) remove();
        this.#grants.delete(grantId);
    }
}
