// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qbytearray.h>
#include <QtCore/qcoreapplication.h>
#include <QtCore/qstring.h>

namespace QtLogin {

// The page that ends a login in the browser: it says how the login went, and leads back to the application. Its words
// are in the language of the application. It runs nothing, loads nothing, and repeats nothing that the browser sent.
class BrowserPage
{
    Q_DECLARE_TR_FUNCTIONS(QtLogin::BrowserPage)

public:
    enum class Outcome { LoggedIn, Failed, Cancelled };

    // \a application is its name for people. Empty: QCoreApplication::applicationName().
    BrowserPage(Outcome outcome, const QString &application);

    // The document, UTF-8.
    [[nodiscard]] QByteArray html() const;
    // The value of Content-Security-Policy for it, which allows its own style and its empty icon.
    [[nodiscard]] static QByteArray contentSecurityPolicy();

private:
    QString headline() const;
    QString sentence() const;

    Outcome m_outcome;
    QString m_application;
};

} // namespace QtLogin
