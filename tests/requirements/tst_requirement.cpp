// SPDX-License-Identifier: MIT
#include "requirements/requirement.h"

#include <QtCore/qrandom.h>
#include <QtTest/qtest.h>

#include <stdexcept>

using namespace QtLogin;
using namespace std::chrono_literals;

namespace {

const QString admin = QStringLiteral("admin");
const QString billing = QStringLiteral("billing");

UserPtr userWith(const Scopes &scopes)
{
    return SimpleUser::create({.id = QStringLiteral("ada"), .scopes = scopes});
}

Requirement always(const QString &name)
{
    return Requirement::predicate(name, [](const User &) { return true; });
}

class ThrowingUser final : public User
{
public:
    QString id() const override { return QStringLiteral("eve"); }
    Scopes scopes() const override { throw std::runtime_error("no"); }
};

} // namespace

class tst_Requirement : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSimpleOnesAskForWhatTheySay_data();
    void theSimpleOnesAskForWhatTheySay();
    void aForgottenRequirementIsNeverMet(); // default deny

    void bothAskForWhatEitherAsks_data(); // FL-67
    void bothAskForWhatEitherAsks();
    void theShorterLimitCounts_data();
    void theShorterLimitCounts();
    void whatIsImpossibleStaysImpossible();
    void combiningIsOrderlessAndRepeatable();

    void scopesAreAllNeeded();
    void nobodyHasAScope(); // rule 39
    void aUserWhoThrowsHasNoScope();
    void predicatesAreAllNeeded();
    void aPredicateThatThrowsDenies(); // default deny
    void aPredicateMayDestroyItsRequirement();
    void scopesAreJudgedBeforePredicates();
    void predicatesAreTheSameOnlyWithThemselves();
    void anEmptyScopeOrPredicateIsAMistakeAndNeverMet();

    void oneOfSeveralScopesIsEnough();
    void eitherIsEnough();
    void whatCannotBeMetIsNoAlternative();
    void tooManyAlternativesAreNeverMet();
    void theOppositeNeedsALoginStill();
    void aPredicateThatThrowsDeniesInItsOppositeToo();
    void onlyScopesAndPredicatesHaveAnOpposite_data();
    void onlyScopesAndPredicatesHaveAnOpposite();
    void whateverIsWrittenMeansWhatItSays();

    void requirementsAreComparedByWhatTheyAsk();
    void whileOpenIsCarriedAlong();
    void itsMessageIsCarriedAlongAndAsksForNothing();
    void aRequirementCanBeReadInALog_data();
    void aRequirementCanBeReadInALog();
};

namespace {

struct Asks
{
    bool login = false;
    bool fresh = false;
    bool guest = false;
    bool impossible = false;
    bool conditions = false;
};

void compare(const Requirement &requirement, const Asks &asks)
{
    QCOMPARE(requirement.needsLogin(), asks.login);
    QCOMPARE(requirement.needsFreshLogin(), asks.fresh);
    QCOMPARE(requirement.needsGuest(), asks.guest);
    QCOMPARE(requirement.isImpossible(), asks.impossible);
    QCOMPARE(requirement.hasConditions(), asks.conditions);
}

} // namespace

Q_DECLARE_METATYPE(Asks)

void tst_Requirement::theSimpleOnesAskForWhatTheySay_data()
{
    QTest::addColumn<Requirement>("requirement");
    QTest::addColumn<Asks>("asks");
    QTest::newRow("none") << Requirement() << Asks {.impossible = true};
    QTest::newRow("anyone") << Requirement::anyone() << Asks {};
    QTest::newRow("login") << Requirement::login() << Asks {.login = true};
    QTest::newRow("fresh") << Requirement::freshLogin() << Asks {.login = true, .fresh = true};
    QTest::newRow("guest") << Requirement::guestOnly() << Asks {.guest = true};
    QTest::newRow("scope") << Requirement::scope(admin) << Asks {.login = true, .conditions = true};
    QTest::newRow("predicate") << always(QStringLiteral("p")) << Asks {.login = true, .conditions = true};
    QTest::newRow("negative limit") << Requirement::freshLogin(-1s)
                                    << Asks {.login = true, .fresh = true, .impossible = true};
    QTest::newRow("empty scope") << Requirement::scope(QString())
                                 << Asks {.login = true, .impossible = true, .conditions = true};
    QTest::newRow("empty predicate") << Requirement::predicate(QStringLiteral("p"), nullptr)
                                     << Asks {.login = true, .impossible = true, .conditions = true};
}

