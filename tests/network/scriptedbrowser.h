// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qobject.h>
#include <QtCore/qurl.h>
#include <QtNetwork/qnetworkaccessmanager.h>
#include <QtNetwork/qnetworkreply.h>
#include <QtNetwork/qsslcertificate.h>

#include <memory>

// Plays a person and the browser at the pages of RealProvider: follows redirects with cookies, fills the forms in, and ends at
// the page that has none, which is the application's own at the loopback after a login.
//
//     ScriptedBrowser browser(provider.authority().certificate());
//     browser.visit(authorizationUrl); // answers at once
//     QTRY_COMPARE(login.state(), LoginManager::State::LoggedIn);
//
// It stays logged in at the provider, as a browser does, until forgetCookies(). Nothing blocks.
class ScriptedBrowser final : public QObject
{
    Q_OBJECT
public:
    enum class Plan {
        LogIn, // as the person, and allow what is asked
        WrongPassword, // and stop at the page that says so
        CancelLogin, // where the password is asked
        CancelConsent, // log in, and allow nothing
        CloseWindow, // at the first page
    };
    struct Person
    {
        QString login;
        QString password;
    };
    // Those of provider/accounts.mjs.
    static Person ada();
    static Person grace();
    static Person ayse(); // with a name that takes more than ASCII
    static Person nemo(); // without name and address

    explicit ScriptedBrowser(const QSslCertificate &authority, QObject *parent = nullptr);
    ~ScriptedBrowser() override;

    void setPerson(const Person &person) { m_person = person; }
    void setPlan(Plan plan) { m_plan = plan; }
    // Entered where a page asks for the code of another device.
    void setCode(const QString &code) { m_code = code; }
    // Whether the browser goes where the provider sends it at the end, to the application at the loopback. Otherwise only
    // redirect() says where that is.
    void setDelivers(bool delivers) { m_delivers = delivers; }

    // Opens an address, whatever was open before.
    void visit(const QUrl &url);
    // Goes on from the page that is open, with another plan.
    void goOn(Plan plan);
    void forgetCookies();

    bool isBusy() const { return m_reply != nullptr; }
    // The first address at the loopback that the provider has sent it to; empty if there was none.
    QUrl redirect() const { return m_redirect; }
    // A value of its query; null if there is none.
    QString answered(const QString &name) const;
    // The page that is open, and its status; 0 where nothing has answered.
    QByteArray page() const { return m_page; }
    int status() const { return m_status; }
    // The titles of all pages with a form since visit().
    QStringList titles() const { return m_titles; }

Q_SIGNALS:
    // The visit is over: at a page without a form, at one that complains, at redirect() where that is not delivered, or
    // at a closed window.
    void finished();

private:
    void ask(const QUrl &url);
    void read();
    void look();
    void act();
    void submit(const QString &button);

    QNetworkAccessManager m_network;
    const QSslCertificate m_authority;
    std::unique_ptr<QNetworkReply> m_reply;
    Person m_person = ada();
    Plan m_plan = Plan::LogIn;
    QString m_code;
    bool m_delivers = true;
    QUrl m_url;
    QUrl m_redirect;
    QByteArray m_page;
    int m_status = 0;
    QStringList m_titles;
};
