// SPDX-License-Identifier: MIT
#include "accounts/house.h"
#include "network/oidcprovider.h"
#include "network/realprovider.h"
#include "network/scriptedbrowser.h"
#include "session/loginmanager.h"
#include "session/rememberedlogin.h"
#include "support/patience.h"
#include "vault/memorysecretstore.h"

#include <QtTest/qsignalspy.h>
#include <QtTest/qtest.h>

using namespace QtLogin;
using namespace std::chrono_literals;

// One application with accounts of its own, in a database, and a login at a company's provider, which others have written.
class tst_MixedLogins : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void bothLogInOneAfterTheOther();
    void eachIsRememberedByTheirOwn_data();
    void eachIsRememberedByTheirOwn();
    void withoutAVerifierOfItsOwnTheAccountsAreRememberedToo();
    void eachProvesThemselvesInTheirOwnWay();
    void onlyOwnAccountsHaveAPasswordToChange();
    void aLockedSessionIsOpenedByItsOwnUser();
    void anAccountNamedAsAUserOfTheCompanyIsNotThem();
    void theCompanyMayBeAwayWhileAnAccountLogsIn();
    void aLogoutEverywhereIsThatOfTheirRealm();

private:
    void start();
    void restart();
    template<typename T>
    Result<T> resultOf(const QFuture<Result<T>> &future);
    Result<void> logInWithPassword();
    Result<void> logInAtCompany();
    Result<void> finish(const std::function<QFuture<Result<void>>(const Credentials &)> &verb, const Credentials &first);
    bool isCompanys() const { return m_login->currentUser()->id().startsWith(m_provider.issuer().toString() + u'#'); }

    RealProvider m_provider;
    std::unique_ptr<ScriptedBrowser> m_browser;
    std::unique_ptr<House> m_house;
    std::shared_ptr<MemorySecretStore> m_store;
    std::shared_ptr<OidcProvider> m_company;
    std::function<void(LoginSetup &)> m_change;
    QString m_own;
    std::unique_ptr<LoginManager> m_login;
};

void tst_MixedLogins::initTestCase()
{
    QVERIFY2(m_provider.start(), qPrintable(m_provider.complaint()));
}

void tst_MixedLogins::init()
{
    m_house = std::make_unique<House>();
    m_house->clock = std::make_shared<ManualClock>(
        std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()));
    m_own = m_house->create(QStringLiteral("zeynep"));
    QVERIFY(!m_own.isEmpty());
    m_browser = std::make_unique<ScriptedBrowser>(m_provider.authority().certificate());
    m_store = std::make_shared<MemorySecretStore>();
    m_change = {};
    m_provider.moveClock(0s);
    m_provider.command(QStringLiteral("resetStatistics"));
    start();
}

void tst_MixedLogins::cleanup()
{
    m_login.reset();
    m_company.reset();
}

void tst_MixedLogins::start()
{
    m_company = std::make_shared<OidcProvider>(
        OidcSettings {.issuer = m_provider.issuer(),
                      .clientId = QStringLiteral("journal"),
                      .scopes = {QStringLiteral("profile"), QStringLiteral("offline_access")},
                      .certificates = {m_provider.authority().certificate()},
                      .redirectPath = QStringLiteral("/callback")},
        m_house->clock);
    LoginSetup setup {.applicationId = QStringLiteral("org.example.mixed")};
    setup.use(m_house->open()).use(m_company).use(m_store);
    setup.profileFolder = m_house->folder.path();
    setup.clock = m_house->clock;
    setup.sessionPolicy.revalidateInterval = 0s; // tests say when
    if (m_change)
        m_change(setup);
    m_login = std::make_unique<LoginManager>(setup);
}

void tst_MixedLogins::restart()
{
    m_login.reset();
    start();
}

// The lock of another process is waited for by the clock.
template<typename T>
Result<T> tst_MixedLogins::resultOf(const QFuture<Result<T>> &future)
{
    const auto isDone = [&] { return future.isFinished() || (m_house->clock->advance(5ms), false); };
    return QTest::qWaitFor(isDone, patience) ? QtLogin::resultOf(future) : Result<T>(Error::Kind::TimedOut);
}

