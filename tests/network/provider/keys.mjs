// SPDX-License-Identifier: MIT
// Signing keys: one for each algorithm, made when the provider starts, and kept nowhere.
import { generateKeyPair, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';

const generate = promisify(generateKeyPair);

async function makeKey(alg, type, options) {
    const { privateKey } = await generate(type, options);
    return { ...privateKey.export({ format: 'jwk' }), alg, use: 'sig', kid: `${alg}-${randomBytes(6).toString('hex')}` };
}

// Private keys as JWK, in the shape of a key set's "keys".
export function makeKeys() {
    return Promise.all([
        makeKey('RS256', 'rsa', { modulusLength: 2048 }),
        makeKey('PS256', 'rsa', { modulusLength: 2048 }),
        makeKey('ES256', 'ec', { namedCurve: 'P-256' }),
        makeKey('EdDSA', 'ed25519', {}),
    ]);
}