void tst_Requirement::theSimpleOnesAskForWhatTheySay()
{
    QFETCH(Requirement, requirement);
    QFETCH(Asks, asks);
    compare(requirement, asks);
}

void tst_Requirement::aForgottenRequirementIsNeverMet() // default deny
{
    QVERIFY(Requirement().isImpossible());
    QVERIFY((Requirement() && Requirement::anyone()).isImpossible());
    QVERIFY(!(Requirement() == Requirement::anyone()));
}

void tst_Requirement::bothAskForWhatEitherAsks_data() // FL-67
{
    QTest::addColumn<Requirement>("a");
    QTest::addColumn<Requirement>("b");
    QTest::addColumn<Asks>("asks");
    const auto anyone = Requirement::anyone();
    const auto login = Requirement::login();
    const auto fresh = Requirement::freshLogin();
    const auto guest = Requirement::guestOnly();
    const auto scope = Requirement::scope(admin);
    const auto predicate = always(QStringLiteral("p"));

    QTest::newRow("anyone, anyone") << anyone << anyone << Asks {};
    QTest::newRow("anyone, login") << anyone << login << Asks {.login = true};
    QTest::newRow("anyone, guest") << anyone << guest << Asks {.guest = true};
    QTest::newRow("login, login") << login << login << Asks {.login = true};
    QTest::newRow("login, fresh") << login << fresh << Asks {.login = true, .fresh = true};
    QTest::newRow("fresh, scope") << fresh << scope << Asks {.login = true, .fresh = true, .conditions = true};
    QTest::newRow("scope, predicate") << scope << predicate << Asks {.login = true, .conditions = true};
    QTest::newRow("guest, guest") << guest << guest << Asks {.guest = true};
    // No session is both logged in and logged out.
    QTest::newRow("guest, login") << guest << login << Asks {.login = true, .guest = true, .impossible = true};
    QTest::newRow("guest, fresh") << guest << fresh
                                  << Asks {.login = true, .fresh = true, .guest = true, .impossible = true};
    QTest::newRow("guest, scope") << guest << scope
                                  << Asks {.login = true, .guest = true, .impossible = true, .conditions = true};
    QTest::newRow("guest, predicate") << guest << predicate
                                      << Asks {.login = true, .guest = true, .impossible = true, .conditions = true};
}

void tst_Requirement::bothAskForWhatEitherAsks()
{
    QFETCH(Requirement, a);
    QFETCH(Requirement, b);
    QFETCH(Asks, asks);
    compare(a && b, asks);
    compare(b && a, asks);
}

void tst_Requirement::theShorterLimitCounts_data()
{
    QTest::addColumn<int>("a");
    QTest::addColumn<int>("b");
    QTest::addColumn<int>("both");
    QTest::newRow("no limit") << 0 << 0 << 0;
    QTest::newRow("one limit") << 0 << 60 << 60;
    QTest::newRow("two limits") << 60 << 120 << 60;
    QTest::newRow("equal limits") << 60 << 60 << 60;
    QTest::newRow("a century") << 60 << 60 * 60 * 24 * 365 << 60;
}

void tst_Requirement::theShorterLimitCounts()
{
    QFETCH(int, a);
    QFETCH(int, b);
    QFETCH(int, both);
    const auto first = Requirement::freshLogin(std::chrono::seconds(a));
    const auto second = Requirement::freshLogin(std::chrono::seconds(b));
    QCOMPARE((first && second).within().count(), both);
    QCOMPARE((second && first).within().count(), both);
    QVERIFY(!(first && second).isImpossible());
    QCOMPARE((first && Requirement::login()).within().count(), a);
    QCOMPARE((Requirement::scope(admin) && first).within().count(), a);
}

void tst_Requirement::whatIsImpossibleStaysImpossible()
{
    const auto contradiction = Requirement::guestOnly() && Requirement::login();
    for (const auto &impossible :
         {Requirement(), contradiction, Requirement::freshLogin(-1s), Requirement::scope({})}) {
        for (const auto &other : {Requirement::anyone(), Requirement::login(), Requirement::freshLogin(60s),
                                  Requirement::guestOnly(), Requirement::scope(admin), Requirement()}) {
            QVERIFY((impossible && other).isImpossible());
            QVERIFY((other && impossible).isImpossible());
        }
    }
}

