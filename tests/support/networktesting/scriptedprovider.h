// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/clock.h"
#include "networktesting/httpsserver.h"

#include <QtCore/qjsonobject.h>
#include <QtCore/qurlquery.h>

namespace QtLogin {

//! A login server of OpenID Connect in the test's own process, with the user and their browser, which do what a test says.
//!
//! ```cpp
//! ScriptedProvider provider(clock);
//! OidcProvider company({.issuer = provider.issuer(), .clientId = provider.clientId(),
//!                       .certificates = {provider.certificate()}}, clock);
//! // after the first step of a login:
//! provider.visit(step.link); // the user logs in, and the browser goes back to the application
//! ```
//!
//! Without a script it is right and strict: codes are good for one time, and for the challenge, the client and the redirect
//! address of their request. The browser stays logged in, as browsers do, until forgetBrowser(), or until an application asks
//! for a new proof. Times are those of the clock. Everything else can be made wrong by a change, until heal(). \since 0.1
class QTLOGIN_NETWORKTESTING_EXPORT ScriptedProvider
{
public:
    //! A kind of request that applications make.
    enum class Endpoint { Discovery, Keys, Push, Token, UserInfo, Device };
    struct Account
    {
        QString subject;
        QJsonObject claims = {}; //!< Those of userinfo, beside `sub`.
    };

    explicit ScriptedProvider(std::shared_ptr<Clock> clock = Clock::system());
    ~ScriptedProvider();
    Q_DISABLE_COPY_MOVE(ScriptedProvider)

    QUrl issuer() const;
    QString clientId() const; //!< "journal"
    //! That of the authority which an application has to trust.
    QSslCertificate certificate() const;
    //! All that goes over the network: it can be held, stopped, and says what it was asked.
    HttpsServer &server();
    //! How often an application has asked for something.
    int count(Endpoint endpoint) const;

    //! From now on this is the user who sits in front of the browser. At first "u-1", with the user name "ada".
    void setAccount(const Account &account);
    //! From now on the user does not allow it: an answer with \a error, such as "access_denied".
    void refuse(const QString &error, const QString &description = {});
    //! The browser forgets who was logged in.
    void forgetBrowser();

    //! The user opens \a page, the link of a login's step, logs in where they have to, and the browser goes to the
    //! application. answerPage() is there a moment later.
    void visit(const QUrl &page);
    //! The same, but the browser goes nowhere: the address that it would have gone to. Empty for a page that no login of an
    //! application is; complaint() says why.
    [[nodiscard]] QUrl answerTo(const QUrl &page);
    //! The browser goes to \a address, which answerTo() has given, or another.
    void deliver(const QUrl &address);
    //! The application's own page, which the browser shows at the end. Empty before.
    QByteArray answerPage() const;
    //! Why the last page was not accepted.
    QString complaint() const;
    //! The parameters of the last login, pushed or not.
    QUrlQuery lastRequest() const;

    //! The user opens the page of a login on another device, and enters \a code there: they allow it, or what refuse() says
    //! comes of it. False where no login waits for that code.
    bool enterCode(const QString &code);
    //! Answers the next \a times questions about a code with "slow_down".
    void slowDown(int times);

    //! From now on applications have to push their requests (RFC 9126), or cannot.
    void setPushing(bool pushing);
    //! Signs with a new key from now on, and publishes it instead of the old one.
    void rotateKeys();
    //! Signs with a new key from now on, and publishes the old one.
    void signWithUnknownKey();
    //! Changes each answer of \a endpoint from now on.
    void change(Endpoint endpoint, std::function<void(ServerAnswer &)> change);
    //! Changes what discovery says.
    void changeMetadata(std::function<void(QJsonObject &)> change);
    //! Changes the claims of each ID token, before they are signed.
    void changeClaims(std::function<void(QJsonObject &)> change);
    //! Changes the parameters of each answer that the browser brings.
    void changeAnswer(std::function<void(QUrlQuery &)> change);
    //! Ends all changes and refusals.
    void heal();

    //! All secrets that were seen or made so far, such as codes, tokens, states and verifiers: no log may have them.
    QByteArrayList secrets() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace QtLogin
