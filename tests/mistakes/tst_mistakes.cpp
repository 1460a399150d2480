// SPDX-License-Identifier: MIT
#include "accounts/sqlaccounts.h"
#include "guards/guard.h"
#include "mistakes/mistakestest.h"
#include "support/stage.h"

#include <optional>
#include <stdexcept>
#include <thread>

using namespace QtLogin;
using namespace std::chrono_literals;

using Kind = Error::Kind;

namespace {

// The sentence of an answer, which must be an error of this kind.
template<typename T>
QString sentenceOf(const Result<T> &result, Kind kind)
{
    const QString seen = result ? QStringLiteral("a success") : QDebug::toString(result.error());
    if (!QTest::qVerify(result.failedWith(kind), qPrintable(seen), "", __FILE__, __LINE__))
        return {};
    return result.error().message();
}

template<typename T>
QString sentenceOf(const QFuture<Result<T>> &future, Kind kind)
{
    return sentenceOf(Stage::resultOf(future), kind);
}

// Nothing is said to a person where \a holds, and else the test fails.
QString silently(bool holds)
{
    (void)QTest::qVerify(holds, "it holds", "", __FILE__, __LINE__);
    return {};
}

QString withApplicationId(const char *id)
{
    LoginManager login({.applicationId = QLatin1String(id), .clock = std::make_shared<ManualClock>()});
    const Overheard::Pause pause; // the verb says it once more
    return sentenceOf(login.logInVerified(Stage::ada()), Kind::NotConfigured);
}

// The sentence that a user reads who logs in with the right password where this is wrong with the setup.
QString loggingInWith(const std::function<void(LoginSetup &)> &change, Kind kind)
{
    Stage stage;
    stage.startWith(change);
    return sentenceOf(stage.login().logIn(Stage::adasPassword()), kind);
}

QString requiring(const Requirement &requirement, Kind kind = Kind::Forbidden)
{
    Stage stage;
    if (!stage.logInVerified(Stage::ada()))
        return silently(false);
    return sentenceOf(stage.login().require(requirement), kind);
}

// The sentence of a requirement that no login could meet where this is wrong with the setup.
QString requiringWith(const std::function<void(LoginSetup &)> &change)
{
    Stage stage;
    stage.startWith(change);
    const QString sentence = sentenceOf(stage.login().require(Requirement::login()), Kind::NotConfigured);
    (void)QTest::qVerify(stage.prompt->requests().isEmpty(), "no user is asked", "", __FILE__, __LINE__);
    return sentence;
}

class Journal : public QObject
{
    Q_OBJECT
public:
    int pages = 0;

public Q_SLOTS:
    void write() { ++pages; }

Q_SIGNALS:
    void asked();
};

// A window whose constructor has a guard of its own.
class ForgetfulJournal : public Journal
{
public:
    explicit ForgetfulJournal(LoginManager *login)
    {
        Guard guard(login);
        guard.connect(this, &Journal::asked, Requirement::login(), this, &Journal::write);
    }
};

// One that keeps its guard.
class GuardedJournal : public Journal
{
public:
    explicit GuardedJournal(LoginManager *login) : m_guard(login)
    {
        m_guard.connect(this, &Journal::asked, Requirement::login(), this, &Journal::write);
        m_guard.connect(&m_index, &Journal::asked, Requirement::login(), &m_index, &Journal::write);
    }

private:
    Journal m_index;
    Guard m_guard;
};

class UserWhoThrows final : public User
{
public:
    QString id() const override { return QStringLiteral("ada"); }
    Scopes scopes() const override { throw std::runtime_error("no database"); }
};

class PromptThatThrows final : public LoginPrompt
{
public:
    QFuture<Result<void>> ask(const LoginRequest &) override { throw std::runtime_error("no window"); }
    void cancel() override { }
};

// It does what it must, and knows nothing.
class VerifierOfOneDevice final : public RememberVerifier
{
public:
    QFuture<Result<void>> issue(const NewSeries &) override { return readyFuture(Result<void>()); }
    QFuture<Result<Presented>> present(const QByteArray &, SecretPtr, const QByteArray &) override
    {
        return readyFuture<Result<Presented>>(Kind::Absent);
    }
    QFuture<Result<Series>> touch(const QByteArray &) override { return readyFuture<Result<Series>>(Kind::Absent); }
    QFuture<Result<void>> revoke(const QByteArray &) override { return readyFuture(Result<void>()); }
    QFuture<Result<void>> revokeAll(const QString &) override { return readyFuture(Result<void>()); }
    QFuture<Result<QList<Series>>> devices(const QString &) override
    {
        return readyFuture(Result<QList<Series>>(QList<Series>()));
    }
};

std::vector<Mistake> settingUp()
{
    return {
        {"Every verb answers NotConfigured: a blank in the application id.",
         "`LoginSetup {.applicationId = \"org.example.journal\"}`", [] { return withApplicationId("my app"); }},
        {"Every verb answers NotConfigured: a folder in the application id.", "The same: it is no path.",
         [] { return withApplicationId("org.example/journal"); }},
        {"Every verb answers NotConfigured: no application id.", "The same.", [] { return withApplicationId(""); }},
        {"`restore()` answers NotConfigured.",
         "`setup.userLoader = UserLoader::from(…)`, before `LoginManager login(setup)`.",
         [] {
             LoginManager login(
                 {.applicationId = QStringLiteral("org.example.x"), .clock = std::make_shared<ManualClock>()});
             return sentenceOf(login.restore(), Kind::NotConfigured);
         }},
        {"A part that was set later is not there.",
         "The manager has copied the setup: change the setup first, and make the manager of it then.",
         [] {
             LoginSetup setup {.applicationId = QStringLiteral("org.example.x"),
                               .clock = std::make_shared<ManualClock>()};
             LoginManager login(setup);
             setup.use(std::make_shared<ScriptedUserLoader>());
             return sentenceOf(login.revalidate(), Kind::NotConfigured);
         }},
        {"No user can log in, whatever they type.",
         "`setup.authenticator = Authenticator::from(…)`, or `setup.use(accounts)`.",
         [] { return loggingInWith([](LoginSetup &setup) { setup.authenticator = nullptr; }, Kind::NotConfigured); }},
        {"`require()` answers NotConfigured, and asks nobody: there is no authenticator.", "The same.",
         [] { return requiringWith([](LoginSetup &setup) { setup.authenticator = nullptr; }); }},
        {"`require()` answers NotConfigured, and asks nobody: there is no user loader.",
         "`setup.userLoader = UserLoader::from(…)`: every login loads its user.",
         [] { return requiringWith([](LoginSetup &setup) { setup.userLoader = nullptr; }); }},
        {"The policy is another one.", "Durations are from zero to a hundred years.",
         [] {
             Stage stage;
             stage.startWith([](LoginSetup &setup) { setup.sessionPolicy.idleLock = -1s; });
             return silently(stage.login().setup().sessionPolicy == SessionPolicy::standard());
         }},
        {"A new policy does not hold.", "What is set later is checked as well.",
         [] {
             Stage stage;
             SessionPolicy policy;
             policy.idleLock = 1min;
             policy.lockWarning = 2min;
             stage.login().setSessionPolicy(policy);
             return silently(stage.login().setup().sessionPolicy == SessionPolicy::standard());
         }},
        {"Two profiles share one remembered login.", "A name for each: `setup.profile = \"work\"`.",
         [] {
             Stage stage;
             stage.startWith([](LoginSetup &setup) { setup.profile.clear(); });
             return silently(stage.login().rememberedLogin()->profile() == u"default");
         }},
        {"The profile does not change.", "Before `restore()`, or after `logOut()`.",
         [] {
             Stage stage;
             const bool isIn = stage.logInVerified(Stage::ada());
             stage.login().rememberedLogin()->setProfile(QStringLiteral("work"));
             return silently(isIn && stage.login().rememberedLogin()->profile() == u"default");
         }},
        {"Nobody can create an account, or log in: SqlAccounts without a file.",
         "`SqlAccounts(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + \"/accounts.db\")`",
         [] {
             SqlAccounts accounts({});
             return sentenceOf(accounts.hasAccounts(), Kind::NotConfigured);
         }},
        {"No password is good enough.", "From 8 to 64 characters.",
         [] {
             QTemporaryDir folder;
             SqlAccounts accounts(
                 folder.filePath(QStringLiteral("accounts.db")),
                 {.hashCost = HashCost::lowest(), .passwordPolicy = {.minimumLength = 4, .refused = {}}});
             const SecretPtr password = Secret::copyOf("correct horse battery staple").share();
             return sentenceOf(accounts.createAccount({QStringLiteral("ada"), {}, password}), Kind::NotConfigured);
         }},
    };
}

std::vector<Mistake> partsOfTheApplication()
{
    return {
        {"The right password is refused.", "One id in both: that of the `Proof` is what the loader is asked for.",
         [] {
             return loggingInWith(
                 [](LoginSetup &setup) {
                     setup.authenticator = Authenticator::from(
                         [](const Credentials &) { return Proof {.userId = QStringLiteral("4711")}; });
                 },
                 Kind::WrongCredentials);
         }},
        {"No user can log in: a proof of no user.", "`Proof {.userId = row.id}`",
         [] {
             return loggingInWith(
                 [](LoginSetup &setup) {
                     setup.authenticator = Authenticator::from([](const Credentials &) { return Proof(); });
                 },
                 Kind::Internal);
         }},
        {"No user can log in: the authenticator throws.", "Catch it there, and answer with an `Error`.",
         [] {
             return loggingInWith(
                 [](LoginSetup &setup) {
                     setup.authenticator = Authenticator::from(
                         [](const Credentials &) -> Proof { throw std::runtime_error("no server"); });
                 },
                 Kind::Internal);
         }},
        {"No user can log in: the user loader throws.", "The same.",
         [] {
             return loggingInWith(
                 [](LoginSetup &setup) {
                     setup.userLoader =
                         UserLoader::from([](const QString &) -> UserPtr { throw std::runtime_error("no database"); });
                 },
                 Kind::Unavailable);
         }},
        {"No user can log in: the user loader confuses users.", "Look up the id that is asked for.",
         [] {
             return loggingInWith(
                 [](LoginSetup &setup) {
                     setup.userLoader = UserLoader::from([](const QString &) { return Stage::bob(); });
                 },
                 Kind::Unavailable);
         }},
        {"No user can log in: a user object throws.", "Read what it needs when it is loaded.",
         [] {
             return loggingInWith(
                 [](LoginSetup &setup) {
                     setup.userLoader =
                         UserLoader::from([](const QString &) -> UserPtr { return std::make_shared<UserWhoThrows>(); });
                 },
                 Kind::Unavailable);
         }},
        {"No prompt comes: it throws.", "Catch it in `LoginPrompt::ask()`.",
         [] {
             Stage stage;
             stage.login().setLoginPrompt(std::make_shared<PromptThatThrows>());
             return sentenceOf(stage.login().require(Requirement::login()), Kind::Internal);
         }},
        {"No prompt comes: there is none.",
         "`setup.use(std::make_shared<LoginDialogPrompt>(&window))`, or a handler of your own.",
         [] {
             Stage stage;
             stage.login().setLoginPrompt(nullptr);
             return sentenceOf(stage.login().require(Requirement::login()), Kind::NotConfigured);
         }},
        {"A predicate always denies: it throws.", "Catch it there, and answer with false.",
         [] {
             return requiring(Requirement::predicate(QStringLiteral("owner"),
                                                     [](const User &) -> bool { throw std::runtime_error("no row"); }));
         }},
        {"Guests have no name.", "Catch it there, and return null.",
         [] {
             Stage stage;
             stage.startWith([](LoginSetup &setup) {
                 setup.anonymousUser = []() -> std::shared_ptr<const AnonymousUser> {
                     throw std::runtime_error("no settings");
                 };
             });
             return silently(stage.login().currentUser()->isAnonymous());
         }},
        {"Logins end when the context is looked at.", "Catch it there, and return what you returned before.",
         [] {
             Stage stage;
             stage.contextId = []() -> QByteArray { throw std::runtime_error("no network"); };
             return silently(stage.logInVerified(Stage::ada()));
         }},
        {"`revokeAllUsers()` answers NotConfigured.", "Implement it in your `RememberVerifier`.",
         [] {
             Stage stage;
             stage.startWith(
                 [](LoginSetup &setup) { setup.rememberVerifier = std::make_shared<VerifierOfOneDevice>(); });
             return sentenceOf(stage.login().rememberedLogin()->revokeAllUsers(), Kind::NotConfigured);
         }},
        {"`logOutEverywhere()` does not log out everywhere.",
         "`setup.accountEditor`, which `setup.use(accounts)` sets as well.",
         [] {
             Stage stage;
             const bool isIn = stage.logInVerified(Stage::ada());
             return isIn ? sentenceOf(stage.login().logOutEverywhere(), Kind::NotConfigured) : silently(false);
         }},
    };
}

std::vector<Mistake> calls()
{
    return {
        {"`reauthenticate()`, `confirmLogin()` or `revalidate()` answers InvalidInput.",
         "Call them once a user is logged in.",
         [] {
             Stage stage;
             return sentenceOf(stage.login().reauthenticate(Stage::adasPassword()), Kind::InvalidInput);
         }},
        {"`logInVerified()` answers InvalidInput.", "`SimpleUser::create({.id = row.id})`",
         [] {
             Stage stage;
             return sentenceOf(
                 stage.login().logInVerified(SimpleUser::create({.id = {}, .userName = QStringLiteral("ada")})),
                 Kind::InvalidInput);
         }},
        {"`logIn()` answers InvalidInput.", "A duration, or nothing for that of the policy.",
         [] {
             Stage stage;
             return sentenceOf(stage.login().logIn(Stage::adasPassword(), {.rememberFor = 0s}), Kind::InvalidInput);
         }},
        {"`check()` says Forbidden in a thread.", "`login.lease()`, taken in the manager's thread.",
         [] {
             Stage stage;
             bool isForbidden = false;
             std::thread([&] { isForbidden = stage.login().check(Requirement::anyone()) == Access::Forbidden; }).join();
             return silently(isForbidden);
         }},
        {"A guarded call is never made: the guard has no manager.", "Make the manager first, and give its address.",
         [] {
             Journal journal;
             Guard guard(nullptr);
             QCoreApplication::processEvents(); // it is not one that dies at once
             guard.connect(&journal, &Journal::asked, Requirement::anyone(), &journal, &Journal::write);
             Q_EMIT journal.asked();
             return silently(journal.pages == 0 && guard.check(Requirement::anyone()) == Access::Forbidden);
         }},
        {"A guarded call is never made: the guard was a local variable.", "A member, or `new Guard(&login, this)`.",
         [] {
             Stage stage;
             const bool isIn = stage.logInVerified(Stage::ada());
             ForgetfulJournal journal(&stage.login());
             Q_EMIT journal.asked();
             QCoreApplication::processEvents(); // the journal is still there
             return silently(isIn && journal.pages == 0);
         }},
        {"A guarded call is never made: it has no context.", "The object whose function it is, or `this`.",
         [] {
             Stage stage;
             Journal journal;
             Guard guard(&stage.login());
             QCoreApplication::processEvents(); // it is not one that dies at once
             const bool isIn = stage.logInVerified(Stage::ada());
             guard.run(Requirement::login(), static_cast<QObject *>(nullptr), [&journal] { journal.write(); });
             return silently(isIn && journal.pages == 0);
         }},
        {"A guarded call is never made, and asks nobody.", "Say what is needed.",
         [] {
             Stage stage;
             Journal journal;
             Guard guard(&stage.login());
             QCoreApplication::processEvents(); // it is not one that dies at once
             const bool isIn = stage.logInVerified(Stage::ada());
             guard.connect(&journal, &Journal::asked, Requirement(), &journal, &Journal::write, Guard::Denied::Drop);
             Q_EMIT journal.asked();
             Q_EMIT journal.asked(); // which is told once
             return silently(isIn && journal.pages == 0);
         }},
        {"A login is not fresh for as long as is asked for.", "`SessionPolicy::freshLifetime` is the longest that counts.",
         [] {
             Stage stage;
             const bool isIn = stage.logInVerified(Stage::ada());
             stage.clock->advance(6min);
             (void)stage.login().require(Requirement::freshLogin(1h));
             return silently(isIn && stage.prompt->isAsking());
         }},
        {"Nobody may do it: the requirement is empty.", "`Requirement::login()`, or `Requirement::anyone()`.",
         [] { return requiring(Requirement()); }},
        {"Nobody may do it: the requirement contradicts itself.", "Only one of them, or an *or* between them.",
         [] { return requiring(Requirement::login() && Requirement::guestOnly()); }},
        {"Nobody may do it: a scope has no name.", "Look where the name comes from.",
         [] { return requiring(Requirement::scope(QString())); }},
        {"Nobody may do it: a limit is negative.", "Zero is no limit.",
         [] { return requiring(Requirement::freshLogin(-1s)); }},
        {"Nobody may do it: the opposite of a login.", "`Requirement::guestOnly()`",
         [] { return silently((!Requirement::login()).isImpossible()); }},
        {"Nobody may do it: too many alternatives.", "`Requirement::anyScope({…})`",
         [] {
             Requirement any = Requirement::scope(QStringLiteral("0"));
             for (int i = 1; i < 65; ++i)
                 any = any || Requirement::scope(QString::number(i));
             return silently(any.isImpossible());
         }},
    };
}

std::vector<Mistake> all()
{
    std::vector<Mistake> all = settingUp();
    for (const auto &more : {partsOfTheApplication(), calls()})
        all.insert(all.end(), more.begin(), more.end());
    return all;
}

} // namespace