void tst_Requirement::combiningIsOrderlessAndRepeatable()
{
    const QList<Requirement> all = {Requirement(),
                                    Requirement::anyone(),
                                    Requirement::login(),
                                    Requirement::freshLogin(60s),
                                    Requirement::guestOnly(),
                                    Requirement::scope(admin),
                                    Requirement::scope(billing),
                                    always(QStringLiteral("p")),
                                    always(QStringLiteral("q"))};
    for (const auto &a : all) {
        QVERIFY((a && a) == a);
        QVERIFY((a && Requirement::anyone()) == a);
        for (const auto &b : all) {
            QVERIFY((a && b) == (b && a));
            for (const auto &c : all)
                QVERIFY(((a && b) && c) == (a && (b && c)));
        }
    }
}

void tst_Requirement::scopesAreAllNeeded()
{
    const auto both = Requirement::scope(billing) && Requirement::scope(admin) && Requirement::scope(billing);
    QCOMPARE(both.scopes(), QStringList({admin, billing}));
    QVERIFY(both.conditionsHoldFor(*userWith({admin, billing, QStringLiteral("more")})));
    QVERIFY(!both.conditionsHoldFor(*userWith({admin})));
    QVERIFY(!both.conditionsHoldFor(*userWith({billing})));
    QVERIFY(!both.conditionsHoldFor(*userWith({})));
    QVERIFY(!Requirement::scope(admin).conditionsHoldFor(*userWith({QStringLiteral("Admin")})));
    QVERIFY(Requirement::login().conditionsHoldFor(*userWith({})));
    QVERIFY(Requirement::login().scopes().isEmpty());
}

void tst_Requirement::nobodyHasAScope() // rule 39
{
    QVERIFY(!Requirement::scope(admin).conditionsHoldFor(AnonymousUser()));
}

void tst_Requirement::aUserWhoThrowsHasNoScope()
{
    QVERIFY(!Requirement::scope(admin).conditionsHoldFor(ThrowingUser()));
}

void tst_Requirement::predicatesAreAllNeeded()
{
    const auto isAda = Requirement::predicate(QStringLiteral("ada"),
                                              [](const User &user) { return user.id() == QStringLiteral("ada"); });
    const auto never = Requirement::predicate(QStringLiteral("never"), [](const User &) { return false; });
    QVERIFY(isAda.hasPredicates());
    QVERIFY(!Requirement::scope(admin).hasPredicates());
    QVERIFY(isAda.conditionsHoldFor(*userWith({})));
    QVERIFY(!isAda.conditionsHoldFor(AnonymousUser()));
    QVERIFY(!(isAda && never).conditionsHoldFor(*userWith({})));
    QVERIFY((isAda && Requirement::scope(admin)).conditionsHoldFor(*userWith({admin})));
    QVERIFY(!(isAda && Requirement::scope(admin)).conditionsHoldFor(*userWith({})));
}

void tst_Requirement::aPredicateThatThrowsDenies() // default deny
{
    const auto thrower =
        Requirement::predicate(QStringLiteral("t"), [](const User &) -> bool { throw std::runtime_error("no"); });
    QVERIFY(!thrower.conditionsHoldFor(*userWith({})));
    QVERIFY(!(always(QStringLiteral("p")) && thrower).conditionsHoldFor(*userWith({})));
}

void tst_Requirement::aPredicateMayDestroyItsRequirement()
{
    auto held = std::make_unique<Requirement>();
    const auto captured = std::make_shared<bool>(true); // must live until the predicate has returned
    *held = Requirement::predicate(QStringLiteral("p"), [&held, captured](const User &) {
        held.reset();
        return *captured;
    });
    QVERIFY(held->conditionsHoldFor(*userWith({})));
    QVERIFY(!held);
}

void tst_Requirement::scopesAreJudgedBeforePredicates()
{
    int asked = 0;
    const auto both = Requirement::predicate(QStringLiteral("p"), [&asked](const User &) { return ++asked > 0; })
        && Requirement::scope(admin);
    QVERIFY(!both.conditionsHoldFor(*userWith({})));
    QCOMPARE(asked, 0);
    QVERIFY(both.conditionsHoldFor(*userWith({admin})));
    QCOMPARE(asked, 1);
    QVERIFY((both && both).conditionsHoldFor(*userWith({admin})));
    QCOMPARE(asked, 2); // the same one is asked once
}

void tst_Requirement::predicatesAreTheSameOnlyWithThemselves()
{
    const auto p = always(QStringLiteral("p"));
    const Requirement copy = p;
    QVERIFY(copy == p);
    QVERIFY(!(always(QStringLiteral("p")) == p)); // functions cannot be compared, and names prove nothing
}

