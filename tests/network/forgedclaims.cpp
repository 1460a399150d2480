// SPDX-License-Identifier: MIT
#include "network/forgedtokens.h"

using Refusal = QtLogin::IdTokenRefusal;

static ForgedToken claiming(const char *name, Refusal refusal, const QJsonObject &changes)
{
    return {name, refusal, TokenIssuer::instance().tokenWith(changes)};
}

// \a text in place of the claim's value, which QJsonObject could not hold so.
static ForgedToken literally(const char *name, Refusal refusal, const QByteArray &claim, const QByteArray &text)
{
    const QJsonObject without = TokenIssuer::claimsWith({{QString::fromLatin1(claim), QJsonValue()}});
    const QByteArray claims = compactJson(without).insert(1, '"' + claim + "\":" + text + ',');
    return {name, refusal,
            tokenOf(compactJson(TokenIssuer::headerWith({})), claims, TokenIssuer::instance().rsa, "RS256")};
}

QList<ForgedToken> forgedClaims()
{
    const QString iss = QStringLiteral("iss");
    const QString aud = QStringLiteral("aud");
    const QString azp = QStringLiteral("azp");
    const QString sub = QStringLiteral("sub");
    const QString nonce = QStringLiteral("nonce");
    const QString atHash = QStringLiteral("at_hash");
    const QString cHash = QStringLiteral("c_hash");
    const QJsonValue absent;
    const QString us = QStringLiteral("journal");
    const QString other = QStringLiteral("other");
    const QJsonArray both {us, other};
    return {
        claiming("no iss", Refusal::IssuerMissing, {{iss, absent}}),
        claiming("a list as iss", Refusal::IssuerMissing,
                 {{iss, QJsonArray {QStringLiteral("https://id.example.org")}}}),
        claiming("another iss", Refusal::IssuerWrong, {{iss, QStringLiteral("https://id.example.com")}}),
        claiming("iss with a slash", Refusal::IssuerWrong, {{iss, QStringLiteral("https://id.example.org/")}}),
        claiming("iss in capitals", Refusal::IssuerWrong, {{iss, QStringLiteral("https://ID.example.org")}}),
        claiming("iss without https", Refusal::IssuerWrong, {{iss, QStringLiteral("http://id.example.org")}}),
        claiming("iss with our address before it", Refusal::IssuerWrong,
                 {{iss, QStringLiteral("https://id.example.org.forger.example")}}),
        claiming("no aud", Refusal::AudienceMissing, {{aud, absent}}),
        claiming("a number as aud", Refusal::AudienceMalformed, {{aud, 1}}),
        claiming("an object as aud", Refusal::AudienceMalformed, {{aud, QJsonObject {{us, true}}}}),
        claiming("a number among aud", Refusal::AudienceMalformed, {{aud, QJsonArray {us, 1}}, {azp, us}}),
        claiming("another aud", Refusal::AudienceWrong, {{aud, other}}),
        claiming("an empty aud", Refusal::AudienceWrong, {{aud, QString()}}),
        claiming("no one in aud", Refusal::AudienceWrong, {{aud, QJsonArray()}}),
        claiming("others in aud", Refusal::AudienceWrong, {{aud, QJsonArray {other}}, {azp, us}}),
        claiming("aud that begins like us", Refusal::AudienceWrong, {{aud, QStringLiteral("journals")}}),
        claiming("two aud without azp", Refusal::PartyMissing, {{aud, both}}),
        claiming("two aud and another azp", Refusal::PartyWrong, {{aud, both}, {azp, other}}),
        claiming("one aud and another azp", Refusal::PartyWrong, {{azp, other}}),
        claiming("a list as azp", Refusal::PartyMalformed, {{aud, both}, {azp, both}}),
        claiming("no sub", Refusal::SubjectMissing, {{sub, absent}}),
        claiming("a number as sub", Refusal::SubjectMalformed, {{sub, qint64(248289761001)}}),
        claiming("an empty sub", Refusal::SubjectEmpty, {{sub, QString()}}),
        claiming("a sub of 256 characters", Refusal::SubjectTooLong, {{sub, QString(256, u'x')}}),
        claiming("umlauts in sub", Refusal::SubjectNotAscii, {{sub, QStringLiteral("j\u00f6rg")}}),
        claiming("a letter that looks like another", Refusal::SubjectNotAscii, {{sub, QStringLiteral("\u0430dmin")}}),
        claiming("a line break in sub", Refusal::SubjectNotAscii, {{sub, QStringLiteral("ada\n")}}),
        claiming("DEL in sub", Refusal::SubjectNotAscii, {{sub, QStringLiteral("ada\u007f")}}),
        claiming("no nonce", Refusal::NonceMissing, {{nonce, absent}}),
        claiming("a number as nonce", Refusal::NonceMalformed, {{nonce, 1}}),
        claiming("the nonce of another login", Refusal::NonceWrong, {{nonce, QStringLiteral("af0ifjsldkj")}}),
        claiming("an empty nonce", Refusal::NonceWrong, {{nonce, QString()}}),
        claiming("a nonce that goes on", Refusal::NonceWrong, {{nonce, QStringLiteral("n-0S6_WzA2Mjx")}}),
        claiming("a nonce in small letters", Refusal::NonceWrong, {{nonce, QStringLiteral("n-0s6_wza2mj")}}),
        claiming("a number as at_hash", Refusal::AccessTokenHashMalformed, {{atHash, 1}}),
        claiming("at_hash of another token", Refusal::AccessTokenHashWrong,
                 {{atHash, halfHash("another token", QStringLiteral("RS256"))}}),
        claiming("at_hash of another algorithm", Refusal::AccessTokenHashWrong,
                 {{atHash, halfHash("an access token", QStringLiteral("EdDSA"))}}),
        claiming("an empty at_hash", Refusal::AccessTokenHashWrong, {{atHash, QString()}}),
        claiming("half of at_hash", Refusal::AccessTokenHashWrong,
                 {{atHash, halfHash("an access token", QStringLiteral("RS256")).chopped(8)}}),
        claiming("a number as c_hash", Refusal::CodeHashMalformed, {{cHash, 1}}),
        claiming("c_hash of another code", Refusal::CodeHashWrong,
                 {{cHash, halfHash("another code", QStringLiteral("RS256"))}}),
        claiming("c_hash of the access token", Refusal::CodeHashWrong,
                 {{cHash, halfHash("an access token", QStringLiteral("RS256"))}}),
    };
}

