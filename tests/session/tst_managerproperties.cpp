// SPDX-License-Identifier: MIT
#include "support/stage.h"

#include <QtCore/qtranslator.h>

using namespace QtLogin;
using namespace std::chrono_literals;

// The properties and settings of a LoginManager, and the signals that tell of them.
class tst_ManagerProperties : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPropertyTellsAndBinds();
    void everyPropertyHasItsSignalAndCanBeBoundTo();
    void settingsTellAndBind();
    void theProfileStaysWhileSomebodyIsIn();
    void itsOwnWordsFollowTheLanguage();
};

void tst_ManagerProperties::everyPropertyTellsAndBinds()
{
    Stage stage;
    LoginManager &login = stage.login();
    int seen = 0;
    QProperty<bool> bound;
    bound.setBinding([&] { return login.bindableAuthenticated().value() && login.bindableFresh().value(); });
    const auto watched = bound.onValueChanged([&] {
        ++seen;
        QCOMPARE(login.bindableState().value(), SessionState::LoggedIn); // all of a change, or nothing
        QCOMPARE(login.bindableCurrentUser().value()->id(), QStringLiteral("ada"));
    });
    QSignalSpy state(&login, &LoginManager::stateChanged);
    QSignalSpy user(&login, &LoginManager::currentUserChanged);
    QSignalSpy authenticated(&login, &LoginManager::authenticatedChanged);
    QVERIFY(login.logIn(Stage::ada()));
    QCOMPARE(seen, 1);
    QVERIFY(bound.value());
    QCOMPARE(state.count(), 1);
    QCOMPARE(user.count(), 1);
    QCOMPARE(authenticated.count(), 1);
    QVERIFY(login.bindableState().isReadOnly());
}

void tst_ManagerProperties::everyPropertyHasItsSignalAndCanBeBoundTo()
{
    const QMetaObject &meta = LoginManager::staticMetaObject;
    QVERIFY(meta.propertyCount() > 15);
    for (int i = meta.propertyOffset(); i < meta.propertyCount(); ++i) {
        QVERIFY2(meta.property(i).hasNotifySignal(), meta.property(i).name());
        QVERIFY2(meta.property(i).isBindable(), meta.property(i).name());
    }
}

void tst_ManagerProperties::settingsTellAndBind()
{
    Stage stage;
    LoginManager &login = stage.login();
    QProperty<QString> bound;
    bound.setBinding([&] {
        return login.bindableProfile().value() + u' ' + login.bindableLoginMessage().value() + u' '
            + login.bindableFreshLoginMessage().value() + u' '
            + QString::number(login.bindableSessionPolicy().value().freshLifetime.count()) + u' '
            + QString::number(login.bindableRemembersUserName().value());
    });
    QSignalSpy profile(&login, &LoginManager::profileChanged);
    QSignalSpy message(&login, &LoginManager::loginMessageChanged);
    QSignalSpy freshMessage(&login, &LoginManager::freshLoginMessageChanged);
    QSignalSpy policy(&login, &LoginManager::sessionPolicyChanged);
    QSignalSpy userName(&login, &LoginManager::remembersUserNameChanged);
    SessionPolicy longer;
    longer.freshLifetime = 7s;
    for (int i = 0; i < 2; ++i) { // the second time nothing changes
        login.setProfile(QStringLiteral("work"));
        login.setLoginMessage(QStringLiteral("in"));
        login.setFreshLoginMessage(QStringLiteral("again"));
        login.setSessionPolicy(longer);
        login.setRemembersUserName(true);
    }
    QCOMPARE(bound.value(), QStringLiteral("work in again 7 1"));
    for (const QSignalSpy *spy : {&profile, &message, &freshMessage, &policy, &userName})
        QCOMPARE(spy->count(), 1);
}

void tst_ManagerProperties::theProfileStaysWhileSomebodyIsIn()
{
    Stage stage;
    QVERIFY(stage.login().logIn(Stage::ada()));
    const QString folder = stage.login().profileFolder();
    QTest::ignoreMessage(QtCriticalMsg, "The profile cannot change while a user is logged in, or is logging in.");
    stage.login().setProfile(QStringLiteral("other"));
    QCOMPARE(stage.login().profile(), QStringLiteral("default"));
    QTest::ignoreMessage(QtCriticalMsg, "The profile cannot change while a user is logged in, or is logging in.");
    stage.login().setProfileFolder(QStringLiteral("/elsewhere"));
    QCOMPARE(stage.login().profileFolder(), folder);
    stage.login().logOut();
    stage.login().setProfile(QStringLiteral("other"));
    QCOMPARE(stage.login().profile(), QStringLiteral("other"));
}

void tst_ManagerProperties::itsOwnWordsFollowTheLanguage()
{
    class Shouting final : public QTranslator
    {
        QString translate(const char *, const char *source, const char *, int) const override
        {
            return QString::fromUtf8(source).toUpper();
        }
        bool isEmpty() const override { return false; }
    };
    Stage stage;
    QVERIFY(stage.logIn(Stage::ada(), {.fresh = false}));
    stage.login().setLoginMessage(QStringLiteral("To write."));
    QSignalSpy message(&stage.login(), &LoginManager::loginMessageChanged);
    QSignalSpy freshMessage(&stage.login(), &LoginManager::freshLoginMessageChanged);
    (void)stage.login().require(Requirement::freshLogin());
    QTRY_VERIFY(stage.prompt->isAsking());
    const LoginRequest asked = stage.prompt->request();
    const QString english = asked.message();
    QVERIFY(!english.isEmpty());
    {
        Shouting translator;
        QCoreApplication::installTranslator(&translator);
        QCOMPARE(stage.login().freshLoginMessage(), english.toUpper());
        QCOMPARE(asked.message(), english.toUpper());
    }
    QCOMPARE(stage.login().freshLoginMessage(), english);
    QCOMPARE(asked.message(), english);
    QCOMPARE(freshMessage.count(), 2);
    QCOMPARE(stage.login().loginMessage(), QStringLiteral("To write."));
    QCOMPARE(message.count(), 0);
}

QTEST_GUILESS_MAIN(tst_ManagerProperties)
#include "tst_managerproperties.moc"
