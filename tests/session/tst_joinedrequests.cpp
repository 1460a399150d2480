// SPDX-License-Identifier: MIT
#include "support/stage.h"

using namespace QtLogin;
using namespace std::chrono_literals;

// Several callers wait for one request: what the prompt hears of it, and what becomes of it when they go.
class tst_JoinedRequests : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPromptHearsOfEachWhoJoins_data();
    void aPromptHearsOfEachWhoJoins();
    void aPromptThatKnowsNothingOfItIsAsBefore();
    void theMessagesOfAllWhoWaitAreSaid();
    void theLanguageChangesWhatThePromptSays();
    void aRequestGoesWithItsOnlyWish_data();
    void aRequestGoesWithItsOnlyWish();
    void aRequestStaysForWhoStillWaits();
    void theNextIsAskedOverTheirOwnWindow_data();
    void theNextIsAskedOverTheirOwnWindow();
    void anAttemptOfAWindowThatIsGoneIsTooLate();
    void aWindowThatGoesWhenTheLoginHasSucceededSpoilsNothing();
    void allWindowsMayGoAtOnce();
    void nobodyIsAskedForAWindowThatWentWhileRestoring();
};

void tst_JoinedRequests::aPromptHearsOfEachWhoJoins_data()
{
    QTest::addColumn<QString>("state");
    for (const char *state : {"nobody", "stale", "locked"})
        QTest::newRow(state) << QString::fromLatin1(state);
}

void tst_JoinedRequests::aPromptHearsOfEachWhoJoins()
{
    QFETCH(const QString, state);
    Stage stage;
    if (state != u"nobody")
        QVERIFY(stage.logInVerified(Stage::ada(), {.fresh = false}));
    if (state == u"locked")
        stage.login().lock();
    for (int round = 1; round < 3; ++round) { // and once more
        const auto first = stage.login().require(Requirement::freshLogin());
        QCOMPARE(stage.prompt->askedAgainCount(), 2 * round - 2);
        (void)stage.login().require(Requirement::freshLogin());
        (void)stage.login().require(Requirement::freshLogin(1min));
        QCOMPARE(stage.prompt->requests().size(), round);
        QCOMPARE(stage.prompt->askedAgainCount(), 2 * round);
        stage.prompt->dismiss();
        QVERIFY(Stage::resultOf(first).failedWith(Error::Kind::Cancelled));
    }
}

void tst_JoinedRequests::aPromptThatKnowsNothingOfItIsAsBefore()
{
    class Plain final : public LoginPrompt
    {
    public:
        QFuture<Result<void>> ask(const LoginRequest &) override { return answer.future(); }
        void cancel() override { answer.finish(Error::Kind::Cancelled); }
        Answer<void> answer;
    };
    Stage stage;
    const auto prompt = std::make_shared<Plain>();
    stage.login().setLoginPrompt(prompt);
    const auto first = stage.login().require(Requirement::login());
    const auto second = stage.login().require(Requirement::login(), QStringLiteral("To print"));
    prompt->cancel();
    QVERIFY(Stage::resultOf(first).failedWith(Error::Kind::Cancelled));
    QVERIFY(Stage::resultOf(second).failedWith(Error::Kind::Cancelled));
}

void tst_JoinedRequests::theMessagesOfAllWhoWaitAreSaid()
{
    Stage stage;
    LoginManager &login = stage.login();
    login.setMessages({.login = QStringLiteral("For all")});
    const QString print = QStringLiteral("To print"), erase = QStringLiteral("To delete all notes");
    (void)login.require(Requirement::login());
    QCOMPARE(stage.prompt->shownMessage(), QStringLiteral("For all"));
    (void)login.require(Requirement::login().withMessage(print));
    QCOMPARE(stage.prompt->shownMessage(), print);
    const auto page = std::make_unique<QObject>();
    auto window = std::make_unique<QObject>();
    (void)login.require(Requirement::login(), erase, window.get());
    QCOMPARE(stage.prompt->shownMessage(), print + u'\n' + erase);
    (void)login.require(Requirement::login(), print, page.get()); // twice wanted, and said once
    QCOMPARE(stage.prompt->shownMessage(), print + u'\n' + erase);
    window.reset();
    QTRY_COMPARE(stage.prompt->shownMessage(), print);
    QCOMPARE(stage.prompt->requests().size(), 1);
}

