// SPDX-License-Identifier: MIT
#include "guards/guard.h"
#include "network/oidcprovider.h"
#include "network/oidcuser.h"
#include "network/realprovider.h"
#include "network/scriptedbrowser.h"
#include "support/stage.h"
#include "vault/memorysecretstore.h"

#include <QtCore/qurlquery.h>
#include <QtNetwork/qnetworkreply.h>

using namespace QtLogin;
using namespace std::chrono_literals;

using Plan = ScriptedBrowser::Plan;

// Whole logins: a session of ours, and a provider that others have written.
class tst_OidcLogin : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void aLoginOpensTheGuards();
    void eachAlgorithmIsUnderstood_data(); // G7
    void eachAlgorithmIsUnderstood();
    void namesTakeMoreThanAscii();
    void aKnownBrowserIsAskedAgainForAFreshProof(); // C8
    void aLockIsOpenedByANewProof(); // C8
    void anotherUserCannotProveThisOne(); // rule 16
    void aWrongPasswordCanBeTriedAgainThere();
    void aCancelledLoginCanBeginAgain();
    void aClosedBrowserDoesNotStandInTheWay(); // row 49
    void newKeysAreFetched(); // row 48
    void aProviderThatWasAwayIsAskedAgain(); // row 42
    void anAnswerOfAnotherIssuerIsNotRedeemed(); // G6
    void aClockThatIsHoursOffIsSaid_data(); // row 26
    void aClockThatIsHoursOffIsSaid();
    void aProviderWithAnotherNameIsRefused(); // G6

private:
    using Verb = std::function<QFuture<Result<void>>(const Credentials &)>;
    void start(const QString &client = QStringLiteral("journal"), const QUrl &issuer = {});
    Result<void> attempt(const Verb &verb);
    Result<void> logIn();
    Result<void> prove();
    // Lets time pass, here and at the provider.
    void advance(std::chrono::seconds duration);
    int redemptions();

    RealProvider m_provider;
    std::unique_ptr<ScriptedBrowser> m_browser;
    std::shared_ptr<ManualClock> m_clock;
    std::chrono::seconds m_ahead {};
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<LoginManager> m_login;
};

static const QString passwordPage = QStringLiteral("Log in"); // its title
static const Credentials browserLogin = Credentials::elsewhere(LoginWay::Browser);

void tst_OidcLogin::initTestCase()
{
    QVERIFY2(m_provider.start(), qPrintable(m_provider.complaint()));
}

void tst_OidcLogin::init()
{
    m_ahead = 0s;
    m_provider.moveClock(0s);
    m_provider.command(QStringLiteral("resetStatistics"));
    m_browser = std::make_unique<ScriptedBrowser>(m_provider.authority().certificate());
    start();
}

// A new run of the application, at the time of this machine, where the provider is.
void tst_OidcLogin::start(const QString &client, const QUrl &issuer)
{
    m_login.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_clock = std::make_shared<ManualClock>(
        std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()));
    const OidcSettings settings {.issuer = issuer.isEmpty() ? m_provider.issuer() : issuer,
                                 .clientId = client,
                                 .scopes = {QStringLiteral("profile"), QStringLiteral("email"), QStringLiteral("journal")},
                                 .scopeClaim = QStringLiteral("roles"),
                                 .certificates = {m_provider.authority().certificate()},
                                 .redirectPath = QStringLiteral("/callback")};
    LoginSetup setup {.applicationId = QStringLiteral("org.example.journal")};
    setup.use(std::make_shared<OidcProvider>(settings, m_clock)).use(std::make_shared<MemorySecretStore>());
    setup.profileFolder = m_folder->path();
    setup.contextId = [] { return QByteArray("here"); };
    setup.clock = m_clock;
    m_login = std::make_unique<LoginManager>(setup);
}

Result<void> tst_OidcLogin::attempt(const Verb &verb)
{
    if (const auto begun = Stage::resultOf(verb(browserLogin)); !begun.failedWith(Error::Kind::StepRequired))
        return begun;
    const NextStep step = *m_login->nextStep();
    const auto waiting = verb(Credentials::answer(step));
    m_browser->visit(step.link);
    return Stage::resultOf(waiting);
}

Result<void> tst_OidcLogin::logIn()
{
    return attempt([this](const Credentials &credentials) { return m_login->logIn(credentials); });
}

Result<void> tst_OidcLogin::prove()
{
    return attempt([this](const Credentials &credentials) { return m_login->reauthenticate(credentials); });
}

void tst_OidcLogin::advance(std::chrono::seconds duration)
{
    m_ahead += duration;
    m_provider.moveClock(m_ahead);
    m_clock->advance(duration);
}

