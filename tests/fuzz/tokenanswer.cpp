// SPDX-License-Identifier: MIT
// The answers of a token endpoint (O…) and of a service with a JSON login (S…), after a byte for the status.
#include "network/oauthtokens_p.h"
#include "network/tokenanswer_p.h"
#include "property.h"

#include <algorithm>

using namespace QtLogin;
using namespace std::chrono_literals;

static constexpr Clock::Wall now {1'800'000'000s};
static constexpr int statuses[] = {200, 201, 204, 400, 401, 403, 404, 409, 410, 422, 423, 429, 500, 503};

// A token can be sent in a header, and in a form.
static bool isToken(const SecretPtr &token)
{
    const QByteArrayView text = token->reveal();
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c <= '~'; });
}

static bool isShown(const QString &sentence)
{
    return sentence.size() <= 400 && std::none_of(sentence.begin(), sentence.end(), [](QChar c) {
        return c.category() == QChar::Other_Control || c.category() == QChar::Other_Format;
    });
}

static void checkOAuth(int status, const QByteArray &body)
{
    const auto parsed = OAuthTokens::parse(status, body);
    if (const auto *error = std::get_if<OAuthError>(&parsed))
        ensure(status != 200 && !error->code.isEmpty(), "an error has a name, and a status of its own");
    const auto *tokens = std::get_if<OAuthTokens>(&parsed);
    if (!tokens)
        return;
    ensure(status == 200, "tokens come with the status 200");
    for (const SecretPtr &token : {tokens->accessToken, tokens->refreshToken, tokens->idToken})
        ensure(!token || (isToken(token) && token->size() <= OAuthTokens::longestToken), "a token can be sent");
    ensure(tokens->accessToken != nullptr, "there is an access token");
    ensure(!tokens->expiresIn || *tokens->expiresIn >= 0s, "it ends after now");
}

static void checkService(int status, const QByteArray &body)
{
    static const TokenServerSettings settings {.baseUrl = QUrl(QStringLiteral("https://api.example.org"))};
    const HttpAnswer answer {.status = status, .headers = {}, .body = Secret::copyOf(body).share()};
    const TokenAnswer read {settings, settings.baseUrl, answer};
    for (const auto &tokens : {read.tokens(now), read.newerTokens(now)}) {
        if (!tokens) {
            ensure(isShown(tokens.error().message()), "a sentence of the service is plain text");
            continue;
        }
        ensure(status >= 200 && status < 300, "tokens come with a success");
        ensure(tokens->access && isToken(tokens->access), "the access token can be sent");
        ensure(!tokens->refresh || !tokens->refresh->isEmpty(), "a refresh token is none or has bytes");
        ensure(!tokens->accessExpiresAt || *tokens->accessExpiresAt >= now, "it ends after now");
    }
    const auto user = read.user();
    ensure(!user || !(*user)->id().isEmpty(), "a user has an id");
    (void)read.loggedOut();
}

extern "C" int LLVMFuzzerInitialize(int *, char ***)
{
    return silence();
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 2)
        return 0;
    const int status = statuses[data[1] % std::size(statuses)];
    const QByteArray body = inputOf(data + 2, size - 2);
    data[0] == 'O' ? checkOAuth(status, body) : checkService(status, body);
    return 0;
}