class tst_Mistakes : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aMistakeIsToldOnceAndToWhomItConcerns_data() { m_test.addRows(); }
    void aMistakeIsToldOnceAndToWhomItConcerns() { m_test.makeIt(); }
    void theWrongCharacterOfAnApplicationIdIsNamed_data();
    void theWrongCharacterOfAnApplicationIdIsNamed();
    void whatIsDoneRightIsNotTold();
    void anotherRequirementThatIsNeverMetIsToldAgain();
    void aGuardThatGoesWithItsContextOrLaterIsNotTold();
    void guardsMayBeMadeAtAnyTime();
    void thePageHasTheseRowsAndNoOther() { m_test.comparePage(); }

private:
    MistakesTest m_test {"tst_mistakes", all()};
};

void tst_Mistakes::theWrongCharacterOfAnApplicationIdIsNamed_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("named");
    const auto row = [](const char *name, const char *id, const char *named) {
        QTest::newRow(name) << QString::fromUtf8(id) << QString::fromUtf8(named);
    };
    row("above", "../evil", "has \".\" as character 1.");
    row("two dots", "org..example", "has \".\" as character 5.");
    row("a dot at the end", "org.example.", "has \".\" as character 12.");
    row("a line end", "org.example\n", "\"org.example?\" has U+000A as character 12.");
    row("a letter of no file system", "org.ärger", "has U+00E4 as character 5.");
    row("a good one", "org.example.my-app_2", "");
}