void tst_JoinedRequests::theLanguageChangesWhatThePromptSays()
{
    Stage stage;
    stage.login().setMessages({.login = QStringLiteral("Please")});
    (void)stage.login().require(Requirement::login());
    stage.login().setMessages({.login = QStringLiteral("Bitte")});
    QEvent change(QEvent::LanguageChange);
    QCoreApplication::sendEvent(QCoreApplication::instance(), &change);
    QCOMPARE(stage.prompt->shownMessage(), QStringLiteral("Bitte"));
    QCOMPARE(stage.prompt->askedAgainCount(), 0);
}

void tst_JoinedRequests::aRequestGoesWithItsOnlyWish_data()
{
    aPromptHearsOfEachWhoJoins_data();
}

void tst_JoinedRequests::aRequestGoesWithItsOnlyWish()
{
    QFETCH(const QString, state);
    Stage stage;
    if (state != u"nobody")
        QVERIFY(stage.logInVerified(Stage::ada(), {.fresh = false}));
    if (state == u"locked")
        stage.login().lock();
    const SessionState before = stage.login().state();
    for (int round = 1; round < 3; ++round) {
        auto window = std::make_unique<QObject>();
        const auto asked = stage.login().require(Requirement::freshLogin(), {}, window.get());
        QVERIFY(stage.prompt->isAsking());
        window.reset();
        QVERIFY(Stage::resultOf(asked).failedWith(Error::Kind::Cancelled));
        QVERIFY(!stage.prompt->isAsking());
        QCOMPARE(stage.prompt->cancelCount(), round);
        QCOMPARE(stage.login().state(), before);
    }
}

void tst_JoinedRequests::aRequestStaysForWhoStillWaits()
{
    Stage stage;
    QObject first;
    auto second = std::make_unique<QObject>();
    const auto stays = stage.login().require(Requirement::login(), {}, &first);
    const auto goes = stage.login().require(Requirement::login(), {}, second.get());
    const auto ofNoWindow = stage.login().require(Requirement::login());
    second.reset();
    QVERIFY(Stage::resultOf(goes).failedWith(Error::Kind::Cancelled));
    QVERIFY(stage.prompt->isAsking());
    QCOMPARE(stage.prompt->cancelCount(), 0);
    QVERIFY(Stage::resultOf(stage.prompt->answer(Stage::adasPassword())));
    QVERIFY(Stage::resultOf(stays));
    QVERIFY(Stage::resultOf(ofNoWindow));
}

void tst_JoinedRequests::theNextIsAskedOverTheirOwnWindow_data()
{
    QTest::addColumn<int>("dialogGoes");
    QTest::newRow("the dialog stays") << 0;
    QTest::newRow("the dialog goes before that is known") << 1;
    QTest::newRow("the dialog goes after that is known") << 2;
}

void tst_JoinedRequests::theNextIsAskedOverTheirOwnWindow()
{
    QFETCH(const int, dialogGoes);
    Stage stage;
    QVERIFY(stage.logInVerified(Stage::ada(), {.fresh = false}));
    auto first = std::make_unique<QObject>();
    QObject second;
    if (dialogGoes == 1)
        QObject::connect(first.get(), &QObject::destroyed, this, [&] { stage.prompt->dismiss(); });
    const auto print = Requirement::freshLogin().withMessage(QStringLiteral("To print"));
    const auto goes = stage.login().require(Requirement::freshLogin(), QStringLiteral("To delete"), first.get());
    const auto stays = stage.login().require(print, {}, &second);
    QCOMPARE(stage.prompt->request().context(), first.get());
    if (dialogGoes == 2)
        QObject::connect(first.get(), &QObject::destroyed, this, [&] { stage.prompt->dismiss(); });
    first.reset();
    QVERIFY(Stage::resultOf(goes).failedWith(Error::Kind::Cancelled));
    QVERIFY(stage.prompt->isAsking());
    QCOMPARE(stage.prompt->requests().size(), 2);
    QCOMPARE(stage.prompt->request().context(), &second);
    QCOMPARE(stage.prompt->request().requirement(), print);
    QCOMPARE(stage.prompt->shownMessage(), QStringLiteral("To print"));
    QVERIFY(!stays.isFinished());
    QVERIFY(Stage::resultOf(stage.prompt->answer(Stage::adasPassword())));
    QVERIFY(Stage::resultOf(stays));
}