int tst_OidcLogin::redemptions()
{
    const QJsonObject requests = m_provider.statistics().value(QStringLiteral("requests")).toObject();
    int count = 0;
    const QJsonObject answers = requests.value(QStringLiteral("POST /token")).toObject();
    for (const QJsonValue &one : answers)
        count += one.toInt();
    return count;
}

void tst_OidcLogin::aLoginOpensTheGuards()
{
    QCOMPARE(m_login->check(Requirement::login()), Access::LoginRequired);
    QVERIFY(logIn());
    QCOMPARE(m_login->check(Requirement::login()), Access::Allowed);
    QCOMPARE(m_login->check(Requirement::freshLogin()), Access::Allowed);
    QCOMPARE(m_login->check(Requirement::scope(QStringLiteral("admin"))), Access::Allowed);
    QCOMPARE(m_login->check(Requirement::scope(QStringLiteral("owner"))), Access::Forbidden);
    const OidcUser *const ada = OidcUser::in(m_login->currentUser());
    QVERIFY(ada);
    QCOMPARE(ada->id(), m_provider.issuer().toString() + QStringLiteral("#u-1001"));
    QCOMPARE(ada->displayName(), QStringLiteral("Ada Lovelace"));
    QCOMPARE(ada->email(), QStringLiteral("ada@example.org"));
    QVERIFY(ada->isEmailVerified());
    QVERIFY(Stage::resultOf(m_login->revalidate()));
    m_login->logOut();
    QCOMPARE(m_login->check(Requirement::login()), Access::LoginRequired);
    QVERIFY(logIn());
}

void tst_OidcLogin::eachAlgorithmIsUnderstood_data()
{
    QTest::addColumn<QString>("client");
    for (const char *client : {"journal", "journal-ps256", "journal-es256", "journal-eddsa", "journal-par"})
        QTest::newRow(client) << QString::fromLatin1(client);
}

void tst_OidcLogin::eachAlgorithmIsUnderstood()
{
    QFETCH(const QString, client);
    start(client);
    QVERIFY(logIn());
    QCOMPARE(redemptions(), 1);
}

void tst_OidcLogin::namesTakeMoreThanAscii()
{
    m_browser->setPerson(ScriptedBrowser::ayse());
    QVERIFY(logIn());
    QCOMPARE(m_login->currentUser()->displayName(), QStringLiteral("Ayşe Işık İnönü"));
    QCOMPARE(m_login->currentUser()->userName(), QStringLiteral("ayşe"));
}

void tst_OidcLogin::aKnownBrowserIsAskedAgainForAFreshProof()
{
    QVERIFY(logIn());
    advance(10min);
    QVERIFY(!m_login->isFresh());
    m_login->logOut();
    QVERIFY(logIn()); // the browser still knows them
    QVERIFY(!m_browser->titles().contains(passwordPage));
    QVERIFY(!m_login->isFresh());
    QVERIFY(prove());
    QVERIFY(m_browser->titles().contains(passwordPage));
    QVERIFY(m_login->isFresh());
}

void tst_OidcLogin::aLockIsOpenedByANewProof()
{
    QVERIFY(logIn());
    const UserPtr ada = m_login->currentUser();
    advance(10min);
    m_login->lock();
    const auto unlocked = attempt([this](const Credentials &credentials) { return m_login->unlock(credentials); });
    QVERIFY(unlocked);
    QVERIFY(m_browser->titles().contains(passwordPage));
    QCOMPARE(m_login->state(), SessionState::LoggedIn);
    QVERIFY(m_login->isFresh());
    QVERIFY(isSamePerson(m_login->currentUser(), ada));
}

void tst_OidcLogin::anotherUserCannotProveThisOne()
{
    QVERIFY(logIn());
    advance(10min);
    m_browser->forgetCookies();
    m_browser->setPerson(ScriptedBrowser::grace());
    QVERIFY(prove().failedWith(Error::Kind::WrongUser));
    QCOMPARE(m_login->currentUser()->userName(), QStringLiteral("ada"));
    QVERIFY(!m_login->isFresh());
    m_browser->forgetCookies();
    m_browser->setPerson(ScriptedBrowser::ada());
    QVERIFY(prove());
    QVERIFY(m_login->isFresh());
}

void tst_OidcLogin::aWrongPasswordCanBeTriedAgainThere()
{
    m_browser->setPlan(Plan::WrongPassword);
    QVERIFY(Stage::resultOf(m_login->logIn(browserLogin)).failedWith(Error::Kind::StepRequired));
    const NextStep step = *m_login->nextStep();
    const auto waiting = m_login->logIn(Credentials::answer(step));
    QSignalSpy finished(m_browser.get(), &ScriptedBrowser::finished);
    m_browser->visit(step.link);
    QTRY_COMPARE(finished.count(), 1);
    QVERIFY(!waiting.isFinished());
    m_browser->goOn(Plan::LogIn);
    QVERIFY(Stage::resultOf(waiting));
}

