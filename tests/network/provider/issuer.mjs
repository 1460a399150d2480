// SPDX-License-Identifier: MIT
// What the issuer offers, in the words of oidc-provider. Its documentation says what each setting means.
import { claimsByScope } from './accounts.mjs';
import { devicePages, logoutPages, renderError } from './pages.mjs';

// The ways to sign an ID token, each with a client of its own: journal, journal-ps256, journal-es256 and journal-eddsa.
const algorithms = ['RS256', 'PS256', 'ES256', 'EdDSA'];

// All are native applications: no secret, and a redirect to any port of the loopback.
function clientsFor({ redirectPaths }) {
    const native = {
        application_type: 'native',
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:device_code'],
        response_types: ['code'],
        redirect_uris: redirectPaths.flatMap((path) => [`http://127.0.0.1${path}`, `http://[::1]${path}`]),
        post_logout_redirect_uris: redirectPaths.map((path) => `http://127.0.0.1${path}`),
        require_auth_time: true,
    };
    return [
        ...algorithms.map((alg) => ({
            ...native,
            client_id: alg === 'RS256' ? 'journal' : `journal-${alg.toLowerCase()}`,
            id_token_signed_response_alg: alg,
        })),
        { ...native, client_id: 'journal-dpop', dpop_bound_access_tokens: true }, // refuses tokens that any holder may use
        { ...native, client_id: 'journal-par', require_pushed_authorization_requests: true },
    ];
}

// `settings` may change while the provider runs; of what is an object here, it is read at each request.
export function makeProvider(Provider, issuer, { settings, keys, store, accounts, secrets }) {
    const lifetimes = Object.keys(settings.lifetimes);
    return new Provider(issuer, {
        adapter: store.adapter,
        clients: clientsFor(settings),
        clockTolerance: 0,
        jwks: { keys },
        cookies: { keys: [secrets.cookies] },
        findAccount: (ctx, sub) => accounts.find(sub),
        claims: claimsByScope,
        scopes: ['openid', 'offline_access', 'journal'],
        // True is the standard: the claims of profile and email are at userinfo alone.
        conformIdTokenClaims: !settings.claimsInIdToken,
        responseTypes: ['code'],
        clientAuthMethods: ['none'],
        pkce: { methods: ['S256'], required: () => true },
        rotateRefreshToken: true,
        ttl: Object.fromEntries(lifetimes.map((of) => [of, () => settings.lifetimes[of]])),
        interactions: { url: (ctx, interaction) => `/interaction/${interaction.uid}` },
        renderError,
        features: {
            devInteractions: { enabled: false },
            pushedAuthorizationRequests: { enabled: settings.par },
            dPoP: { enabled: settings.dpop, nonceSecret: secrets.dpopNonces, requireNonce: () => settings.dpopNonce },
            deviceFlow: { enabled: settings.device, ...devicePages },
            rpInitiatedLogout: { enabled: settings.endSession, ...logoutPages },
            revocation: { enabled: settings.revocation },
            userinfo: { enabled: true },
            introspection: { enabled: false },
            resourceIndicators: { enabled: false },
        },
    });
}