void tst_JoinedRequests::anAttemptOfAWindowThatIsGoneIsTooLate()
{
    Stage stage;
    auto first = std::make_unique<QObject>();
    QObject second;
    (void)stage.login().require(Requirement::login(), {}, first.get());
    const auto stays = stage.login().require(Requirement::login(), {}, &second);
    const LoginRequest earlier = stage.prompt->request();
    first.reset();
    QVERIFY(Stage::resultOf(earlier.attempt(Stage::adasPassword())).failedWith(Error::Kind::Cancelled));
    QTRY_COMPARE(stage.prompt->requests().size(), 2);
    QVERIFY(Stage::resultOf(earlier.attempt(Stage::adasPassword())).failedWith(Error::Kind::Cancelled));
    QVERIFY(!stage.login().isAuthenticated());
    QVERIFY(Stage::resultOf(stage.prompt->answer(Stage::adasPassword())));
    QVERIFY(Stage::resultOf(stays));
}

// The dialog that would say so goes with its window.
void tst_JoinedRequests::aWindowThatGoesWhenTheLoginHasSucceededSpoilsNothing()
{
    Stage stage;
    auto first = std::make_unique<QObject>();
    QObject second;
    (void)stage.login().require(Requirement::login(), {}, first.get());
    const auto stays = stage.login().require(Requirement::login(), {}, &second);
    QObject::connect(&stage.login(), &LoginManager::loggedIn, this, [&] { first.reset(); });
    (void)stage.prompt->request().attempt(Stage::adasPassword());
    QVERIFY(Stage::resultOf(stays));
    QCOMPARE(stage.prompt->requests().size(), 1);
    QVERIFY(stage.login().isAuthenticated());
}

void tst_JoinedRequests::allWindowsMayGoAtOnce()
{
    Stage stage;
    auto first = std::make_unique<QObject>(), second = std::make_unique<QObject>(), third = std::make_unique<QObject>();
    (void)stage.login().require(Requirement::login(), {}, first.get());
    (void)stage.login().require(Requirement::login(), {}, second.get());
    const auto last = stage.login().require(Requirement::login(), {}, third.get());
    first.reset();
    second.reset();
    QTRY_COMPARE(stage.prompt->requests().size(), 2); // once, and over the third
    QCOMPARE(stage.prompt->request().context(), third.get());
    third.reset();
    QVERIFY(Stage::resultOf(last).failedWith(Error::Kind::Cancelled));
    QVERIFY(!stage.prompt->isAsking());
    QCOMPARE(stage.prompt->requests().size(), 2);
}

void tst_JoinedRequests::nobodyIsAskedForAWindowThatWentWhileRestoring()
{
    Stage stage;
    QVERIFY(stage.remember());
    stage.restartApplication();
    auto window = std::make_unique<QObject>();
    (void)stage.login().restore();
    const auto asked = stage.login().require(Requirement::freshLogin(), {}, window.get());
    QCOMPARE(stage.login().state(), SessionState::Restoring);
    window.reset();
    QVERIFY(Stage::resultOf(asked).failedWith(Error::Kind::Cancelled));
    QCOMPARE(stage.prompt->requests().size(), 0);
}

QTEST_GUILESS_MAIN(tst_JoinedRequests)
#include "tst_joinedrequests.moc"
