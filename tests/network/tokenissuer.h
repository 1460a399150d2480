// SPDX-License-Identifier: MIT
#pragma once

#include "network/idtokencheck_p.h"
#include "network/tokenmaker.h"

// A login server with a key of each type, a client of it, and the moment at which all of this happens. The keys are made
// once for a program.
class TokenIssuer
{
public:
    static const TokenIssuer &instance();

    static constexpr qint64 seconds = 1'800'000'000; // the moment, since 1970
    static QtLogin::Clock::Wall now() { return QtLogin::Clock::Wall(std::chrono::seconds(seconds)); }

    const TokenKey rsa = TokenKey::rsa(); // "rsa", for any algorithm of RSA
    const TokenKey p256 = TokenKey::p256(); // "ec"
    const TokenKey ed25519 = TokenKey::ed25519(); // "ed"
    const TokenKey forger = TokenKey::rsa(); // is nowhere among the keys
    const TokenKey weak = TokenKey::rsa(1024);

    QJsonArray keys() const;
    // The key and its id for \a algorithm.
    const TokenKey &keyFor(const QString &algorithm) const;
    static QString idFor(const QString &algorithm);

    // Of a login that has just been proved, in answer to the request of expectations().
    static QJsonObject claims();
    static QtLogin::IdTokenExpectations expectations();

    // claims(), with these instead; null takes one away.
    static QJsonObject claimsWith(const QJsonObject &changes);
    // The header of RS256 by "rsa", with these instead.
    static QJsonObject headerWith(const QJsonObject &changes);
    // An RS256 token of these.
    QByteArray tokenWith(const QJsonObject &claimChanges, const QJsonObject &headerChanges = {}) const;

private:
    TokenIssuer() = default;
};

// \a object with \a changes; null takes a member away.
QJsonObject changed(QJsonObject object, const QJsonObject &changes);

// at_hash and c_hash of \a text as \a algorithm wants it.
QString halfHash(const QByteArray &text, const QString &algorithm);
