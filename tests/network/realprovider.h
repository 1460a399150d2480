// SPDX-License-Identifier: MIT
#pragma once

#include <networktesting/testauthority.h>

#include <QtCore/qjsonobject.h>
#include <QtCore/qprocess.h>
#include <QtCore/qtemporarydir.h>
#include <QtCore/qurl.h>

#include <memory>

// A real OpenID provider, npm's oidc-provider on Node, on a free port of 127.0.0.1, for as long as this lives. It keeps
// everything in memory. It ends with its standard input, which is a pipe from here, and so with this process in any case.
//
//     RealProvider provider;
//     QVERIFY2(provider.start(), qPrintable(provider.complaint()));
//     const QUrl issuer = provider.issuer(); // its certificate is trusted by those who trust provider.authority()
//
// Clients (provider/issuer.mjs): "journal", "journal-ps256", "journal-es256", "journal-eddsa" by the algorithm of their ID
// tokens; "journal-dpop", which has to bind its tokens, and "journal-par", which has to push its requests. All are native,
// and may be called back at any port of 127.0.0.1 and [::1] under "/" and "/callback". Scopes: openid, profile, email,
// offline_access, and journal with the claims "roles" (a list) and "permissions" (words). People: provider/accounts.mjs.
//
// All functions block, and are for the thread of the test.
class RealProvider
{
public:
    RealProvider();
    ~RealProvider();
    Q_DISABLE_COPY_MOVE(RealProvider)

    // False where Node or the provider is not installed, or it does not start: complaint() says why. More arguments of
    // provider.mjs, such as "--lifetime", "AccessToken=2", may be given.
    [[nodiscard]] bool start(const QStringList &arguments = {});
    QString complaint() const { return m_complaint; }
    // Ends it now. It can be started again, as another issuer that knows nothing of the first.
    void stop();

    QUrl issuer() const { return m_issuer; }
    // The address of a path: "/jwks", "/token", "/auth", "/me", "/request", "/device/auth" ...
    QUrl url(const QString &path) const { return QUrl(m_issuer.toString() + path); }
    const QtLogin::TestAuthority &authority() const { return m_authority; }
    // The authority's certificate as a file, for other programs.
    QString authorityFile() const { return m_folder.filePath(QStringLiteral("authority.pem")); }
    qint64 processId() const { return m_process ? m_process->processId() : 0; }

    // Sends a command of provider/control.mjs and returns its answer: command("rotateKeys", {{"keep", true}}). Aborts the test
    // where the provider does not know the command or cannot obey it.
    QJsonValue command(const QString &name, QJsonObject arguments = {});

    // Signs with new keys from now on, and publishes the old ones no longer.
    void rotateKeys() { command(QStringLiteral("rotateKeys")); }
    // Ends all grants of a person, with all tokens, as an administrator does. Returns how many there were.
    int revokeGrants(const QString &login);
    // The tokens of a disabled account are refused, and it cannot log in.
    void setAccountDisabled(const QString &login, bool disabled);
    // Changes what it says of an account from now on, in place of what provider/accounts.mjs says.
    void setClaims(const QString &login, const QJsonObject &claims);
    // Lets the provider's clock run so much ahead of this machine's: what it has issued expires without waiting.
    void moveClock(std::chrono::seconds ahead);
    // Seconds that a kind of what it issues is valid from now on: "AccessToken", "RefreshToken", "IdToken" ...
    void setLifetime(const QString &of, std::chrono::seconds lifetime);
    // Closes its port, and opens it again: the network is away. It forgets nothing.
    void goAway() { command(QStringLiteral("goAway")); }
    void comeBack() { command(QStringLiteral("comeBack")); }
    // { "requests": { "POST /token": { "200": 3 } }, "refreshes": 2, "reusedRefreshTokens": 0, "refused": {}, "grantsRevoked": 0 }
    QJsonObject statistics() { return command(QStringLiteral("statistics")).toObject(); }

private:
    bool fail(const QString &complaint);
    bool writeCertificates();
    QByteArray readLine();

    QtLogin::TestAuthority m_authority;
    QTemporaryDir m_folder;
    std::unique_ptr<QProcess> m_process;
    QUrl m_issuer;
    QString m_complaint;
};