void tst_Requirement::anEmptyScopeOrPredicateIsAMistakeAndNeverMet()
{
    QVERIFY(!Requirement::scope(QString()).conditionsHoldFor(*userWith({})));
    QVERIFY(!Requirement::predicate(QStringLiteral("p"), nullptr).conditionsHoldFor(*userWith({})));
}

void tst_Requirement::oneOfSeveralScopesIsEnough()
{
    const auto any = Requirement::anyScope({billing, admin, admin});
    QVERIFY(any.needsLogin() && any.hasConditions() && !any.isImpossible());
    QVERIFY(any.conditionsHoldFor(*userWith({admin})) && any.conditionsHoldFor(*userWith({billing})));
    QVERIFY(!any.conditionsHoldFor(*userWith({QStringLiteral("more")})));
    QVERIFY(any.scopes().isEmpty()); // none of them is needed in any case
    QVERIFY(any == Requirement::anyScope({admin, billing}));
    QVERIFY(Requirement::anyScope({admin}) == Requirement::scope(admin));
    QVERIFY((any && Requirement::scope(billing)).conditionsHoldFor(*userWith({billing})));
    QVERIFY(!(any && Requirement::scope(billing)).conditionsHoldFor(*userWith({admin})));
    for (const auto &mistake : {Requirement::anyScope({}), Requirement::anyScope({admin, QString()})})
        QVERIFY(mistake.isImpossible());
}

void tst_Requirement::eitherIsEnough()
{
    const auto either = Requirement::guestOnly() || (Requirement::freshLogin(1min) && Requirement::scope(admin));
    QVERIFY(either.hasAlternatives());
    QCOMPARE(either.alternatives().size(), size_t(2));
    QVERIFY(!either.needsLogin() && !either.needsGuest() && !either.isForAnyone() && !either.isJustLogin());
    QVERIFY(either.needsFreshLogin() && either.hasConditions());
    QVERIFY((Requirement::login() || Requirement::scope(admin)).needsLogin());
    QVERIFY(!(Requirement::login() || Requirement::scope(admin)).isJustLogin());
    QVERIFY(either.whileOpen().needsFreshLoginWhileOpen());
    QVERIFY(either == (either || either));
    QVERIFY(!Requirement::login().hasAlternatives());
    QCOMPARE(Requirement::login().alternatives().size(), size_t(1));
    QVERIFY((Requirement::login() || Requirement::anyone()).isForAnyone());
}

void tst_Requirement::whatCannotBeMetIsNoAlternative()
{
    const auto contradiction = Requirement::guestOnly() && Requirement::login();
    for (const auto &impossible : {Requirement(), contradiction, Requirement::freshLogin(-1s), Requirement::scope({})}) {
        for (const auto &other : {Requirement::anyone(), Requirement::login(), Requirement::freshLogin(60s),
                                  Requirement::guestOnly(), Requirement::scope(admin)}) {
            QVERIFY((impossible || other) == other);
            QVERIFY((other || impossible) == other);
        }
        QVERIFY((impossible || Requirement()).isImpossible());
        QVERIFY((impossible && (Requirement::login() || Requirement::guestOnly())).isImpossible());
    }
}

void tst_Requirement::tooManyAlternativesAreNeverMet()
{
    Requirement any = Requirement::scope(QStringLiteral("0"));
    for (int i = 1; i < 64; ++i)
        any = any || Requirement::scope(QString::number(i));
    QCOMPARE(any.alternatives().size(), size_t(64));
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("65 alternatives is never met")));
    QVERIFY((any || Requirement::scope(QStringLiteral("64"))).isImpossible());
}

void tst_Requirement::theOppositeNeedsALoginStill()
{
    const auto notAdmin = !Requirement::scope(admin);
    QVERIFY(notAdmin.needsLogin() && !notAdmin.isImpossible());
    QVERIFY(!notAdmin.conditionsHoldFor(*userWith({admin})));
    QVERIFY(notAdmin.conditionsHoldFor(*userWith({billing})));
    QVERIFY((!notAdmin) == Requirement::scope(admin));
    QVERIFY(notAdmin.scopes().isEmpty());
    QVERIFY(!(notAdmin && Requirement::scope(admin)).conditionsHoldFor(*userWith({admin})));
    QVERIFY(!notAdmin.conditionsHoldFor(ThrowingUser()));
}