void tst_OidcLogin::aCancelledLoginCanBeginAgain()
{
    for (const Plan plan : {Plan::CancelLogin, Plan::CancelConsent}) {
        m_browser->setPlan(plan);
        QVERIFY(logIn().failedWith(Error::Kind::Cancelled));
        QVERIFY(!m_login->isAuthenticated());
        m_browser->forgetCookies();
    }
    QCOMPARE(redemptions(), 0);
    m_browser->setPlan(Plan::LogIn);
    QVERIFY(logIn());
}

void tst_OidcLogin::aClosedBrowserDoesNotStandInTheWay()
{
    m_browser->setPlan(Plan::CloseWindow);
    QVERIFY(Stage::resultOf(m_login->logIn(browserLogin)).failedWith(Error::Kind::StepRequired));
    const NextStep step = *m_login->nextStep();
    const auto waiting = m_login->logIn(Credentials::answer(step));
    m_browser->visit(step.link);
    QTRY_VERIFY(!m_browser->isBusy());
    m_browser->setPlan(Plan::LogIn);
    QVERIFY(logIn());
    QVERIFY(Stage::resultOf(waiting).failedWith(Error::Kind::Cancelled));
}

void tst_OidcLogin::newKeysAreFetched()
{
    QVERIFY(logIn());
    m_login->logOut();
    m_provider.rotateKeys();
    QVERIFY(logIn());
}

void tst_OidcLogin::aProviderThatWasAwayIsAskedAgain()
{
    m_provider.goAway();
    QVERIFY(logIn().failedWith(Error::Kind::Unavailable));
    m_provider.comeBack();
    QVERIFY(logIn());
    advance(10min);
    m_provider.goAway();
    QVERIFY(prove().failedWith(Error::Kind::Unavailable));
    QVERIFY(m_login->isAuthenticated());
    m_provider.comeBack();
    QVERIFY(prove());
}

void tst_OidcLogin::anAnswerOfAnotherIssuerIsNotRedeemed()
{
    m_browser->setDelivers(false);
    QVERIFY(Stage::resultOf(m_login->logIn(browserLogin)).failedWith(Error::Kind::StepRequired));
    const NextStep step = *m_login->nextStep();
    const auto waiting = m_login->logIn(Credentials::answer(step));
    m_browser->visit(step.link);
    QTRY_VERIFY(!m_browser->redirect().isEmpty());
    QUrl swapped = m_browser->redirect();
    QUrlQuery query(swapped);
    QVERIFY(query.hasQueryItem(QStringLiteral("iss")));
    query.removeQueryItem(QStringLiteral("iss"));
    query.addQueryItem(QStringLiteral("iss"), QStringLiteral("https://id.example.org"));
    swapped.setQuery(query);
    QNetworkAccessManager stranger;
    const std::unique_ptr<QNetworkReply> reply(stranger.get(QNetworkRequest(swapped)));
    QVERIFY(Stage::resultOf(waiting).failedWith(Error::Kind::Damaged));
    QCOMPARE(redemptions(), 0);
    QVERIFY(!m_login->isAuthenticated());
    m_browser->setDelivers(true);
    QVERIFY(logIn());
}

void tst_OidcLogin::aClockThatIsHoursOffIsSaid_data()
{
    QTest::addColumn<std::chrono::milliseconds>("step");
    QTest::newRow("behind") << std::chrono::milliseconds(-2h);
    QTest::newRow("ahead") << std::chrono::milliseconds(2h);
}

void tst_OidcLogin::aClockThatIsHoursOffIsSaid()
{
    QFETCH(const std::chrono::milliseconds, step);
    m_clock->moveWall(step);
    const auto refused = logIn();
    QVERIFY(refused.failedWith(Error::Kind::Unavailable));
    QVERIFY2(refused.error().message().contains(u"clock"), qPrintable(refused.error().message()));
    m_clock->moveWall(-step);
    QVERIFY(logIn());
}

void tst_OidcLogin::aProviderWithAnotherNameIsRefused()
{
    start(QStringLiteral("journal"), QUrl(m_provider.issuer().toString() + u'/'));
    QVERIFY(logIn().failedWith(Error::Kind::Damaged));
    start();
    QVERIFY(logIn());
}

QTEST_GUILESS_MAIN(tst_OidcLogin)
#include "tst_oidclogin.moc"