void tst_Mistakes::theWrongCharacterOfAnApplicationIdIsNamed()
{
    QFETCH(const QString, id);
    QFETCH(const QString, named);
    Overheard::listen();
    const LoginManager login({.applicationId = id, .clock = std::make_shared<ManualClock>()});
    QCOMPARE(Overheard::lines().size(), named.isEmpty() ? 0 : 1);
    QVERIFY2(Overheard::lines().join(u'\n').contains(named), qPrintable(Overheard::lines().join(u'\n')));
}

void tst_Mistakes::whatIsDoneRightIsNotTold()
{
    Overheard::listen();
    Stage stage;
    Journal journal;
    Guard guard(&stage.login());
    QCoreApplication::processEvents();
    guard.connect(&journal, &Journal::asked, Requirement::freshLogin(), &journal, &Journal::write);
    QVERIFY(Stage::resultOf(stage.login().restore()).failedWith(Kind::Absent));
    QVERIFY(Stage::resultOf(stage.login().logIn(Stage::adasPassword(), {.rememberFor = 1h})));
    Q_EMIT journal.asked();
    QCOMPARE(journal.pages, 1);
    QVERIFY(Stage::resultOf(stage.login().revalidate()));
    QVERIFY(Stage::resultOf(stage.login().require(Requirement::scope(QStringLiteral("queen"))))
                .failedWith(Kind::Forbidden));
    stage.login().logOut();
    QCOMPARE(Overheard::lines(), QStringList());
}

