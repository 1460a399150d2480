// SPDX-License-Identifier: MIT
#include "network/oidcmetadata_p.h"

#include "foundation/strictjson_p.h"
#include "network/loginerrors_p.h"
#include "network/networklog_p.h"

#include <QtCore/qjsonarray.h>

namespace QtLogin {

namespace {

// Reads members, and keeps what is wrong with the first that is wrong.
class MetadataReader
{
public:
    explicit MetadataReader(const QJsonObject &object) : m_object(object) { }

    bool failed() const { return !m_complaint.isEmpty(); }
    QString complaint() const { return m_complaint; }

    QUrl address(const QString &name);
    QUrl optionalAddress(const QString &name) { return m_object.contains(name) ? address(name) : QUrl(); }
    bool flag(const QString &name);
    // Null where there is no such member.
    std::optional<QStringList> words(const QString &name);

private:
    void complain(const QString &name, const char *what);

    const QJsonObject &m_object;
    QString m_complaint;
};

void MetadataReader::complain(const QString &name, const char *what)
{
    if (m_complaint.isEmpty())
        m_complaint = name + u' ' + QLatin1String(what);
}

QUrl MetadataReader::address(const QString &name)
{
    const auto text = stringIn(m_object, name);
    const QUrl url(text.value_or(QString()), QUrl::StrictMode);
    if (!text)
        complain(name, "is missing, or is no text");
    else if (!url.isValid() || url.scheme() != u"https" || url.host().isEmpty())
        complain(name, "is no https address");
    else if (!url.userInfo().isEmpty() || url.hasFragment())
        complain(name, "has a user name, a password or a fragment");
    return url;
}

bool MetadataReader::flag(const QString &name)
{
    const QJsonValue value = m_object.value(name);
    if (!value.isUndefined() && !value.isBool())
        complain(name, "is neither true nor false");
    return value.toBool();
}

std::optional<QStringList> MetadataReader::words(const QString &name)
{
    const QJsonValue value = m_object.value(name);
    if (value.isUndefined())
        return {};
    QStringList words;
    if (!value.isArray())
        complain(name, "is no list");
    const QJsonArray list = value.toArray();
    for (const QJsonValue &word : list) {
        if (!word.isString())
            complain(name, "is no list of texts");
        words.append(word.toString());
    }
    return words;
}

} // namespace

static QList<SignatureAlgorithm> knownAmong(const QStringList &names)
{
    QList<SignatureAlgorithm> known;
    for (const QString &name : names) {
        if (const auto algorithm = signatureAlgorithm(name); algorithm && !known.contains(*algorithm))
            known.append(*algorithm);
    }
    return known;
}

// Names a thing that a login needs and the server does not offer; null if there is all of it. A server without a list of its
// PKCE methods may know S256 all the same (Microsoft's does), and PKCE then can only help; one with a list has to name it.
static const char *lackOf(MetadataReader &reader, const OidcMetadata &metadata)
{
    const auto responses = reader.words(QStringLiteral("response_types_supported"));
    const auto grants = reader.words(QStringLiteral("grant_types_supported"));
    const auto challenges = reader.words(QStringLiteral("code_challenge_methods_supported"));
    if (!responses || !responses->contains(QStringLiteral("code")))
        return "the response type \"code\"";
    if (grants && !grants->contains(QStringLiteral("authorization_code")))
        return "the grant type \"authorization_code\"";
    if (challenges && !challenges->contains(QStringLiteral("S256")))
        return "PKCE with S256";
    if (metadata.algorithms.isEmpty())
        return "an ID token that is signed with RS256, PS256, ES256 or EdDSA";
    return nullptr;
}

static Error notItself(const QString &issuer, const QString &stated)
{
    qCCritical(networkLog).noquote().nospace()
        << "OidcProvider: the issuer of the settings is \"" << issuer << "\", and the server there says \""
        << plainText(stated) << "\". They have to be the same to the letter, also at the end: set OidcSettings::issuer to "
           "what the server says if you trust that.";
    return LoginErrors::untrusted();
}

QUrl OidcMetadata::addressFor(const QUrl &issuer)
{
    QUrl address = issuer;
    QString path = issuer.path(QUrl::FullyEncoded);
    if (path.endsWith(u'/'))
        path.chop(1);
    address.setPath(path + QStringLiteral("/.well-known/openid-configuration"), QUrl::StrictMode);
    return address;
}

Result<OidcMetadata> OidcMetadata::parse(QByteArrayView text, const QString &issuer)
{
    const auto json = StrictJson::parse(text);
    if (!json) {
        qCCritical(networkLog, "OidcProvider: what the server says about itself is no JSON that can be read.");
        return LoginErrors::untrusted();
    }
    const auto stated = stringIn(json->object, u"issuer");
    if (stated != issuer)
        return notItself(issuer, stated.value_or(QString()));
    MetadataReader reader(json->object);
    OidcMetadata metadata {.issuer = issuer,
                           .authorizationEndpoint = reader.address(QStringLiteral("authorization_endpoint")),
                           .tokenEndpoint = reader.address(QStringLiteral("token_endpoint")),
                           .keysEndpoint = reader.address(QStringLiteral("jwks_uri")),
                           .userInfoEndpoint = reader.optionalAddress(QStringLiteral("userinfo_endpoint")),
                           .pushEndpoint = reader.optionalAddress(QStringLiteral("pushed_authorization_request_endpoint")),
                           .revocationEndpoint = reader.optionalAddress(QStringLiteral("revocation_endpoint")),
                           .endSessionEndpoint = reader.optionalAddress(QStringLiteral("end_session_endpoint")),
                           .deviceEndpoint = reader.optionalAddress(QStringLiteral("device_authorization_endpoint")),
                           .algorithms = knownAmong(
                               reader.words(QStringLiteral("id_token_signing_alg_values_supported")).value_or(QStringList())),
                           .bindsTokens = reader.words(QStringLiteral("dpop_signing_alg_values_supported"))
                                              .value_or(QStringList())
                                              .contains(QStringLiteral("ES256")),
                           .namesIssuer = reader.flag(QStringLiteral("authorization_response_iss_parameter_supported"))};
    const char *const lack = lackOf(reader, metadata);
    if (reader.failed()) {
        qCCritical(networkLog).noquote() << "OidcProvider: in what the server says about itself," << reader.complaint();
        return LoginErrors::untrusted();
    }
    if (lack) {
        qCCritical(networkLog, "OidcProvider: the server does not offer %s, and no login works without that.", lack);
        return LoginErrors::notSetUp();
    }
    return metadata;
}

} // namespace QtLogin
