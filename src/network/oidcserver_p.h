// SPDX-License-Identifier: MIT
#pragma once

#include "network/dpopkey_p.h"
#include "network/dpopnonces_p.h"
#include "network/httpclient_p.h"
#include "network/jsonwebkeys_p.h"
#include "network/oidcmetadata_p.h"
#include "network/oidcsettings.h"

#include "foundation/coroutine.h"

namespace QtLogin {

// The login server of some settings: what it says about itself and its keys, which are kept for an hour, and the requests to
// it. What could not be fetched is fetched again by the next who asks; those who ask meanwhile share one request.
class OidcServer final : public QObject
{
public:
    static constexpr std::chrono::hours longestKept {1};
    static constexpr std::chrono::minutes betweenNewerKeys {1};

    OidcServer(OidcSettings settings, std::shared_ptr<Clock> clock, QObject *parent = nullptr);

    const OidcSettings &settings() const { return m_settings; }
    // As text, to the letter.
    QString issuer() const { return m_settings.issuer.toString(QUrl::FullyEncoded); }

    [[nodiscard]] QFuture<Result<OidcMetadata>> metadata();
    [[nodiscard]] QFuture<Result<JsonWebKeys>> keys();
    // For a token whose key is not among keys(): the server may have new ones. Fetched at most once a minute, whoever makes
    // up such tokens; in between, those that there are.
    [[nodiscard]] QFuture<Result<JsonWebKeys>> newerKeys();

    // A new key for the tokens of a login; null where they are bound to none.
    [[nodiscard]] DpopKey::Ptr keyFor(const OidcMetadata &metadata) const;

    // The answers of endpoints. A server that is overloaded or out of order is an error, Unavailable. With a \p key the
    // request proves that this application has it; where the server wants a nonce in the proof, it is sent once more.
    [[nodiscard]] QFuture<Result<HttpAnswer>> post(const QUrl &endpoint, SecretPtr form, DpopKey::Ptr key = {});
    [[nodiscard]] QFuture<Result<HttpAnswer>> get(const QUrl &endpoint, SecretPtr accessToken = {}, DpopKey::Ptr key = {});

private:
    template<typename T>
    struct Kept
    {
        std::optional<T> value;
        Clock::Boot since {};
        std::optional<Answer<T>> fetching;
    };
    template<typename T>
    bool isCurrent(const Kept<T> &kept) const;
    template<typename T>
    static void settle(Kept<T> &kept, Clock::Boot now, Result<T> result);

    Coroutine fetchMetadata();
    Coroutine fetchKeys();
    QFuture<Result<JsonWebKeys>> fetchedKeys();
    // The key that a request proves, and the token that it carries.
    struct Proof
    {
        DpopKey::Ptr key;
        SecretPtr accessToken;
    };
    Coroutine send(HttpRequest request, Proof proof, Answer<HttpAnswer> answer);
    [[nodiscard]] HttpRequest proved(HttpRequest request, const Proof &proof) const;

    const OidcSettings m_settings;
    const std::shared_ptr<Clock> m_clock;
    HttpClient m_http;
    DpopNonces m_nonces;
    Kept<OidcMetadata> m_metadata;
    Kept<JsonWebKeys> m_keys;
    std::optional<Clock::Boot> m_renewedAt; // when newer keys were asked for
};

} // namespace QtLogin