void tst_Mistakes::anotherRequirementThatIsNeverMetIsToldAgain()
{
    Stage stage;
    QObject one;
    one.setObjectName(QStringLiteral("one"));
    Overheard::listen();
    for (int i = 0; i < 3; ++i)
        QVERIFY(!Stage::resultOf(stage.login().require(Requirement())));
    QCOMPARE(Overheard::lines().size(), 1);
    for (int i = 0; i < 3; ++i)
        QVERIFY(!Stage::resultOf(stage.login().require(Requirement::login() && Requirement::guestOnly())));
    QCOMPARE(Overheard::lines().size(), 2);
    for (int i = 0; i < 3; ++i)
        QVERIFY(!Stage::resultOf(stage.login().require(Requirement(), {}, &one)));
    QCOMPARE(Overheard::lines().size(), 3);
    QVERIFY(Overheard::lines().last().contains(QStringLiteral("for the QObject \"one\"")));
}

void tst_Mistakes::aGuardThatGoesWithItsContextOrLaterIsNotTold()
{
    Stage stage;
    Overheard::listen();
    {
        Guard guard(&stage.login());
        Journal journal;
        guard.connect(&journal, &Journal::asked, Requirement::login(), &journal, &Journal::write);
    }
    Journal journal;
    {
        Guard guard(&stage.login());
        guard.connect(&journal, &Journal::asked, Requirement::login(), &journal, &Journal::write);
        QCoreApplication::processEvents();
    }
    {
        const GuardedJournal shortLived(&stage.login());
    }
    delete new GuardedJournal(&stage.login());
    QCoreApplication::processEvents();
    QCOMPARE(Overheard::lines(), QStringList());
    std::optional<ForgetfulJournal> forgetful(&stage.login());
    forgetful.reset(); // so that nothing is missed
    QCoreApplication::processEvents();
    QCOMPARE(Overheard::lines(), QStringList());
    forgetful.emplace(&stage.login());
    QCOMPARE(Overheard::lines(), QStringList());
    QCoreApplication::processEvents();
    QCOMPARE(Overheard::lines().size(), 1);
}

void tst_Mistakes::guardsMayBeMadeAtAnyTime()
{
    Stage stage;
    QVERIFY(stage.logInVerified(Stage::ada()));
    Overheard::listen();
    Journal journal;
    Guard guard(&stage.login());
    QCoreApplication::processEvents();
    guard.connect(&journal, &Journal::asked, Requirement::freshLogin(), &journal, &Journal::write);
    Q_EMIT journal.asked();
    QCOMPARE(journal.pages, 1);
    QCOMPARE(Overheard::lines(), QStringList());
}

QTEST_GUILESS_MAIN(tst_Mistakes)

#include "tst_mistakes.moc"
