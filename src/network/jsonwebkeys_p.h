// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/result.h"
#include "network/signaturekey_p.h"

#include <QtCore/qset.h>

namespace QtLogin {

// One of them, as the server describes it.
struct JsonWebKey
{
    std::optional<QString> id;
    std::optional<SignatureAlgorithm> algorithm; // null: each that its type can be used with
    SignatureKey key;
};

// The keys that a login server signs with, from its jwks_uri (RFC 7517 §5). Keys that are for something else, or of a
// kind that is not known here, are left out in silence; malformed ones with a line in the log each. Neither spoils the
// others. A value; each function from any thread.
class QTLOGIN_NETWORK_EXPORT JsonWebKeys
{
public:
    static constexpr qsizetype mostKeys = 100;
    static constexpr qsizetype longestText = 1024 * 1024;

    enum class Refusal {
        UnknownId, // no key has this id: the keys may have changed since they were fetched
        UnusableId, // the key with this id has been left out
        OtherAlgorithm, // the key with this id is for another algorithm
        SharedId, // several keys with this id are for the algorithm
        NoneFits, // no id was given, and no key is for the algorithm
        SeveralFit, // no id was given, and several keys are for the algorithm
    };

    // The keys that \p text holds. Damaged where it is no set of keys, or has more than 100, or none that can be used:
    // the log says which, without a word of the text.
    [[nodiscard]] static Result<JsonWebKeys> parse(QByteArrayView text);

    // The one key that \p algorithm and \p id ("alg" and "kid" of a token) mean. Without an id, one key alone may fit
    // (OpenID Connect Core §10.1).
    [[nodiscard]] std::variant<SignatureKey, Refusal> choose(SignatureAlgorithm algorithm,
                                                             const std::optional<QString> &id) const;

    qsizetype size() const { return m_keys.size(); }

private:
    QList<JsonWebKey> m_keys;
    QSet<QString> m_leftOut; // ids
};

} // namespace QtLogin