void tst_Requirement::aPredicateThatThrowsDeniesInItsOppositeToo()
{
    const auto thrower =
        Requirement::predicate(QStringLiteral("t"), [](const User &) -> bool { throw std::runtime_error("no"); });
    QVERIFY(!(!thrower).conditionsHoldFor(*userWith({})));
    QVERIFY(!(!!thrower).conditionsHoldFor(*userWith({})));
    QVERIFY((!thrower || Requirement::login()).conditionsHoldFor(*userWith({}))); // the other one is enough
    QVERIFY(!(!(thrower || Requirement::scope(admin))).conditionsHoldFor(*userWith({})));
}

void tst_Requirement::onlyScopesAndPredicatesHaveAnOpposite_data()
{
    QTest::addColumn<Requirement>("requirement");
    QTest::newRow("none") << Requirement();
    QTest::newRow("anyone") << Requirement::anyone();
    QTest::newRow("login") << Requirement::login();
    QTest::newRow("fresh") << Requirement::freshLogin();
    QTest::newRow("guest") << Requirement::guestOnly();
    QTest::newRow("fresh and a scope") << (Requirement::freshLogin() && Requirement::scope(admin));
    QTest::newRow("a scope or guest") << (Requirement::guestOnly() || Requirement::scope(admin));
    QTest::newRow("an empty scope") << Requirement::scope({});
}

void tst_Requirement::onlyScopesAndPredicatesHaveAnOpposite()
{
    QFETCH(Requirement, requirement);
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("have an opposite")));
    QVERIFY((!requirement).isImpossible());
}

// Expressions made by chance, beside plain logic.
void tst_Requirement::whateverIsWrittenMeansWhatItSays()
{
    enum Kind { Leaf, And, Or, Not };
    struct Node
    {
        Kind kind;
        int leaf = 0;
        std::vector<Node> of = {};
    };
    const QList<Requirement> leaves = {
        Requirement::scope(admin), Requirement::scope(billing), Requirement::anyScope({admin, billing}),
        Requirement::predicate(QStringLiteral("id"), [](const User &user) { return user.id() == u"ada"; }),
        Requirement::predicate(QStringLiteral("throws"), [](const User &) -> bool { throw std::runtime_error("no"); })};
    QRandomGenerator random(20261130);
    const std::function<Node(int)> make = [&](int depth) -> Node {
        const Kind kind = depth == 0 ? Leaf : Kind(random.bounded(4));
        switch (kind) {
        case Leaf:
            return {Leaf, int(random.bounded(leaves.size()))};
        case Not:
            return {Not, 0, {make(depth - 1)}};
        default:
            return {kind, 0, {make(depth - 1), make(depth - 1)}};
        }
    };
    const std::function<Requirement(const Node &)> build = [&](const Node &node) -> Requirement {
        switch (node.kind) {
        case Leaf:
            return leaves.at(node.leaf);
        case And:
            return build(node.of[0]) && build(node.of[1]);
        case Or:
            return build(node.of[0]) || build(node.of[1]);
        case Not:
            break;
        }
        return !build(node.of[0]);
    };
    // Whether it holds, or its opposite where \a isNegated.
    const std::function<bool(const Node &, const Scopes &, bool)> holds = [&](const Node &node, const Scopes &scopes,
                                                                              bool isNegated) -> bool {
        if (node.kind == Not)
            return holds(node.of[0], scopes, !isNegated);
        if (node.kind == Leaf) {
            const bool plain[] = {scopes.contains(admin), scopes.contains(billing),
                                  scopes.contains(admin) || scopes.contains(billing), true};
            return node.leaf < 4 && plain[node.leaf] != isNegated; // what throws denies either way
        }
        const bool first = holds(node.of[0], scopes, isNegated), second = holds(node.of[1], scopes, isNegated);
        return (node.kind == And) != isNegated ? first && second : first || second;
    };
    for (int i = 0; i < 2'000; ++i) {
        const Node node = make(3);
        const Requirement requirement = build(node);
        for (const Scopes &scopes : {Scopes {}, Scopes {admin}, Scopes {billing}, Scopes {admin, billing}})
            QVERIFY2(requirement.conditionsHoldFor(*userWith(scopes)) == holds(node, scopes, false),
                     qPrintable(requirement.toString()));
    }
}