// A login that is to be remembered is done once it is stored, or cannot be.
Result<void> tst_MixedLogins::logInWithPassword()
{
    QSignalSpy stored(m_login->rememberedLogin(), &RememberedLogin::stored);
    QSignalSpy failed(m_login->rememberedLogin(), &RememberedLogin::storingFailed);
    const auto done = resultOf(m_login->logIn(
        Credentials::password(QStringLiteral("zeynep"), House::secret(House::password)), {.remember = true}));
    if (done && !QTest::qWaitFor([&] { return !stored.isEmpty() || !failed.isEmpty(); }, patience))
        return Error::Kind::TimedOut;
    return failed.isEmpty() ? done : *static_cast<const Error *>(failed.at(0).at(0).constData());
}

Result<void> tst_MixedLogins::finish(const std::function<QFuture<Result<void>>(const Credentials &)> &verb,
                                     const Credentials &first)
{
    const auto begun = resultOf(verb(first));
    if (!begun.failedWith(Error::Kind::StepRequired))
        return begun;
    const NextStep step = *m_login->nextStep();
    const auto waiting = verb(Credentials::answer(step));
    m_browser->visit(step.link);
    return resultOf(waiting);
}

Result<void> tst_MixedLogins::logInAtCompany()
{
    QSignalSpy stored(m_login->rememberedLogin(), &RememberedLogin::stored);
    QSignalSpy failed(m_login->rememberedLogin(), &RememberedLogin::storingFailed);
    const auto done = finish([this](const Credentials &credentials) { return m_login->logIn(credentials, {.remember = true}); },
                             Credentials::elsewhere(LoginWay::Browser));
    if (done && !QTest::qWaitFor([&] { return !stored.isEmpty() || !failed.isEmpty(); }, patience))
        return Error::Kind::TimedOut;
    return failed.isEmpty() ? done : *static_cast<const Error *>(failed.at(0).at(0).constData());
}

void tst_MixedLogins::bothLogInOneAfterTheOther()
{
    for (int round = 0; round < 2; ++round) {
        QVERIFY(logInWithPassword());
        QCOMPARE(m_login->currentUser()->id(), m_own);
        QVERIFY(resultOf(m_login->revalidate()));
        m_login->logOut();
        QVERIFY(logInAtCompany());
        QVERIFY(isCompanys());
        QVERIFY(resultOf(m_login->revalidate()));
        QVERIFY(resultOf(m_company->accessToken(m_login->currentUser()->id())));
        m_login->logOut();
    }
}

void tst_MixedLogins::eachIsRememberedByTheirOwn_data()
{
    QTest::addColumn<bool>("atCompany");
    QTest::newRow("own account") << false;
    QTest::newRow("company") << true;
}

void tst_MixedLogins::eachIsRememberedByTheirOwn()
{
    QFETCH(const bool, atCompany);
    QVERIFY(atCompany ? logInAtCompany() : logInWithPassword());
    const QString id = m_login->currentUser()->id();
    QCOMPARE(isCompanys(), atCompany);
    for (int start = 0; start < 3; ++start) {
        restart();
        const auto restored = resultOf(m_login->restore());
        QVERIFY2(restored, restored ? "" : qPrintable(QStringLiteral("%1 in start %2").arg(int(restored.error().kind())).arg(start)));
        QCOMPARE(m_login->currentUser()->id(), id);
        QCOMPARE(resultOf(m_login->rememberedLogin()->devices())->size(), 1);
    }
    m_login->logOut();
    restart();
    QVERIFY(resultOf(m_login->restore()).failedWith(Error::Kind::Absent));
    QVERIFY(atCompany ? logInWithPassword() : logInAtCompany()); // the other one comes next
    restart();
    QVERIFY(resultOf(m_login->restore()));
    QVERIFY(m_login->currentUser()->id() != id);
}

void tst_MixedLogins::withoutAVerifierOfItsOwnTheAccountsAreRememberedToo()
{
    m_change = [this](LoginSetup &setup) { setup.rememberVerifier = m_company; };
    restart();
    for (const bool atCompany : {false, true, false}) {
        QVERIFY(atCompany ? logInAtCompany() : logInWithPassword());
        restart();
        QVERIFY(resultOf(m_login->restore()));
        QCOMPARE(isCompanys(), atCompany);
        m_login->logOut();
    }
}

