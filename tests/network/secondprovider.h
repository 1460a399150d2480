// SPDX-License-Identifier: MIT
#pragma once

#include "network/plainhttp.h"

#include <networktesting/testauthority.h>

#include <QtCore/qprocess.h>
#include <QtCore/qtemporarydir.h>
#include <QtCore/qurl.h>

#include <memory>

// A second real OpenID provider, Debian's glewlwyd on SQLite, on 127.0.0.1 alone, for as long as this lives. It ends with
// this process in any case. It differs from RealProvider where providers may: its issuer has a path, it says no "iss" in its
// answers, takes no redirect but those that were registered to the letter, and its access tokens are JWT.
//
//     SecondProvider other;
//     QVERIFY2(other.start(redirect), qPrintable(other.complaint()));
//     const QUrl back = other.logIn(authorizationUrl); // to the redirect, with a code
//
// Its client is "journal", which has to use PKCE, and its person is called "ada". All functions block.
class SecondProvider
{
public:
    SecondProvider();
    ~SecondProvider();
    Q_DISABLE_COPY_MOVE(SecondProvider)

    // False where glewlwyd is not there or does not start: complaint() says why.
    [[nodiscard]] bool start(const QUrl &redirect);
    QString complaint() const { return m_complaint; }
    void stop();

    QUrl issuer() const { return QUrl(m_root + QStringLiteral("/api/oidc")); }
    // The address of a path behind the issuer's: "/auth", "/token", "/jwks", "/userinfo" ...
    QUrl url(const QString &path) const { return QUrl(issuer().toString() + path); }
    const QtLogin::TestAuthority &authority() const { return m_authority; }
    qint64 processId() const { return m_process ? m_process->processId() : 0; }

    // Does what the person and the pages do together: logs ada in, allows what is asked, and returns the address that the
    // browser is sent to. Empty if it is sent nowhere.
    [[nodiscard]] QUrl logIn(const QUrl &authorization);

private:
    bool fail(const QString &complaint);
    bool writeFiles(quint16 port);
    bool launch();
    bool configure(const QUrl &redirect);
    bool tell(const QByteArray &method, const QString &path, const QJsonObject &body);
    bool authenticate(const QString &login, const QString &password);

    QtLogin::TestAuthority m_authority;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QProcess> m_process;
    PlainHttp m_http;
    QByteArray m_cookie;
    QString m_root;
    QString m_complaint;
};
