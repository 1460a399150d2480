// SPDX-License-Identifier: MIT
#include "guardedwindow.h"

#include <QtTest/qtest.h>

using namespace QtLogin;
using namespace QtLogin::GuardedWindow;

// The rights of the user and the context of the session change while a window is open: views, guarded widgets and leases
// follow at once, and all of them come back.
class tst_ChangedRights : public Fixture
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { tearDown(); }

    void aLostScopeClosesAndAScopeThatIsBackOpens_data(); // DV14
    void aLostScopeClosesAndAScopeThatIsBackOpens();
    void anotherContextClosesUntilTheUserHasProvedThemselves_data(); // rules 15 and 32
    void anotherContextClosesUntilTheUserHasProvedThemselves();

private:
    // All that follows the session answers the same: the view, the button, the manager and the lease.
    bool isAll(Access access) const;

    Requirement m_requirement;
    GatedView *m_view = nullptr;
    QPushButton *m_button = nullptr;
    std::optional<SessionLease> m_lease;
    QByteArray m_context;
};

void tst_ChangedRights::init()
{
    setUp();
    m_context = "here";
    stage->contextId = [this] { return m_context; };
}

bool tst_ChangedRights::isAll(Access access) const
{
    const bool isAllowed = access == Access::Allowed;
    return m_view->isOpen() == isAllowed && (m_view->content() && m_view->content()->isVisibleTo(window.get())) == isAllowed
        && m_button->isEnabled() == isAllowed && stage->login().check(m_requirement) == access
        && m_lease->check(m_requirement) == access;
}

void tst_ChangedRights::aLostScopeClosesAndAScopeThatIsBackOpens_data()
{
    QTest::addColumn<bool>("isSaid");
    QTest::newRow("revalidated") << false;
    QTest::newRow("said by the application") << true;
}

namespace {

// A user whose scopes the application changes.
class ChangingUser final : public User
{
public:
    QString id() const override { return QStringLiteral("ada"); }
    Scopes scopes() const override { return granted; }
    Scopes granted {QStringLiteral("admin")};
};

} // namespace

void tst_ChangedRights::aLostScopeClosesAndAScopeThatIsBackOpens()
{
    QFETCH(const bool, isSaid);
    const auto ada = std::make_shared<ChangingUser>();
    stage->loader->add(ada);
    const auto grant = [&](const Scopes &scopes) {
        ada->granted = scopes;
        if (isSaid)
            stage->login().noteUserChanged();
        else
            QVERIFY(Stage::resultOf(stage->login().revalidate()));
    };
    m_requirement = Requirement::scope(QStringLiteral("admin"));
    m_view = guard->view(m_requirement, [] { return new QWidget; });
    m_button = new QPushButton;
    page->layout()->addWidget(m_view);
    page->layout()->addWidget(m_button);
    guard->protect(m_button, m_requirement, WhenDenied::Disable);
    QVERIFY(stage->login().logInVerified(UserPtr(ada)));
    QCoreApplication::processEvents(); // the layout shows its widgets
    m_lease = stage->login().lease();
    QVERIFY(isAll(Access::Allowed));
    grant({});
    QVERIFY(isAll(Access::Forbidden));
    QVERIFY(m_lease->isAlive());
    grant({QStringLiteral("admin"), QStringLiteral("more")});
    QVERIFY(isAll(Access::Allowed));
    grant({QStringLiteral("more")});
    QVERIFY(isAll(Access::Forbidden));
    grant({QStringLiteral("admin")});
    QVERIFY(isAll(Access::Allowed));
}

void tst_ChangedRights::anotherContextClosesUntilTheUserHasProvedThemselves_data()
{
    using Look = std::function<void(LoginManager &)>;
    QTest::addColumn<Look>("look");
    QTest::newRow("revalidated") << Look([](LoginManager &login) { QVERIFY(Stage::resultOf(login.revalidate())); });
    QTest::newRow("activated") << Look([](LoginManager &) {
        QEvent activated(QEvent::ApplicationActivate);
        QCoreApplication::sendEvent(QCoreApplication::instance(), &activated);
    });
    QTest::newRow("something is required") << Look([](LoginManager &login) {
        QVERIFY(Stage::resultOf(login.require(Requirement::login())));
    });
}

void tst_ChangedRights::anotherContextClosesUntilTheUserHasProvedThemselves()
{
    using Look = std::function<void(LoginManager &)>;
    QFETCH(const Look, look);
    m_requirement = Requirement::freshLogin();
    m_view = guard->view(m_requirement, [] { return new QWidget; });
    m_button = new QPushButton;
    page->layout()->addWidget(m_view);
    page->layout()->addWidget(m_button);
    guard->protect(m_button, m_requirement, WhenDenied::Disable);
    GatedView *const plain = guard->view(Requirement::login(), [] { return new QWidget; });
    page->layout()->addWidget(plain);
    logIn();
    QCoreApplication::processEvents(); // the layout shows its widgets
    m_lease = stage->login().lease();
    for (const QByteArray &context : {QByteArray("there"), QByteArray("here again")}) {
        look(stage->login());
        QVERIFY(isAll(Access::Allowed)); // the context is the recorded one
        m_context = context;
        look(stage->login());
        QVERIFY(isAll(Access::FreshLoginRequired));
        QVERIFY(plain->isOpen()); // it takes the freshness and no more
        QVERIFY(Stage::resultOf(stage->login().reauthenticate(Stage::adasPassword())));
        QVERIFY(isAll(Access::Allowed));
    }
}

QTEST_MAIN(tst_ChangedRights)

#include "tst_changedrights.moc"
