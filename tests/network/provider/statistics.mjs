// SPDX-License-Identifier: MIT
// Counts what has been asked and what has been answered, so that a test can say how often.

export class Statistics {
    #counts;

    constructor() {
        this.reset();
    }

    reset() {
        this.#counts = {
            requests: {}, // "POST /token": { "200": 3, "400": 1 }
            refreshes: 0, // that brought new tokens
            reusedRefreshTokens: 0, // presented again after their rotation: the provider ended the grant
            refused: {}, // by the token endpoint: { "invalid_grant": 1 }
            grantsRevoked: 0,
        };
    }

    toJSON() {
        return this.#counts;
    }

    count(request, response) {
        // One name for all /interaction/ID and all /auth/ID.
        const path = request.url.replace(/\?.*/, '').replace(/^\/(interaction|auth|device)\/[^/]{20,}.*/, '/$1/…');
        const statuses = this.#counts.requests[`${request.method} ${path}`] ??= {};
        response.on('finish', () => { statuses[response.statusCode] = (statuses[response.statusCode] ?? 0) + 1; });
    }

    listenTo(provider) {
        const counted = (name) => () => { this.#counts[name] += 1; };
        provider.on('grant.success', (ctx) => {
            if (ctx.oidc.params.grant_type === 'refresh_token') counted('refreshes')();
        });
        provider.on('grant.error', (ctx, error) => {
            this.#counts.refused[error.error] = (this.#counts.refused[error.error] ?? 0) + 1;
            if (error.error_detail === 'refresh token already used') counted('reusedRefreshTokens')();
        });
        provider.on('grant.revoked', counted('grantsRevoked'));
    }
}