void tst_MixedLogins::eachProvesThemselvesInTheirOwnWay()
{
    const auto password = Credentials::password({}, House::secret(House::password));
    const auto browser = Credentials::elsewhere(LoginWay::Browser);
    const auto verb = [this](const Credentials &credentials) { return m_login->reauthenticate(credentials); };
    QVERIFY(logInWithPassword());
    m_house->clock->advance(2h);
    m_provider.moveClock(2h);
    QVERIFY(!m_login->isFresh());
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("offers no login by the way")));
    QVERIFY(resultOf(verb(browser)).failedWith(Error::Kind::NotConfigured));
    QVERIFY(resultOf(verb(password)));
    QVERIFY(m_login->isFresh());
    m_login->logOut();

    QVERIFY(logInAtCompany());
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("offers no login by the way")));
    QVERIFY(resultOf(verb(password)).failedWith(Error::Kind::NotConfigured));
    QVERIFY(finish(verb, browser));
    QVERIFY(isCompanys());
}

void tst_MixedLogins::onlyOwnAccountsHaveAPasswordToChange()
{
    QVERIFY(logInWithPassword());
    QVERIFY(m_login->setup().editorOf(m_login->currentUser()->id()));
    m_login->logOut();
    QVERIFY(logInAtCompany());
    QVERIFY(!m_login->setup().editorOf(m_login->currentUser()->id()));
    QVERIFY(m_login->setup().accountEditor); // for those who log in next
}

void tst_MixedLogins::aLockedSessionIsOpenedByItsOwnUser()
{
    QVERIFY(logInAtCompany());
    m_login->lock();
    QVERIFY(finish([this](const Credentials &credentials) { return m_login->unlock(credentials); },
                   Credentials::elsewhere(LoginWay::Browser)));
    QVERIFY(m_login->isAuthenticated() && isCompanys());
    m_login->logOut();
    QVERIFY(logInWithPassword());
    m_login->lock();
    QVERIFY(resultOf(m_login->unlock(Credentials::password(QStringLiteral("zeynep"), House::secret(House::password)))));
    QCOMPARE(m_login->currentUser()->id(), m_own);
}

// An application whose names are its ids, and where anyone may register any name.
void tst_MixedLogins::anAccountNamedAsAUserOfTheCompanyIsNotThem()
{
    m_login.reset();
    LoginSetup setup {.applicationId = QStringLiteral("org.example.mixed")};
    setup.use(Authenticator::from([](const Credentials &credentials) { return Proof {.userId = credentials.userName()}; }));
    setup.use(UserLoader::from([](const QString &id) { return SimpleUser::create({.id = id}); }));
    setup.use(m_company).use(m_store);
    setup.profileFolder = m_house->folder.path();
    LoginManager login(setup);
    const auto as = [](const QString &name) { return Credentials::password(name, House::secret("any")); };
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("belongs to another Realm")));
    QVERIFY(resultOf(login.logIn(as(m_provider.issuer().toString() + QStringLiteral("#u-1001"))))
                .failedWith(Error::Kind::WrongCredentials));
    QVERIFY(!login.isAuthenticated());
    QVERIFY(resultOf(login.logIn(as(QStringLiteral("zeynep")))));
}

void tst_MixedLogins::theCompanyMayBeAwayWhileAnAccountLogsIn()
{
    QVERIFY(logInAtCompany());
    restart();
    m_provider.goAway();
    QVERIFY(!resultOf(m_login->restore()));
    QVERIFY(!m_login->isAuthenticated());
    QVERIFY(logInWithPassword());
    restart();
    QVERIFY(resultOf(m_login->restore()));
    QCOMPARE(m_login->currentUser()->id(), m_own);
    m_provider.comeBack();
    m_login->logOut();
    QVERIFY(logInAtCompany());
}

void tst_MixedLogins::aLogoutEverywhereIsThatOfTheirRealm()
{
    QVERIFY(logInWithPassword());
    QVERIFY(resultOf(m_login->logOutEverywhere()));
    QVERIFY(logInAtCompany());
    QVERIFY(resultOf(m_login->logOutEverywhere()).failedWith(Error::Kind::NotConfigured));
    QTRY_COMPARE(m_provider.statistics().value(QStringLiteral("grantsRevoked")).toInt(), 1);
    QVERIFY(logInWithPassword());
}

QTEST_MAIN(tst_MixedLogins)
#include "tst_mixedlogins.moc"
