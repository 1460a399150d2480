// SPDX-License-Identifier: MIT
#include "rememberstage.h"
#include "support/patience.h"

#include <stdexcept>

using namespace QtLogin;
using namespace std::chrono_literals;

namespace {

struct Named
{
    const char *name;
    Requirement requirement;
    bool hasPredicate = false;
};

const std::vector<Named> &simple()
{
    static const std::vector<Named> all = {
        {"none", Requirement()},
        {"anyone", Requirement::anyone()},
        {"login", Requirement::login()},
        {"fresh", Requirement::freshLogin()},
        {"fresh within a minute", Requirement::freshLogin(1min)},
        {"guest", Requirement::guestOnly()},
        {"a scope that Ada has", Requirement::scope(QStringLiteral("admin"))},
        {"a scope that she has not", Requirement::scope(QStringLiteral("billing"))},
        {"one of both", Requirement::anyScope({QStringLiteral("billing"), QStringLiteral("admin")})},
        {"not what she has", !Requirement::scope(QStringLiteral("admin"))},
        {"not what she has not", !Requirement::scope(QStringLiteral("billing"))},
        {"yes", Requirement::predicate(QStringLiteral("yes"), [](const User &) { return true; }), true},
        {"no", Requirement::predicate(QStringLiteral("no"), [](const User &) { return false; }), true},
        {"throws",
         Requirement::predicate(QStringLiteral("throws"), [](const User &) -> bool { throw std::runtime_error("no"); }),
         true},
        {"not one that throws",
         !Requirement::predicate(QStringLiteral("throws"),
                                 [](const User &) -> bool { throw std::runtime_error("no"); }),
         true},
    };
    return all;
}

// How near an answer is to Allowed.
int rankOf(Access access)
{
    static const QList<Access> order = {Access::Allowed,  Access::FreshLoginRequired, Access::Locked,
                                        Access::Pending,  Access::LoginRequired,      Access::GuestOnly,
                                        Access::Forbidden};
    return int(order.indexOf(access));
}

Access nearerOf(Access a, Access b)
{
    return rankOf(a) < rankOf(b) ? a : b;
}

} // namespace

// Requirements one of which is enough, in each state of a session.
class tst_Alternatives : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theAnswerIsTheNearest_data();
    void theAnswerIsTheNearest();
    void aLoginIsFreshForAsLongAsOneOfThemSays();
    void aRequestAsksForWhatIsNearest();
    void aPredicateMayDestroyThemAll();

private:
    static void enter(RememberStage &stage, const QString &state);
};

void tst_Alternatives::enter(RememberStage &stage, const QString &state)
{
    QVERIFY(stage.remember());
    if (state == u"stale")
        stage.clock->advance(2h);
    else if (state == u"locked")
        stage.login().lock();
    else if (state == u"signed out" || state == u"restoring")
        stage.restartApplication();
    if (state == u"restoring") {
        (void)stage.login().restore();
        QCOMPARE(stage.login().state(), SessionState::Restoring);
    }
}

void tst_Alternatives::theAnswerIsTheNearest_data()
{
    QTest::addColumn<QString>("state");
    for (const char *state : {"fresh", "stale", "locked", "signed out", "restoring"})
        QTest::newRow(state) << QString::fromLatin1(state);
}

void tst_Alternatives::theAnswerIsTheNearest()
{
    QFETCH(QString, state);
    RememberStage stage;
    enter(stage, state);
    const auto lease = stage.login().lease();
    for (const Named &a : simple()) {
        for (const Named &b : simple()) {
            const auto either = a.requirement || b.requirement;
            const auto why = QStringLiteral("%1 || %2").arg(QLatin1String(a.name), QLatin1String(b.name)).toLatin1();
            const Access wanted = nearerOf(stage.login().check(a.requirement), stage.login().check(b.requirement));
            QVERIFY2(stage.login().check(either) == wanted, why.constData());
            QVERIFY2(stage.login().check(b.requirement || a.requirement) == wanted, why.constData());
            if (!a.hasPredicate && !b.hasPredicate)
                QVERIFY2(lease.check(either) == nearerOf(lease.check(a.requirement), lease.check(b.requirement)),
                         why.constData());
            for (const Named &c : simple()) {
                const Access each = nearerOf(stage.login().check(a.requirement && c.requirement),
                                             stage.login().check(b.requirement && c.requirement));
                QVERIFY2(stage.login().check(either && c.requirement) == each, (why + " && " + c.name).constData());
                QVERIFY2(stage.login().check(c.requirement && either) == each, (why + " && " + c.name).constData());
            }
        }
    }
}

void tst_Alternatives::aLoginIsFreshForAsLongAsOneOfThemSays()
{
    Stage stage;
    QVERIFY(stage.logInVerified(Stage::ada()));
    const auto minute = Requirement::freshLogin(1min), two = Requirement::freshLogin(2min);
    const auto admin = Requirement::scope(QStringLiteral("admin")),
               billing = Requirement::scope(QStringLiteral("billing"));
    QVERIFY(stage.login().freshFor(minute || two) == std::chrono::nanoseconds(2min));
    QVERIFY(stage.login().freshFor(minute || (two && billing))
            == std::chrono::nanoseconds(1min)); // Ada does no billing
    QVERIFY(!stage.login().freshFor(minute || admin)); // holds as long as she is here
    stage.clock->advance(90s);
    QVERIFY(stage.login().freshFor(minute || two) == std::chrono::nanoseconds(30s));
    QCOMPARE(stage.login().check(minute || two), Access::Allowed);
    stage.clock->advance(30s);
    QVERIFY(!stage.login().freshFor(minute || two));
    QCOMPARE(stage.login().check(minute || two), Access::FreshLoginRequired);
    QVERIFY(stage.login().confirmLogin());
    QCOMPARE(stage.login().check(minute || two), Access::Allowed);
}

void tst_Alternatives::aRequestAsksForWhatIsNearest()
{
    Stage stage;
    QVERIFY(stage.logInVerified(Stage::ada()));
    stage.clock->advance(2h);
    const auto either = Requirement::scope(QStringLiteral("billing")) || Requirement::freshLogin();
    const auto asked = stage.login().require(either);
    QTRY_VERIFY(stage.prompt->isAsking());
    QCOMPARE(stage.prompt->request().kind(), LoginRequest::Kind::Reauthenticate);
    QVERIFY(Stage::resultOf(stage.prompt->answer(Stage::adasPassword())));
    QVERIFY(Stage::resultOf(asked));
    QVERIFY(Stage::resultOf(
        stage.login().require(Requirement::scope(QStringLiteral("admin")) || Requirement::guestOnly())));
}

void tst_Alternatives::aPredicateMayDestroyThemAll()
{
    Stage stage;
    QVERIFY(stage.logInVerified(Stage::ada()));
    auto held = std::make_unique<Requirement>();
    *held = Requirement::predicate(QStringLiteral("ends"),
                                   [&held](const User &) {
                                       held.reset();
                                       return false;
                                   })
        || Requirement::predicate(QStringLiteral("after"), [](const User &) { return true; });
    QCOMPARE(stage.login().check(*held), Access::Allowed);
    QVERIFY(!held);
}

QTEST_GUILESS_MAIN(tst_Alternatives)
#include "tst_alternatives.moc"