QList<ForgedToken> forgedTimes()
{
    const QString exp = QStringLiteral("exp");
    const QString iat = QStringLiteral("iat");
    const QString nbf = QStringLiteral("nbf");
    const QString authTime = QStringLiteral("auth_time");
    const QJsonValue absent;
    const qint64 now = TokenIssuer::seconds;
    const qint64 day = 24 * 60 * 60;
    const QString text = QString::number(now);
    return {
        claiming("no exp", Refusal::ExpiryMissing, {{exp, absent}}),
        claiming("a string as exp", Refusal::ExpiryMalformed, {{exp, QString::number(now + 300)}}),
        literally("a fraction as exp", Refusal::ExpiryMalformed, "exp", "1800000300.5"),
        literally("an exponent as exp", Refusal::ExpiryMalformed, "exp", "1e300"),
        literally("exp before 1970", Refusal::ExpiryMalformed, "exp", "-1"),
        literally("exp beyond all time", Refusal::ExpiryMalformed, "exp", "9223372036854775807"),
        claiming("no iat", Refusal::IssuedAtMissing, {{iat, absent}}),
        claiming("a string as iat", Refusal::IssuedAtMalformed, {{iat, text}}),
        claiming("a string as nbf", Refusal::NotBeforeMalformed, {{nbf, text}}),
        claiming("a flag as nbf", Refusal::NotBeforeMalformed, {{nbf, true}}),
        claiming("exp over, and just issued", Refusal::Expired, {{exp, now - 60}}),
        claiming("exp over, and just begun", Refusal::Expired,
                 {{exp, now - day}, {iat, now - 2 * day}, {nbf, now - 60}}),
        claiming("exp in 1970", Refusal::Expired, {{exp, 0}}),
        claiming("exp over before iat has come", Refusal::Expired, {{exp, now - day}, {iat, now + day}}),
        claiming("nbf ahead", Refusal::NotYetValid, {{nbf, now + 61}}),
        claiming("iat ahead, nbf now", Refusal::IssuedInFuture, {{iat, now + 61}, {nbf, now}}),
        claiming("of tomorrow", Refusal::ClockBehind, {{iat, now + day}, {exp, now + day + 300}}),
        claiming("of tomorrow, with nbf", Refusal::ClockBehind,
                 {{iat, now + day}, {nbf, now + day}, {exp, now + day + 300}}),
        claiming("of yesterday", Refusal::ClockAhead, {{iat, now - day}, {exp, now - day + 300}}),
        claiming("of yesterday, with nbf", Refusal::ClockAhead,
                 {{iat, now - day}, {nbf, now - day}, {exp, now - day + 300}}),
        claiming("no auth_time", Refusal::AuthTimeMissing, {{authTime, absent}}),
        claiming("a string as auth_time", Refusal::AuthTimeMalformed, {{authTime, text}}),
        claiming("auth_time ahead", Refusal::AuthTimeInFuture, {{authTime, now + 61}}),
        claiming("auth_time too long ago", Refusal::AuthTimeTooOld, {{authTime, now - 361}}),
        claiming("auth_time in 1970", Refusal::AuthTimeTooOld, {{authTime, 0}}),
    };
}