void tst_Requirement::requirementsAreComparedByWhatTheyAsk()
{
    QVERIFY(Requirement::login() == Requirement::login());
    QVERIFY(!(Requirement::login() == Requirement::freshLogin()));
    QVERIFY(!(Requirement::freshLogin(60s) == Requirement::freshLogin(61s)));
    QVERIFY(Requirement::scope(admin) == Requirement::scope(admin));
    QVERIFY(!(Requirement::scope(admin) == Requirement::scope(billing)));
    QVERIFY(!(Requirement::scope(admin) == Requirement::login()));
    QVERIFY(!(Requirement::guestOnly() == Requirement::anyone()));
}

void tst_Requirement::whileOpenIsCarriedAlong()
{
    const auto fresh = Requirement::freshLogin(5min);
    const auto open = fresh.whileOpen();
    QVERIFY(!fresh.needsFreshLoginWhileOpen());
    QVERIFY(open.needsFreshLoginWhileOpen() && open.needsFreshLogin() && open.needsLogin());
    QCOMPARE(open.within(), fresh.within());
    QVERIFY(!(open == fresh));
    QVERIFY(open == open.whileOpen());
    for (const auto &other : {fresh, Requirement::login(), Requirement::scope(admin), Requirement::anyone(), open}) {
        QVERIFY((open && other).needsFreshLoginWhileOpen());
        QVERIFY((other && open) == (open && other));
    }
    QVERIFY(Requirement::scope(admin).whileOpen() == Requirement::scope(admin)); // where there is nothing to last
    QVERIFY(!Requirement::login().whileOpen().needsFreshLoginWhileOpen());
    QVERIFY(Requirement::freshLogin(-1s).whileOpen().isImpossible());
}

void tst_Requirement::itsMessageIsCarriedAlongAndAsksForNothing()
{
    const QString message = QStringLiteral("To delete all notes, please enter your password.");
    const Requirement plain = Requirement::scope(admin), speaking = plain.withMessage(message);
    QVERIFY(plain.message().isEmpty());
    QVERIFY(plain == speaking);
    QCOMPARE(speaking.toString(), plain.toString());
    const Requirement fresh = Requirement::freshLogin(), guest = Requirement::guestOnly();
    for (const Requirement &made : {fresh && speaking, speaking && fresh, guest || speaking, speaking || guest, !speaking,
                                    (guest || fresh) && speaking, speaking.whileOpen(), speaking && fresh.withMessage(admin)})
        QCOMPARE(made.message(), message);
    QVERIFY(!(!speaking).conditionsHoldFor(*userWith({admin})));
    QVERIFY(speaking.withMessage({}).message().isEmpty());
}

void tst_Requirement::aRequirementCanBeReadInALog_data()
{
    QTest::addColumn<Requirement>("requirement");
    QTest::addColumn<QString>("text");
    QTest::newRow("anyone") << Requirement::anyone() << QStringLiteral("anyone");
    QTest::newRow("login") << Requirement::login() << QStringLiteral("login");
    QTest::newRow("fresh") << Requirement::freshLogin() << QStringLiteral("fresh");
    QTest::newRow("fresh within") << Requirement::freshLogin(5min) << QStringLiteral("fresh:300");
    QTest::newRow("fresh while open") << Requirement::freshLogin().whileOpen() << QStringLiteral("fresh-open");
    QTest::newRow("fresh within, while open")
        << Requirement::freshLogin(5min).whileOpen() << QStringLiteral("fresh-open:300");
    QTest::newRow("guest") << Requirement::guestOnly() << QStringLiteral("guest");
    QTest::newRow("all") << (Requirement::freshLogin(1min) && Requirement::scope(billing) && Requirement::scope(admin)
                             && always(QStringLiteral("p")))
                         << QStringLiteral("fresh:60 scope:admin scope:billing predicate:p");
    QTest::newRow("never") << Requirement() << QStringLiteral("never");
    QTest::newRow("contradiction") << (Requirement::guestOnly() && Requirement::login())
                                   << QStringLiteral("never guest login");
    QTest::newRow("either") << (Requirement::guestOnly() || (Requirement::freshLogin() && Requirement::scope(admin)))
                            << QStringLiteral("guest | fresh scope:admin");
    QTest::newRow("one of several scopes, and not another one")
        << (Requirement::anyScope({billing, admin}) && !Requirement::scope(QStringLiteral("x")) && !always(QStringLiteral("p")))
        << QStringLiteral("any-scope:admin,billing !scope:x !predicate:p");
}

void tst_Requirement::aRequirementCanBeReadInALog()
{
    QFETCH(Requirement, requirement);
    QTEST(requirement.toString(), "text");
}

QTEST_APPLESS_MAIN(tst_Requirement)
#include "tst_requirement.moc"
